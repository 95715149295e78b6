import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { NamedFilter } from '#db/by-name.ts'
import type { Page } from '#db/page.ts'
import { listTeamRows, type Team } from '#db/teams.ts'

/** Teams by name, a page at a time, with who is in them. */
export async function listTeams(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & NamedFilter,
): Promise<Page<Team>> {
  allow(ctx, 'members:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const rows = await listTeamRows(ctx.db, { workspaceId, filter, after, limit: limit + 1 })
  return pageOf(rows, limit, (row) => row.sortName)
}
