import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type InvoiceLinkView, linkOf } from '#app/parts/invoice-link.ts'
import { refuse } from '#app/refuse.ts'
import { lockInvoice } from '#db/invoices.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'

/** Makes the public link of a final invoice; one that works already is answered as it is. */
export async function createInvoiceLink(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<InvoiceLinkView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    const refusal = invoiceRefusal(invoice, 'share')
    if (refusal) refuse(refusal)
    return await linkOf(ctx, tx, invoice)
  })
}
