import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { type RecurringSummary, viewRecurring } from '#app/parts/recurring-view.ts'
import type { Page } from '#db/page.ts'
import { listRecurringRows } from '#db/recurring-invoices.ts'
import { without } from '#lib/without.ts'

type Asked = PageRequest & {
  q?: string | undefined
  sort?: string | undefined
  isDescending?: boolean | undefined
}

/** Recurring invoices by name or another column, a page at a time. */
export async function listRecurringInvoices(
  ctx: Context,
  { limit, cursor, ...filter }: Asked,
): Promise<Page<RecurringSummary>> {
  allow(ctx, 'invoices:read')
  const { workspaceId } = ctx
  const asked = { workspaceId, ...filter, after: nameCursorFrom(cursor), limit: limit + 1 }
  const { items, nextCursor } = pageOf(
    await listRecurringRows(ctx.db, asked),
    limit,
    (row) => row.sortName,
  )
  return { items: items.map((row) => viewRecurring(without(row, 'sortName'))), nextCursor }
}
