import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { listPayments, setPaymentTakenBack } from '#db/invoice-payments.ts'
import { lockInvoice } from '#db/invoices.ts'
import { takeBackRefusal } from '#domain/payments.ts'
import { assert } from '#lib/assert.ts'

/** Takes a payment back that was written down by mistake; it stays to be seen. Done already, it stays done. */
export async function takeBackPayment(
  ctx: Context,
  { invoiceId, paymentId }: { invoiceId: string; paymentId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId, clock } = ctx
  assert(memberId, 'a person takes payments back')
  await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    const payments = await listPayments(tx, { workspaceId, invoiceId })
    const payment = payments.find((each) => each.id === paymentId)
    if (!payment) refuse('payment_not_found')
    if (payment.takenBackAt !== null) return
    if (payment.createdByName === null) refuse('payments_are_kept_in_xero')
    const refusal = takeBackRefusal(invoice, payment.amountMinor)
    if (refusal) refuse(refusal)

    const taken = { takenBackBy: memberId, takenBackAt: clock.now() }
    await setPaymentTakenBack(tx, { workspaceId, paymentId, ...taken })
    const { paidOn, amountMinor, method, reference } = payment
    await audit(ctx, tx, {
      ...invoiceEntry('payment_taken_back', invoice),
      after: { paidOn, amountMinor, method, reference },
    })
  })
}
