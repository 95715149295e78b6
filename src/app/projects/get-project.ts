import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { viewProject } from '#app/parts/project-rules.ts'
import { refuse } from '#app/refuse.ts'
import { listProjectRowsByIds, type Project } from '#db/projects.ts'

export async function getProject(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<Project> {
  allow(ctx, 'projects:read')
  const { workspaceId } = ctx
  const [project] = await listProjectRowsByIds(ctx.db, { workspaceId, ids: [projectId] })
  return viewProject(ctx, project ?? refuse('project_not_found'))
}
