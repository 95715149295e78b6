import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { memberOf } from '#app/parts/registering.ts'
import { refuse } from '#app/refuse.ts'
import { listProjectRowsByIds } from '#db/projects.ts'
import { listNotes } from '#db/shortcuts.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { addDays } from '#domain/work-day.ts'
import { dayIn } from '#lib/zoned-time.ts'

const recentDays = 120
const mostNotes = 10

/** What the person wrote last in the notes of their hours for a project, each once, newest first. */
export async function listRecentNotes(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<string[]> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  const memberId = memberOf(ctx, undefined)
  const projects = await listProjectRowsByIds(ctx.db, { workspaceId, ids: [projectId] })
  if (projects.length === 0) refuse('project_not_found')
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const since = addDays(dayIn(timeZone, ctx.clock.now()), -recentDays)
  return await listNotes(ctx.db, { workspaceId, memberId, projectId, since, limit: mostNotes })
}
