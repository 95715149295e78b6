import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { NamedFilter } from '#db/by-name.ts'
import type { Page } from '#db/page.ts'
import { listVatRateRows, type VatRate } from '#db/vat-rates.ts'

/** VAT rates by name, a page at a time. */
export async function listVatRates(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & NamedFilter,
): Promise<Page<VatRate>> {
  allow(ctx, 'projects:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const rows = await listVatRateRows(ctx.db, { workspaceId, filter, after, limit: limit + 1 })
  return pageOf(rows, limit, (row) => row.sortName)
}
