import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { isProjectInUse, lockProject, removeProject } from '#db/projects.ts'

/** Removes a project that nothing refers to; one that was used can only be archived. */
export async function deleteProject(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  await inTransaction(ctx, async (tx) => {
    if (!(await lockProject(tx, key))) refuse('project_not_found')
    if (await isProjectInUse(tx, key)) refuse('project_is_in_use')
    await removeProject(tx, key)
  })
}
