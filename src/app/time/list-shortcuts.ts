import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { PageRequest } from '#app/pages.ts'
import { positionFrom } from '#app/parts/position-cursor.ts'
import { memberOf } from '#app/parts/registering.ts'
import { listFavourites, listRecentWork, type Shortcut } from '#db/shortcuts.ts'
import { encodeCursor, type Page } from '#db/page.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { addDays } from '#domain/work-day.ts'
import { without } from '#lib/without.ts'
import { dayIn } from '#lib/zoned-time.ts'

const recentDays = 60
const mostRecent = 8

/** The own favourites, a page at a time, and what was worked on last: a project and a task each. */
export async function listShortcuts(
  ctx: Context,
  { limit, cursor }: PageRequest,
): Promise<Page<Shortcut> & { recents: Shortcut[] }> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  const memberId = memberOf(ctx, undefined)
  const from = positionFrom(cursor)
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const since = addDays(dayIn(timeZone, ctx.clock.now()), -recentDays)
  const [rows, recents] = await Promise.all([
    listFavourites(ctx.db, { workspaceId, memberId, from, limit: limit + 1 }),
    listRecentWork(ctx.db, { workspaceId, memberId, since, limit: mostRecent }),
  ])
  const next = rows[limit]
  return {
    items: rows.slice(0, limit).map((row) => without(row, 'position')),
    nextCursor: next ? encodeCursor([String(next.position), next.projectId]) : null,
    recents,
  }
}
