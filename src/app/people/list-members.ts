import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { NamedFilter } from '#db/by-name.ts'
import { listMemberRows, type Member } from '#db/members.ts'
import type { Page } from '#db/page.ts'

/** People by name, a page at a time; without rates for those who may not see them. */
export async function listMembers(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & NamedFilter,
): Promise<Page<Member>> {
  allow(ctx, 'members:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const rows = await listMemberRows(ctx.db, { workspaceId, filter, after, limit: limit + 1 })
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.sortName)
  if (may(ctx, 'rates:read')) return { items, nextCursor }
  return { items: items.map((member) => ({ ...member, hourlyRate: null })), nextCursor }
}
