import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { memberOf } from '#app/parts/registering.ts'
import { listFavourites, listRecentWork, type Shortcut } from '#db/shortcuts.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { addDays } from '#domain/work-day.ts'
import { dayIn } from '#lib/zoned-time.ts'

const recentDays = 60
const mostRecent = 8

/** The own favourites, and what was worked on last: a project and a task each. */
export async function listShortcuts(
  ctx: Context,
): Promise<{ favourites: Shortcut[]; recents: Shortcut[] }> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  const memberId = memberOf(ctx, undefined)
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const since = addDays(dayIn(timeZone, ctx.clock.now()), -recentDays)
  const [favourites, recents] = await Promise.all([
    listFavourites(ctx.db, { workspaceId, memberId }),
    listRecentWork(ctx.db, { workspaceId, memberId, since, limit: mostRecent }),
  ])
  return { favourites, recents }
}
