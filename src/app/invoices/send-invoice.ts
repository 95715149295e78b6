import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { type InvoiceView, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import { refuse } from '#app/refuse.ts'
import { lockInvoice, setInvoiceSent } from '#db/invoices.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'

/** Marks a final invoice as sent, however it went to the client. */
export async function sendInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string; method: 'mark_as_sent' },
): Promise<InvoiceView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    const refusal = invoiceRefusal(invoice, 'send')
    if (refusal) refuse(refusal)

    const sentAt = ctx.clock.now()
    await setInvoiceSent(tx, { workspaceId, invoiceId, sentAt })
    await audit(ctx, tx, invoiceEntry('sent', invoice))
    return await viewInvoiceIn(ctx, tx, { ...invoice, state: 'sent', sentAt })
  })
}
