import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type ProjectBudgetView, viewProjectBudget } from '#app/parts/budgets.ts'
import { refuse } from '#app/refuse.ts'
import { listProjectRowsByIds } from '#db/projects.ts'

/** The budget of a project with its burn; null where it has none. */
export async function getProjectBudget(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<ProjectBudgetView | null> {
  allow(ctx, 'rates:read')
  const { db, workspaceId } = ctx
  const [project] = await listProjectRowsByIds(db, { workspaceId, ids: [projectId] })
  if (!project) refuse('project_not_found')
  return await viewProjectBudget(ctx, db, { projectId })
}
