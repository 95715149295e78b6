import type { SalesTarget } from './xero-settings.ts'
import type { RefusalCode } from './refusals.ts'

export const invoiceStates = ['draft', 'finalised', 'sent'] as const
export type InvoiceState = (typeof invoiceStates)[number]
export type InvoiceAction =
  | 'edit'
  | 'delete'
  | 'finalise'
  | 'send'
  | 'email'
  | 'share'
  | 'create_sales_transaction'
  | 'credit'

// What may happen in which state; null: it may. The verbs refuse by it and the views explain by it.
const refusalIn: Record<InvoiceState, Record<InvoiceAction, RefusalCode | null>> = {
  draft: {
    edit: null,
    delete: null,
    finalise: null,
    send: 'invoice_is_not_finalised',
    email: 'invoice_is_not_finalised',
    share: 'invoice_is_not_finalised',
    create_sales_transaction: 'invoice_is_not_sent',
    credit: 'invoice_is_not_finalised',
  },
  finalised: {
    edit: 'invoice_is_finalised',
    delete: 'invoice_is_finalised',
    finalise: 'invoice_is_finalised',
    send: null,
    email: null,
    share: null,
    create_sales_transaction: 'invoice_is_not_sent',
    credit: null,
  },
  sent: {
    edit: 'invoice_is_finalised',
    delete: 'invoice_is_finalised',
    finalise: 'invoice_is_finalised',
    send: 'invoice_is_sent',
    email: null,
    share: null,
    create_sales_transaction: null,
    credit: null,
  },
}

/** Why an invoice in this state does not allow the action; undefined when it does. */
export function invoiceRefusal(
  invoice: {
    state: InvoiceState
    lineCount?: number
    totalMinor?: number
    creditsId?: string | null
  },
  action: InvoiceAction,
): RefusalCode | undefined {
  const refusal = refusalIn[invoice.state][action]
  if (refusal) return refusal
  if (action === 'finalise' && invoice.lineCount === 0) return 'invoice_has_no_lines'
  if (action === 'finalise' && !invoice.creditsId && (invoice.totalMinor ?? 0) < 0) {
    return 'invoice_is_below_zero'
  }
  return undefined
}

/** Why nothing of an invoice can be credited; undefined when something can. */
export function creditInvoiceRefusal(invoice: {
  state: InvoiceState
  creditsId: string | null
  isCreditedInFull: boolean
}): RefusalCode | undefined {
  const refusal = refusalIn[invoice.state].credit
  if (refusal) return refusal
  if (invoice.creditsId !== null) return 'invoice_is_a_credit'
  return invoice.isCreditedInFull ? 'nothing_left_to_credit' : undefined
}

/** What creating a sales transaction depends on besides the invoice's state. */
export type SalesTransactionFacts = {
  state: InvoiceState
  currency: string
  totalMinor: number
  paidMinor: number
  creditsId: string | null
  /** What it would become. */
  target: SalesTarget
  hasSalesTransaction: boolean
  administration: { baseCurrency: string | null; refusal: RefusalCode | undefined }
}

/** Why no sales transaction can be created now; undefined when it can. */
export function salesTransactionRefusal(facts: SalesTransactionFacts): RefusalCode | undefined {
  const refusal = refusalIn[facts.state].create_sales_transaction
  if (refusal) return refusal
  if (facts.hasSalesTransaction) return 'sales_transaction_exists'
  if (facts.administration.refusal) return facts.administration.refusal
  if (facts.administration.baseCurrency !== facts.currency) return 'invoice_currency_differs'
  if (facts.totalMinor === 0) return 'invoice_comes_to_nothing'
  if (facts.target === 'manual_journal') return undefined
  if (facts.creditsId !== null) return 'credit_note_cannot_be_made'
  // Xero would ask for what was paid already.
  if (facts.paidMinor !== 0) return 'invoice_has_payments'
  return undefined
}

/** '2026-0012' with the workspace's prefix in front: the number of an invoice in its series. */
export function invoiceNumber(series: string, sequence: number): string {
  return `${series}-${String(sequence).padStart(4, '0')}`
}

/** The series an invoice is numbered in: the prefix and the year of its date. */
export function invoiceSeries(prefix: string, issuedOn: string): string {
  return `${prefix}${issuedOn.slice(0, 4)}`
}
