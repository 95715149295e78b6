import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditBudget } from '#app/parts/audit-budget.ts'
import {
  recordTaskWarnings,
  type TaskBudgetView,
  viewTaskBudgets,
  viewTaskBudgetsOf,
} from '#app/parts/task-budgets.ts'
import { refuse } from '#app/refuse.ts'
import { holdProjectPricing, lockProject } from '#db/projects.ts'
import { saveTaskBudget } from '#db/task-budgets.ts'
import { holdTasks } from '#db/tasks.ts'
import type { Budget } from '#domain/budgets.ts'
import { assert } from '#lib/assert.ts'

/** Gives a task of a project a budget, or another. What it has reached already is written down at once. */
export async function setTaskBudget(
  ctx: Context,
  { projectId, taskId, budget }: { projectId: string; taskId: string; budget: Budget },
): Promise<TaskBudgetView> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const key = { workspaceId, projectId, taskId }
  const warnAt = [...new Set(budget.warnAt)].toSorted((a, b) => a - b)
  return await inTransaction(ctx, async (tx) => {
    if (!(await lockProject(tx, key))) refuse('project_not_found')
    const [task] = await holdTasks(tx, { workspaceId, taskIds: [taskId] })
    if (!task) refuse('task_not_found')
    const [project] = await holdProjectPricing(tx, { workspaceId, projectIds: [projectId] })
    const allowed = project?.taskIds ?? []
    if (allowed.length > 0 && !allowed.includes(taskId)) refuse('task_is_not_on_project')
    const audit = await auditBudget(ctx, tx, { projectId, task })
    await saveTaskBudget(tx, { ...key, budget: { ...budget, warnAt }, updatedAt: ctx.clock.now() })
    await audit({ ...budget, warnAt })
    const reached = await viewTaskBudgets(ctx, tx, { projectId })
    await recordTaskWarnings(ctx, tx, reached)
    const views = await viewTaskBudgetsOf(ctx, tx, { projectId })
    const saved = views.find((each) => each.taskId === taskId)
    assert(saved, 'a budget that was just saved is there')
    return saved
  })
}
