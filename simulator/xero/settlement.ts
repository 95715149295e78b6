import type { Call } from './call.ts'
import type { Collection } from './collection.ts'
import type { Invoice } from './records.ts'

type Settled = Pick<Invoice, 'payments' | 'credits' | 'status' | 'totalCents'>

const sum = (parts: readonly { cents: number }[]) =>
  parts.reduce((total, part) => total + part.cents, 0)

export const paidCents = (invoice: Settled): number => sum(invoice.payments)
export const creditedCents = (invoice: Settled): number => sum(invoice.credits)
export const isSettledInPart = (invoice: Settled): boolean =>
  invoice.payments.length > 0 || invoice.credits.length > 0

const isClosed = (invoice: Settled) => invoice.status === 'VOIDED' || invoice.status === 'DELETED'

/** What is still to be paid; a voided or deleted document owes nothing. */
export const dueCents = (invoice: Settled): number =>
  isClosed(invoice) ? 0 : invoice.totalCents - paidCents(invoice) - creditedCents(invoice)

/** The day of the last payment or credit of a paid invoice. */
export function fullyPaidOn(invoice: Invoice): string | null {
  if (invoice.status !== 'PAID') return null
  const days = [
    ...invoice.payments.map((payment) => payment.paidOn),
    ...invoice.credits.map((credit) => credit.allocatedOn),
  ]
  return days.toSorted().at(-1) ?? null
}

/** The invoice after a payment or a credit came or went: PAID is set by Xero alone. */
export function settle(
  call: Call,
  records: Collection<Invoice, 'number' | 'contact'>,
  invoice: Invoice,
  parts: Partial<Pick<Invoice, 'payments' | 'credits'>>,
): Invoice {
  const changed: Invoice = { ...invoice, ...parts, updatedAt: call.now }
  const isPaid = isSettledInPart(changed) && dueCents(changed) === 0
  const settled: Invoice = { ...changed, status: isPaid ? 'PAID' : 'AUTHORISED' }
  call.writes.set(records, settled)
  return settled
}
