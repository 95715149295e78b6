import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { finalise } from '#app/parts/finalise.ts'
import { type InvoiceView, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import { refuse } from '#app/refuse.ts'
import { lockInvoice } from '#db/invoices.ts'

/** Makes a draft final and gives it the next number of its series, which leaves no gaps. */
export async function finaliseInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<InvoiceView> {
  allow(ctx, 'invoices:write')
  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId: ctx.workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    return await viewInvoiceIn(ctx, tx, await finalise(ctx, tx, invoice))
  })
}
