import { invoiceBook, type Book } from './books.ts'
import type { Call } from './call.ts'
import { creditNoteJson } from './credit-note-json.ts'
import { saveContact, matchedContact } from './contacts.ts'
import { dueDay, todayIn } from './dates.ts'
import { echo, type Outcome } from './envelope.ts'
import { addHistory } from './history.ts'
import { zeroId } from './ids.ts'
import {
  choiceIn,
  dayIn,
  decimalIn,
  flagIn,
  listIn,
  objectIn,
  textIn,
  type Input,
} from './input.ts'
import { invoiceJson } from './invoice-json.ts'
import { lineFrom } from './invoice-lines.ts'
import { invoiceErrors, statusErrors } from './invoice-rules.ts'
import { atScale, centsAsText, centScale } from './money.ts'
import { lineCentsOf } from './amounts.ts'
import type { Contact, Invoice, InvoiceLine, InvoiceStatus, LineAmountTypes } from './records.ts'

const statuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'] as const
const lineAmountTypes = ['Exclusive', 'Inclusive', 'NoTax'] as const

export function refusedInvoice(
  input: Input,
  errors: readonly string[],
  id = zeroId,
  book = invoiceBook,
): Outcome {
  return { json: { ...echo(input, book.idName, id), HasErrors: true }, errors, warnings: [] }
}

/** Creates an invoice, or changes the existing one; lines that are not named are removed. */
export const saveInvoice = (call: Call, input: Input, existing: Invoice | undefined): Outcome =>
  saveDocument(call, invoiceBook, input, existing)

/** Creates or changes a document of one of the two books. */
export function saveDocument(
  call: Call,
  book: Book,
  original: Input,
  existing: Invoice | undefined,
): Outcome {
  const refused = (errors: readonly string[]) =>
    refusedInvoice(original, [...new Set(errors)], existing?.id, book)
  const input = book.read(original)
  const status = choiceIn(input, 'Status', statuses) ?? existing?.status ?? 'DRAFT'
  const refusal = statusErrors(book, existing, status)
  if (refusal.length > 0) return refused(refusal)
  if (existing && (status === 'VOIDED' || status === 'DELETED')) {
    const closed: Invoice = { ...existing, status, updatedAt: call.now }
    const complaints = invoiceErrors(call, book, closed, existing)
    return complaints.length > 0 ? refused(complaints) : kept(call, book, closed, existing)
  }
  const errors: string[] = []
  const contact = contactOf(call, input, existing, errors)
  const proposed = invoiceFrom(call, input, existing, { status, contact, errors })
  errors.push(...invoiceErrors(call, book, proposed, existing))
  errors.push(...totalErrors(call, input, proposed))
  if (errors.length > 0) return refused(errors)
  const invoice = proposed.number === '' ? { ...proposed, number: book.nextNumber(call) } : proposed
  if (book.kind === 'Invoices') markContact(call, invoice)
  return { ...kept(call, book, invoice, existing), warnings: applySentToContact(input, status) }
}

function kept(call: Call, book: Book, invoice: Invoice, existing: Invoice | undefined): Outcome {
  call.writes.set(book.records(call.organisation), invoice)
  noteChange(call, book, invoice, existing)
  const json =
    book.kind === 'Invoices'
      ? invoiceJson(call, invoice, 'single')
      : creditNoteJson(call, invoice, 'single')
  return { json, errors: [], warnings: [] }
}

const approvals: Readonly<Partial<Record<InvoiceStatus, string>>> = {
  AUTHORISED: 'Approved',
  VOIDED: 'Voided',
  DELETED: 'Deleted',
}

function noteChange(call: Call, book: Book, invoice: Invoice, existing: Invoice | undefined) {
  const isMoved = invoice.status !== existing?.status
  const changes = (isMoved && approvals[invoice.status]) || (existing ? 'Edited' : 'Created')
  const name = call.organisation.contacts.get(invoice.contactId)?.name ?? ''
  const details = `${invoice.number} to ${name} for ${centsAsText(invoice.totalCents)}.`
  addHistory(call, { kind: book.kind, id: invoice.id }, { changes, details })
}

interface Parts {
  status: InvoiceStatus
  contact: Contact | undefined
  errors: string[]
}

function invoiceFrom(
  call: Call,
  input: Input,
  existing: Invoice | undefined,
  { status, contact, errors }: Parts,
): Invoice {
  const { organisation, world } = call
  const type = existing?.type ?? choiceIn(input, 'Type', ['ACCREC', 'ACCPAY']) ?? 'ACCREC'
  if (!existing && textIn(input, 'Type') === undefined) errors.push('Type must be specified.')
  const amountTypes =
    choiceIn(input, 'LineAmountTypes', lineAmountTypes) ?? existing?.lineAmountTypes ?? 'Exclusive'
  const isApproved = status === 'AUTHORISED' || status === 'PAID'
  const before = existing?.lines ?? []
  const lines =
    listIn(input, 'LineItems')?.map((line) =>
      lineFrom(
        call,
        line,
        { type, lineAmountTypes: amountTypes, isApproved, contact, before },
        errors,
      ),
    ) ?? before
  const { baseCurrency, timezone } = organisation.profile
  const date = dayIn(input, 'Date') ?? existing?.date ?? todayIn(timezone, call.now)
  const currencyCode =
    textIn(input, 'CurrencyCode')?.toUpperCase() ??
    existing?.currencyCode ??
    contact?.defaultCurrency ??
    baseCurrency
  return {
    id: existing?.id ?? world.freshId(),
    updatedAt: call.now,
    type,
    number: textIn(input, 'InvoiceNumber') ?? existing?.number ?? '',
    reference: type === 'ACCREC' ? (textIn(input, 'Reference') ?? existing?.reference ?? '') : '',
    contactId: contact?.id ?? '',
    date,
    dueDate: dayIn(input, 'DueDate') ?? existing?.dueDate ?? dueByTerms(call, contact, type, date),
    expectedPaymentDate:
      dayIn(input, 'ExpectedPaymentDate') ?? existing?.expectedPaymentDate ?? null,
    plannedPaymentDate: dayIn(input, 'PlannedPaymentDate') ?? existing?.plannedPaymentDate ?? null,
    status,
    lineAmountTypes: amountTypes,
    lines,
    currencyCode,
    currencyRateMicro: rateOf(call, input, existing, currencyCode),
    url: textIn(input, 'Url') ?? existing?.url ?? null,
    brandingThemeId: textIn(input, 'BrandingThemeID') ?? existing?.brandingThemeId ?? null,
    sentToContact:
      status === 'AUTHORISED' || status === 'PAID'
        ? (flagIn(input, 'SentToContact') ?? existing?.sentToContact ?? false)
        : false,
    ...totalsOf(call, lines, amountTypes),
    payments: existing?.payments ?? [],
    credits: existing?.credits ?? [],
    createdByApp: existing?.createdByApp ?? world.app.clientId,
  }
}

function dueByTerms(
  call: Call,
  contact: Contact | undefined,
  type: Invoice['type'],
  date: string,
): string | null {
  const terms = type === 'ACCREC' ? contact?.salesTerms : contact?.billsTerms
  return terms && call.world.switches.paymentTermsFillDueDate ? dueDay(date, terms) : null
}

/** Tax was rounded line by line; here lines are only added up. */
function totalsOf(call: Call, lines: readonly InvoiceLine[], amountTypes: LineAmountTypes) {
  const lineSum = lines.reduce((sum, line) => sum + line.lineCents, 0)
  const totalTaxCents = lines.reduce((sum, line) => sum + line.taxCents, 0)
  const subTotalCents = amountTypes === 'Inclusive' ? lineSum - totalTaxCents : lineSum
  const totalDiscountCents = lines.reduce((sum, line) => sum + discountOf(call, line), 0)
  return {
    subTotalCents,
    totalTaxCents,
    totalCents: subTotalCents + totalTaxCents,
    totalDiscountCents,
  }
}

function discountOf(call: Call, line: InvoiceLine): number {
  if (line.discountCents !== null) return line.discountCents
  if (!line.discountRateFine) return 0
  const gross = { quantityFine: line.quantityFine ?? 0, unitAmountFine: line.unitAmountFine ?? 0 }
  const full = lineCentsOf({ ...gross, discountRateFine: 0 }, call.world.switches.rounding)
  return full - line.lineCents
}

// Day rates of a fixed table, in units of the currency for one euro; enough to be plausible.
const unitsForOneEuro: Readonly<Record<string, number>> = {
  EUR: 1,
  USD: 1.08,
  GBP: 0.86,
  NZD: 1.78,
  AUD: 1.65,
  CHF: 0.95,
}
const microScale = 6

function rateOf(
  call: Call,
  input: Input,
  existing: Invoice | undefined,
  currencyCode: string,
): number {
  const { baseCurrency } = call.organisation.profile
  if (currencyCode === baseCurrency) return 1_000_000
  const given = decimalIn(input, 'CurrencyRate')
  if (given) return atScale(given, microScale, call.world.switches.rounding)
  if (existing?.currencyCode === currencyCode) return existing.currencyRateMicro
  const foreign = unitsForOneEuro[currencyCode] ?? 1
  return Math.round((foreign / (unitsForOneEuro[baseCurrency] ?? 1)) * 1_000_000)
}

const archivedContact =
  'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.'

// Naming more than the ContactID changes the contact; a name alone reuses or creates one.
function contactOf(
  call: Call,
  input: Input,
  existing: Invoice | undefined,
  errors: string[],
): Contact | undefined {
  const { contacts } = call.organisation
  const given = objectIn(input, 'Contact')
  if (!given) {
    const kept = existing && contacts.get(existing.contactId)
    if (!kept) errors.push('A Contact must be specified for this type of transaction')
    return kept
  }
  const identity = ['Name', 'ContactID', 'ContactNumber'].filter((name) => textIn(given, name))
  if (identity.length === 0) {
    errors.push('A Contact must be specified for this type of transaction')
    return undefined
  }
  const known = matchedContact(call, given)
  if (!known && textIn(given, 'ContactID')) {
    errors.push('The contact with the specified ContactID could not be found.')
    return undefined
  }
  if (known && known.status !== 'ACTIVE') {
    errors.push(archivedContact)
    return known
  }
  const isReferenceOnly =
    identity.length === Object.keys(given.value).length && identity.length === 1
  if (known && isReferenceOnly) return known
  const outcome = saveContact(call, given, known)
  errors.push(...outcome.errors)
  return contacts.get(String(outcome.json['ContactID'])) ?? known
}

const notApproved = 'Only AUTHORISED invoices may have SentToContact updated.'

const applySentToContact = (input: Input, status: InvoiceStatus): string[] =>
  flagIn(input, 'SentToContact') === true && status !== 'AUTHORISED' && status !== 'PAID'
    ? [notApproved]
    : []

const totalNames = {
  SubTotal: 'subTotalCents',
  TotalTax: 'totalTaxCents',
  Total: 'totalCents',
} as const

function totalErrors(call: Call, input: Input, invoice: Invoice): string[] {
  if (call.world.switches.suppliedTotalMismatch === 'ignore') return []
  for (const [name, field] of Object.entries(totalNames) as [
    keyof typeof totalNames,
    (typeof totalNames)[keyof typeof totalNames],
  ][]) {
    const given = decimalIn(input, name)
    if (given && atScale(given, centScale, call.world.switches.rounding) !== invoice[field]) {
      return ['The invoice total does not equal the sum of the lines.']
    }
  }
  return []
}

// A first invoice makes the contact a customer (or supplier), without moving its UpdatedDateUTC.
function markContact(call: Call, invoice: Invoice) {
  const { contacts } = call.organisation
  const contact = contacts.get(invoice.contactId)
  const flag = invoice.type === 'ACCREC' ? 'isCustomer' : 'isSupplier'
  if (contact && !contact[flag]) call.writes.setQuietly(contacts, { ...contact, [flag]: true })
}
