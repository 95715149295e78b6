import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type TaskBudgetView, viewTaskBudgetsOf } from '#app/parts/task-budgets.ts'
import { refuse } from '#app/refuse.ts'
import { listProjectRowsByIds } from '#db/projects.ts'

/** The budgets of the tasks of a project with their burn, by the name of the task. */
export async function listTaskBudgets(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<TaskBudgetView[]> {
  allow(ctx, 'rates:read')
  const { db, workspaceId } = ctx
  const [project] = await listProjectRowsByIds(db, { workspaceId, ids: [projectId] })
  if (!project) refuse('project_not_found')
  return await viewTaskBudgetsOf(ctx, db, { projectId })
}
