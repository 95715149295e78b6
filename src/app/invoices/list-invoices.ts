import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { idCursorFrom } from '#app/parts/id-cursor.ts'
import { type InvoiceSummary, viewInvoices } from '#app/parts/invoice-view.ts'
import { today } from '#app/parts/today.ts'
import { type InvoiceSum, listInvoicesPage } from '#db/invoices.ts'
import type { Page } from '#db/page.ts'
import type { InvoiceState } from '#domain/invoice-state.ts'
import type { DueFilter } from '#domain/payments.ts'

/** Own invoices, the newest first, a page at a time. */
export async function listInvoices(
  ctx: Context,
  {
    cursor,
    ...query
  }: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    state?: InvoiceState | undefined
    clientId?: string | undefined
    due?: DueFilter | undefined
  },
): Promise<Page<InvoiceSummary> & { total: number; sums: InvoiceSum[] }> {
  allow(ctx, 'invoices:read')
  const before = idCursorFrom(cursor)
  const { workspaceId } = ctx
  const day = await today(ctx, ctx.db)
  const page = await listInvoicesPage(ctx.db, { workspaceId, before, today: day, ...query })
  return { ...page, items: await viewInvoices(ctx, ctx.db, page.items) }
}
