import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { NamedFilter } from '#db/by-name.ts'
import type { Page } from '#db/page.ts'
import { listProductRows, type Product } from '#db/products.ts'

/** Products by name, a page at a time. */
export async function listProducts(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & NamedFilter,
): Promise<Page<Product>> {
  allow(ctx, 'projects:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const rows = await listProductRows(ctx.db, { workspaceId, filter, after, limit: limit + 1 })
  return pageOf(rows, limit, (row) => row.sortName)
}
