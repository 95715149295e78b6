import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { idCursorFrom } from '#app/parts/id-cursor.ts'
import { type InvoiceSummary, viewInvoices } from '#app/parts/invoice-view.ts'
import { listInvoicesPage } from '#db/invoices.ts'
import type { Page } from '#db/page.ts'
import type { InvoiceState } from '#domain/invoice-state.ts'

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
  },
): Promise<Page<InvoiceSummary> & { total: number }> {
  allow(ctx, 'invoices:read')
  const before = idCursorFrom(cursor)
  const page = await listInvoicesPage(ctx.db, { workspaceId: ctx.workspaceId, before, ...query })
  return { ...page, items: await viewInvoices(ctx, ctx.db, page.items) }
}
