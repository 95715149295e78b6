import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditBudget } from '#app/parts/audit-budget.ts'
import { refuse } from '#app/refuse.ts'
import { removeBudget } from '#db/budgets.ts'
import { lockProject } from '#db/projects.ts'

/** Takes the budget of a project away, and what it warned of. */
export async function deleteProjectBudget(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  await inTransaction(ctx, async (tx) => {
    if (!(await lockProject(tx, key))) refuse('budget_not_found')
    const audit = await auditBudget(ctx, tx, { projectId })
    if (!(await removeBudget(tx, key))) refuse('budget_not_found')
    await audit(null)
  })
}
