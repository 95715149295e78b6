import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type InvoiceLinkView, viewInvoiceLink } from '#app/parts/invoice-link.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoiceLink } from '#db/invoice-links.ts'
import { findInvoice } from '#db/invoices.ts'

/** The public link of an invoice, if it has one that works. */
export async function getInvoiceLink(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<{ link: InvoiceLinkView | null }> {
  allow(ctx, 'invoices:write')
  const { db, workspaceId } = ctx
  if (!(await findInvoice(db, { workspaceId, invoiceId }))) refuse('invoice_not_found')
  const link = await findInvoiceLink(db, { workspaceId, invoiceId })
  return { link: link ? viewInvoiceLink(ctx, link) : null }
}
