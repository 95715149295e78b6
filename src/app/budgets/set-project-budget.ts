import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditBudget } from '#app/parts/audit-budget.ts'
import { type ProjectBudgetView, recordWarnings, viewProjectBudget } from '#app/parts/budgets.ts'
import { refuse } from '#app/refuse.ts'
import { saveBudget } from '#db/budgets.ts'
import { lockProject } from '#db/projects.ts'
import type { Budget } from '#domain/budgets.ts'
import { assert } from '#lib/assert.ts'

/** Gives a project a budget, or another. What it has reached already is written down at once. */
export async function setProjectBudget(
  ctx: Context,
  { projectId, budget }: { projectId: string; budget: Budget },
): Promise<ProjectBudgetView> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  const warnAt = [...new Set(budget.warnAt)].toSorted((a, b) => a - b)
  return await inTransaction(ctx, async (tx) => {
    if (!(await lockProject(tx, key))) refuse('project_not_found')
    const audit = await auditBudget(ctx, tx, { projectId })
    await saveBudget(tx, { ...key, budget: { ...budget, warnAt }, updatedAt: ctx.clock.now() })
    await audit({ ...budget, warnAt })
    const reached = await viewProjectBudget(ctx, tx, { projectId })
    assert(reached, 'a budget that was just saved is there')
    await recordWarnings(ctx, tx, [reached])
    const view = await viewProjectBudget(ctx, tx, { projectId })
    assert(view, 'a budget that was just saved is there')
    return view
  })
}
