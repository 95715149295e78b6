import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { dayToMs } from './dates.ts'
import { documentPart } from './document-parts.ts'
import { listAnswer, writeElements, type Outcome } from './envelope.ts'
import { isUuid } from './ids.ts'
import { textIn, type Input } from './input.ts'
import { listRecords } from './lists.ts'
import { centsAsNumber } from './money.ts'
import { paymentJson } from './payment-json.ts'
import { createPayment, deletePayment, refusedPayment } from './payment-writes.ts'
import type { Organisation, Payment } from './records.ts'
import type { Fields } from './where.ts'

/** GET (list and one), PUT and POST of /Payments; POST {"Status":"DELETED"} takes one back. */
export function paymentsResource(call: Call): ApiAnswer {
  const [key, part] = call.path
  if (key && part) {
    if (part.toLowerCase() !== 'history') throw new NotFound()
    const { id } = one(call, key)
    return documentPart(call, { kind: 'Payments', id, canBeOnline: false, touch: () => {} })
  }
  if (call.method === 'GET') {
    if (!key) return listPayments(call)
    return listAnswer(call.world, 'Payments', [
      JSON.stringify(paymentJson(call, one(call, key), 'single')),
    ])
  }
  if (call.method === 'POST' && key) {
    return writeElements(call, 'Payments', (input) => deletePayment(call, input, one(call, key)))
  }
  if (key || (call.method !== 'PUT' && call.method !== 'POST')) throw new NotImplemented()
  return writeElements(call, 'Payments', (input) => createOrDelete(call, input))
}

function createOrDelete(call: Call, input: Input): Outcome {
  const id = textIn(input, 'PaymentID')?.toLowerCase()
  if (call.method === 'PUT' || !id) return createPayment(call, input)
  const payment = call.organisation.payments.get(id)
  if (payment) return deletePayment(call, input, payment)
  return refusedPayment(input, [
    'The document with the supplied id was not found for this endpoint.',
  ])
}

function one(call: Call, id: string): Payment {
  const payment = isUuid(id) ? call.organisation.payments.get(id.toLowerCase()) : undefined
  if (!payment) throw new NotFound()
  return payment
}

const listPayments = (call: Call): ApiAnswer =>
  listRecords(call, call.organisation.payments, {
    plural: 'Payments',
    fields: fieldsOf(call.organisation),
    json: (payment) => JSON.stringify(paymentJson(call, payment, 'list')),
  })

function fieldsOf(organisation: Organisation): Fields<Payment> {
  const invoiceOf = (payment: Payment) => organisation.invoices.get(payment.documentId)
  const accountOf = (payment: Payment) => organisation.accounts.get(payment.accountId)
  return {
    paymentid: (payment) => payment.id,
    status: (payment) => payment.status,
    date: (payment) => ({ at: dayToMs(payment.paidOn) }),
    amount: (payment) => centsAsNumber(payment.cents),
    reference: (payment) => payment.reference,
    isreconciled: (payment) => payment.isReconciled,
    paymenttype: (payment) =>
      invoiceOf(payment)?.type === 'ACCPAY' ? 'ACCPAYPAYMENT' : 'ACCRECPAYMENT',
    'invoice.invoiceid': (payment) => payment.documentId,
    'invoice.invoicenumber': (payment) => invoiceOf(payment)?.number,
    'invoice.type': (payment) => invoiceOf(payment)?.type,
    'account.accountid': (payment) => payment.accountId,
    'account.code': (payment) => accountOf(payment)?.code,
    updateddateutc: (payment) => ({ at: payment.updatedAt }),
  }
}
