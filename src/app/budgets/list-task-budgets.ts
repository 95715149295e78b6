import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { type TaskBudgetView, viewTaskBudgetsOf } from '#app/parts/task-budgets.ts'
import { refuse } from '#app/refuse.ts'
import type { Page } from '#db/page.ts'
import { listProjectRowsByIds } from '#db/projects.ts'
import { without } from '#lib/without.ts'

/** The budgets of the tasks of a project with their burn, by the name of the task, a page at a time. */
export async function listTaskBudgets(
  ctx: Context,
  { limit, cursor, projectId }: PageRequest & { projectId: string },
): Promise<Page<TaskBudgetView>> {
  allow(ctx, 'rates:read')
  const { db, workspaceId } = ctx
  const [project] = await listProjectRowsByIds(db, { workspaceId, ids: [projectId] })
  if (!project) refuse('project_not_found')
  const after = nameCursorFrom(cursor)
  const views = await viewTaskBudgetsOf(ctx, db, { projectId, after, limit: limit + 1 })
  const keyed = views.map((view) => ({ ...view, id: view.taskId }))
  const { items, nextCursor } = pageOf(keyed, limit, (view) => view.sortName)
  return { items: items.map((view) => without(view, 'id')), nextCursor }
}
