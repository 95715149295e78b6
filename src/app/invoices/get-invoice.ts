import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type InvoiceView, viewInvoice } from '#app/parts/invoice-view.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoice } from '#db/invoices.ts'

/** An invoice with its lines, and what may be done with it. */
export async function getInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<InvoiceView> {
  allow(ctx, 'invoices:read')
  const invoice = await findInvoice(ctx.db, { workspaceId: ctx.workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  return await viewInvoice(ctx, invoice)
}
