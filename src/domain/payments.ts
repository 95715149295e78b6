import { daysBetween } from './work-day.ts'
import type { InvoiceState } from './invoice-state.ts'
import type { RefusalCode } from './refusals.ts'

/** How a payment is written down here. */
export const paymentMethods = ['bank_transfer', 'direct_debit', 'card', 'cash', 'other'] as const
export type PaymentMethod = (typeof paymentMethods)[number]
/** What Xero has on the sales invoice is from there. */
export const keptPaymentMethods = [...paymentMethods, 'xero'] as const
export type KeptPaymentMethod = (typeof keptPaymentMethods)[number]

export const paymentStates = [
  /** Not due to anybody yet. */
  'draft',
  'unpaid',
  'partly_paid',
  'overdue',
  'paid',
  /** Credit invoices take back all of it, or all that was not paid. */
  'credited',
  /** More was paid than is asked for, since a part was credited afterwards. */
  'to_refund',
  /** A credit invoice: it lowers what is due on the invoice it credits. */
  'set_off',
] as const
export type PaymentState = (typeof paymentStates)[number]

/** What a list of invoices can be narrowed to. */
export const dueFilters = ['open', 'overdue', 'paid'] as const
export type DueFilter = (typeof dueFilters)[number]

export type Payable = {
  state: InvoiceState
  /** The invoice that it credits. */
  creditsId: string | null
  dueOn: string
  totalMinor: number
  /** What final credit invoices took back: of the other sign. */
  creditedMinor: number
  paidMinor: number
}

export type Standing = { paymentState: PaymentState; dueMinor: number; overdueDays: number }

/** What is still due on an invoice on a day, and how it stands. Of a credit invoice nothing is: it is set off against the one it credits. */
export function paymentStanding(invoice: Payable, today: string): Standing {
  const dueMinor = dueOf(invoice)
  const days = Math.max(0, daysBetween(invoice.dueOn, today))
  const isOwed = isPositive(invoice) && dueMinor > 0 && invoice.state !== 'draft'
  const overdueDays = isOwed ? days : 0
  return { paymentState: stateOf(invoice, { dueMinor, overdueDays }), dueMinor, overdueDays }
}

function stateOf(
  invoice: Payable,
  { dueMinor, overdueDays }: { dueMinor: number; overdueDays: number },
): PaymentState {
  if (invoice.state === 'draft') return 'draft'
  if (invoice.creditsId !== null) return 'set_off'
  if (dueMinor === 0)
    return invoice.creditedMinor === 0 || invoice.paidMinor !== 0 ? 'paid' : 'credited'
  if (dueMinor < 0) return 'to_refund'
  if (overdueDays > 0) return 'overdue'
  return invoice.paidMinor === 0 ? 'unpaid' : 'partly_paid'
}

function dueOf({ state, creditsId, totalMinor, creditedMinor, paidMinor }: Payable): number {
  return state === 'draft' || creditsId !== null ? 0 : totalMinor + creditedMinor - paidMinor
}

function isPositive({ totalMinor }: Payable): boolean {
  return totalMinor > 0
}

/** Why nothing can be paid on an invoice; undefined when something can. */
export function paymentRefusal(invoice: Payable): RefusalCode | undefined {
  if (invoice.state === 'draft') return 'invoice_is_not_finalised'
  if (invoice.creditsId !== null) return 'invoice_is_a_credit'
  return dueOf(invoice) === 0 ? 'nothing_left_to_pay' : undefined
}

/** Why this amount cannot be paid on it, less than zero for a refund; undefined when it can. */
export function amountRefusal(invoice: Payable, amountMinor: number): RefusalCode | undefined {
  const refusal = paymentRefusal(invoice)
  if (refusal) return refusal
  const dueMinor = dueOf(invoice)
  const isWithin =
    dueMinor > 0
      ? amountMinor > 0 && amountMinor <= dueMinor
      : amountMinor < 0 && amountMinor >= dueMinor
  return isWithin ? undefined : 'more_than_is_due'
}

/** Why a payment cannot be taken back: what was refunded of it would be left without a payment. */
export function takeBackRefusal(
  { totalMinor, paidMinor }: Payable,
  amountMinor: number,
): RefusalCode | undefined {
  const left = paidMinor - amountMinor
  const isWithin =
    totalMinor >= 0 ? left >= 0 && left <= totalMinor : left <= 0 && left >= totalMinor
  return isWithin ? undefined : 'payment_was_refunded'
}
