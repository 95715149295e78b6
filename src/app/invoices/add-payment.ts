import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { type InvoiceView, keptInXero, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import { today } from '#app/parts/today.ts'
import { refuse } from '#app/refuse.ts'
import { insertPayment, type Payment } from '#db/invoice-payments.ts'
import { lockInvoice } from '#db/invoices.ts'
import { listXeroDocuments } from '#db/xero-documents.ts'
import { amountRefusal, type PaymentMethod, paymentRefusal } from '#domain/payments.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

type Given = Pick<Payment, 'paidOn' | 'amountMinor' | 'reference'> & {
  method: PaymentMethod
}

/** Writes down that a client paid an invoice, or a part of it, never more than is due; or what was refunded of it. */
export async function addPayment(
  ctx: Context,
  { invoiceId, ...given }: { invoiceId: string } & Given,
): Promise<InvoiceView> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId, clock } = ctx
  assert(memberId, 'a person writes down payments')
  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    const documents = await listXeroDocuments(tx, { workspaceId, invoiceIds: [invoiceId] })
    const impossible = paymentRefusal(invoice) ?? keptInXero(documents.at(-1))
    if (impossible) refuse(impossible)
    const refusal = amountRefusal(invoice, given.amountMinor)
    if (refusal) refuse(refusal, { field: 'amountMinor' })
    const createdAt = clock.now()
    if (given.paidOn > (await today(ctx, tx))) {
      refuse('payment_is_in_the_future', { field: 'paidOn' })
    }

    const payment = { id: newId(), ...given }
    await insertPayment(tx, { workspaceId, invoiceId, createdBy: memberId, createdAt, payment })
    await audit(ctx, tx, { ...invoiceEntry('paid', invoice), after: given })
    const paidMinor = invoice.paidMinor + given.amountMinor
    return await viewInvoiceIn(ctx, tx, { ...invoice, paidMinor })
  })
}
