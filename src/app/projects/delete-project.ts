import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { countProjectUses, listProjectRowsByIds, lockProject, removeProject } from '#db/projects.ts'
import { assert } from '#lib/assert.ts'

/** Removes a project that nothing refers to; one that was used can only be archived. */
export async function deleteProject(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  await inTransaction(ctx, async (tx) => {
    if (!(await lockProject(tx, key))) refuse('project_not_found')
    const [project] = await listProjectRowsByIds(tx, { ...key, ids: [projectId] })
    assert(project, 'a locked project is there')
    refuseUsed('project_is_in_use', await countProjectUses(tx, key))
    await removeProject(tx, key)
    const about = { subject: 'project', id: projectId, name: project.name } as const
    await audit(ctx, tx, { action: 'deleted', ...about, before: project })
  })
}
