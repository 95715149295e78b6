import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditBudget } from '#app/parts/audit-budget.ts'
import { refuse } from '#app/refuse.ts'
import { lockProject } from '#db/projects.ts'
import { removeTaskBudget } from '#db/task-budgets.ts'
import { holdTasks } from '#db/tasks.ts'

/** Takes the budget of a task of a project away, and what it warned of. */
export async function deleteTaskBudget(
  ctx: Context,
  { projectId, taskId }: { projectId: string; taskId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const key = { workspaceId, projectId, taskId }
  await inTransaction(ctx, async (tx) => {
    if (!(await lockProject(tx, key))) refuse('budget_not_found')
    const [task] = await holdTasks(tx, { workspaceId, taskIds: [taskId] })
    if (!task) refuse('budget_not_found')
    const audit = await auditBudget(ctx, tx, { projectId, task })
    if (!(await removeTaskBudget(tx, key))) refuse('budget_not_found')
    await audit(null)
  })
}
