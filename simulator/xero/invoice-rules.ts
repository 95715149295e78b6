import type { Book } from './books.ts'
import type { Call } from './call.ts'
import { fold } from './fold.ts'
import { lockDateErrors } from './lock-dates.ts'
import { isBrandingTheme } from './people-and-themes.ts'
import type { Invoice, InvoiceStatus } from './records.ts'
import { isSettledInPart } from './settlement.ts'

const firstStatuses: readonly InvoiceStatus[] = ['DRAFT', 'SUBMITTED', 'AUTHORISED']

/** Which status may follow which. PAID is set by Xero alone. */
const nextStatuses: Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['SUBMITTED', 'AUTHORISED', 'DRAFT', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  PAID: ['PAID'],
  VOIDED: [],
  DELETED: [],
}

/** Complaints about the wished status alone. */
export function statusErrors(
  book: Book,
  existing: Invoice | undefined,
  status: InvoiceStatus,
): string[] {
  if (!existing) {
    return firstStatuses.includes(status) ? [] : [`${book.noun} not of valid status for creation`]
  }
  if (status === 'VOIDED' && isSettledInPart(existing)) {
    return [
      `The status VOIDED cannot be applied to the ${book.noun.toLowerCase()} because it has payments or credit notes allocated to it.`,
    ]
  }
  return nextStatuses[existing.status].includes(status)
    ? []
    : [`${book.noun} not of valid status for modification`]
}

const printableAscii = /^[\u0020-\u007e]*$/

/** Complaints about the invoice as it would be saved. */
export function invoiceErrors(
  call: Call,
  book: Book,
  invoice: Invoice,
  existing: Invoice | undefined,
): string[] {
  const isClosing = invoice.status === 'VOIDED' || invoice.status === 'DELETED'
  return [
    ...(isClosing ? [] : contentErrors(call, book, invoice)),
    ...(isClosing ? [] : numberErrors(call, book, invoice)),
    ...lockErrors(call, invoice, existing),
    ...(existing ? paidErrors(invoice, existing) : []),
  ]
}

function contentErrors(call: Call, book: Book, invoice: Invoice): string[] {
  const { organisation } = call
  const errors: string[] = []
  const isApproved = invoice.status === 'AUTHORISED' || invoice.status === 'PAID'
  if (isApproved && invoice.lines.length === 0) {
    errors.push('One or more line items must be specified')
  }
  if (isApproved && book.needsDueDate && invoice.dueDate === null)
    errors.push('Due date must be specified')
  if (!book.takesDiscounts && invoice.totalDiscountCents !== 0) {
    errors.push('Discounts cannot be applied to credit notes.')
  }
  if (isApproved && invoice.totalCents < 0) {
    errors.push('The invoice total must not be less than zero.')
  }
  if (!organisation.currencies.some((currency) => currency.code === invoice.currencyCode)) {
    errors.push(`Organisation is not subscribed to currency ${invoice.currencyCode}`)
  }
  if (invoice.reference.length > 255) {
    errors.push('The Reference field must not exceed 255 characters.')
  }
  const theme = invoice.brandingThemeId
  if (theme !== null && theme !== '' && !isBrandingTheme(organisation, theme)) {
    errors.push('The branding theme could not be found.')
  }
  if (invoice.url !== null && !/^https?:\/\/\S+$/.test(invoice.url)) {
    errors.push('Url must be a valid absolute URL.')
  }
  return errors
}

function numberErrors(call: Call, book: Book, invoice: Invoice): string[] {
  if (invoice.number.length > 255) {
    return ['The InvoiceNumber field must not exceed 255 characters.']
  }
  if (!printableAscii.test(invoice.number)) {
    return ['The InvoiceNumber must contain printable ASCII characters only.']
  }
  if (invoice.type !== 'ACCREC' || invoice.number === '') return []
  const { deletedNumberIsReusable, voidedNumberIsReusable } = call.world.switches
  const isTaken = book
    .records(call.organisation)
    .find('number', fold(invoice.number))
    .some((other) => {
      if (other.id === invoice.id) return false
      if (other.status === 'DELETED') return !deletedNumberIsReusable
      return other.status !== 'VOIDED' || !voidedNumberIsReusable
    })
  return isTaken ? [book.numberTaken] : []
}

// Drafts may lie in a locked period; what is approved may not be made, changed or voided there.
function lockErrors(call: Call, invoice: Invoice, existing: Invoice | undefined): string[] {
  const isLedger = (status: InvoiceStatus | undefined) =>
    status === 'AUTHORISED' || status === 'PAID' || status === 'VOIDED'
  const days = [
    ...(isLedger(invoice.status) ? [invoice.date] : []),
    ...(isLedger(existing?.status) && existing ? [existing.date] : []),
  ]
  return [...new Set(days.flatMap((day) => lockDateErrors(call, day)))]
}

// A document with payments keeps its day, currency and amounts.
function paidErrors(invoice: Invoice, existing: Invoice): string[] {
  if (!isSettledInPart(existing)) return []
  const isSame =
    invoice.date === existing.date &&
    invoice.currencyCode === existing.currencyCode &&
    invoice.lineAmountTypes === existing.lineAmountTypes &&
    amountsOf(invoice) === amountsOf(existing)
  return isSame
    ? []
    : ['This document cannot be edited as it has a payment or credit note allocated to it.']
}

const amountsOf = (invoice: Invoice) =>
  invoice.lines
    .map((line) => `${line.quantityFine} ${line.unitAmountFine} ${line.lineCents} ${line.taxCents}`)
    .join('\n')
