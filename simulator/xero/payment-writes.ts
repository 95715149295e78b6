import { accountByCode } from './accounts.ts'
import type { Call } from './call.ts'
import { todayIn } from './dates.ts'
import { echo, type Outcome } from './envelope.ts'
import { fold } from './fold.ts'
import { addHistory } from './history.ts'
import { isUuid, zeroId } from './ids.ts'
import { dayIn, decimalIn, flagIn, objectIn, textIn, type Input } from './input.ts'
import { lockDateErrors } from './lock-dates.ts'
import { atScale, centsAsText, centScale } from './money.ts'
import { paymentJson } from './payment-json.ts'
import type { Account, Invoice, Payment } from './records.ts'
import { dueCents, settle } from './settlement.ts'

const exceeds = 'Payment amount exceeds the amount outstanding on this document'

export const refusedPayment = (input: Input, errors: readonly string[], id = zeroId): Outcome => ({
  json: { ...echo(input, 'PaymentID', id), HasValidationErrors: true },
  errors,
  warnings: [],
})

/** A payment of an approved invoice, up to what is due. */
export function createPayment(call: Call, input: Input): Outcome {
  const { organisation, world } = call
  const invoice = invoiceOf(call, input)
  if (!invoice) {
    return refusedPayment(input, ['The invoice for this payment could not be found.'])
  }
  const amount = decimalIn(input, 'Amount')
  const cents = amount ? atScale(amount, centScale, world.switches.rounding) : 0
  const account = accountOf(call, input)
  const paidOn = dayIn(input, 'Date') ?? todayIn(organisation.profile.timezone, call.now)
  const errors = [
    ...(invoice.status === 'AUTHORISED'
      ? []
      : ['Payments can only be made against Authorised documents']),
    ...(cents <= 0 ? ['Payment amount must be greater than zero'] : []),
    ...(cents > dueCents(invoice) ? [exceeds] : []),
    ...accountErrors(account),
    ...lockDateErrors(call, paidOn),
  ]
  if (errors.length > 0 || !account) return refusedPayment(input, errors)
  const payment: Payment = {
    id: world.freshId(),
    updatedAt: call.now,
    documentId: invoice.id,
    accountId: account.id,
    paidOn,
    cents,
    reference: textIn(input, 'Reference') ?? '',
    isReconciled: flagIn(input, 'IsReconciled') ?? false,
    status: 'AUTHORISED',
  }
  call.writes.set(organisation.payments, payment)
  const { id, reference } = payment
  const paid = settle(call, organisation.invoices, invoice, {
    payments: [...invoice.payments, { id, paidOn, cents, reference }],
  })
  const details = `Payment of ${centsAsText(cents)} on ${paidOn}; ${centsAsText(dueCents(paid))} is due.`
  const changes = paid.status === 'PAID' ? 'Paid' : 'Partially Paid'
  addHistory(call, { kind: 'Invoices', id: invoice.id }, { changes, details })
  return { json: paymentJson(call, payment, 'single'), errors: [], warnings: [] }
}

/** Only this can be done to a payment: take it back. */
export function deletePayment(call: Call, input: Input, payment: Payment): Outcome {
  if (textIn(input, 'Status') !== 'DELETED' || payment.status === 'DELETED') {
    return refusedPayment(input, ['Payment not of valid status for modification'], payment.id)
  }
  const errors = lockDateErrors(call, payment.paidOn)
  if (errors.length > 0) return refusedPayment(input, errors, payment.id)
  const deleted: Payment = { ...payment, status: 'DELETED', updatedAt: call.now }
  call.writes.set(call.organisation.payments, deleted)
  const invoice = call.organisation.invoices.get(payment.documentId)
  if (invoice) {
    settle(call, call.organisation.invoices, invoice, {
      payments: invoice.payments.filter((each) => each.id !== payment.id),
    })
    const details = `Payment of ${centsAsText(payment.cents)} on ${payment.paidOn} was removed.`
    addHistory(call, { kind: 'Invoices', id: invoice.id }, { changes: 'Payment Deleted', details })
  }
  return { json: paymentJson(call, deleted, 'single'), errors: [], warnings: [] }
}

/** A payment that a person records; by default the whole of what is due, today, to the bank. */
export interface PaymentRequest {
  amount?: number | string
  paidOn?: string
  reference?: string
  /** The code or the id of the account; a bank account unless told otherwise. */
  account?: string
}

export function personPayment(call: Call, invoice: Invoice, request: PaymentRequest) {
  const { account, amount, paidOn, reference } = request
  const accounts = [...call.organisation.accounts.values()]
  const bank = accounts.find((each) => each.type === 'BANK' && each.status === 'ACTIVE')
  return {
    Invoice: { InvoiceID: invoice.id },
    Account: account === undefined ? { AccountID: bank?.id } : accountReference(account),
    Amount: amount ?? centsAsText(dueCents(invoice)),
    ...(paidOn !== undefined && { Date: paidOn }),
    ...(reference !== undefined && { Reference: reference }),
  }
}

const accountReference = (text: string) => (isUuid(text) ? { AccountID: text } : { Code: text })

function invoiceOf(call: Call, input: Input): Invoice | undefined {
  const { invoices } = call.organisation
  const given = objectIn(input, 'Invoice')
  const id = given && textIn(given, 'InvoiceID')
  if (id) return invoices.get(id.toLowerCase())
  const number = (given && textIn(given, 'InvoiceNumber')) ?? textIn(input, 'InvoiceNumber')
  const known = number ? invoices.find('number', fold(number)) : []
  return known.findLast((each) => each.status !== 'DELETED' && each.status !== 'VOIDED')
}

function accountOf(call: Call, input: Input): Account | undefined {
  const given = objectIn(input, 'Account')
  const id = given && textIn(given, 'AccountID')
  if (id) return call.organisation.accounts.get(id.toLowerCase())
  const code = (given && textIn(given, 'Code')) ?? textIn(input, 'Code')
  return code === undefined ? undefined : accountByCode(call.organisation, code)
}

function accountErrors(account: Account | undefined): string[] {
  if (account?.status !== 'ACTIVE') return ['Account could not be found']
  return account.type === 'BANK' || account.enablePayments
    ? []
    : ['The account is not a bank account and payments to it are not enabled']
}
