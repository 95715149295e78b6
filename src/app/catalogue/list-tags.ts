import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { NamedFilter } from '#db/by-name.ts'
import type { Page } from '#db/page.ts'
import { listTagRows, type Tag } from '#db/tags.ts'

/** The tags by name, a page at a time. */
export async function listTags(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & NamedFilter,
): Promise<Page<Tag>> {
  allow(ctx, 'projects:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const rows = await listTagRows(ctx.db, { workspaceId, filter, after, limit: limit + 1 })
  return pageOf(rows, limit, (row) => row.sortName)
}
