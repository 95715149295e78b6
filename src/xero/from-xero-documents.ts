import type { LineCodes, TrackingInXero } from '#domain/answered-lines.ts'
import type {
  CreditNoteNow,
  Element,
  InvoiceMark,
  InvoiceNow,
  InvoiceNowLine,
  ManualJournalNow,
  SentInvoice,
  SentManualJournal,
  TaxMode,
} from '#app/ports/accounting.ts'
import { problemOfElement, warningsOf } from './error-catalogue.ts'
import {
  dayIn,
  decimalIn,
  elementsOf,
  flagIn,
  isWire,
  listIn,
  minorIn,
  momentIn,
  numberIn,
  requiredId,
  requiredText,
  textIn,
  UnexpectedAnswer,
  wire,
  type Wire,
} from './wire-values.ts'

/** One answer for each element that was sent, in that order. */
export function fromXeroBatch<Value>(
  body: unknown,
  { name, sent, translate }: { name: string; sent: number; translate: (element: Wire) => Value },
): Element<Value>[] {
  const elements = elementsOf(body, name)
  if (elements.length !== sent) {
    throw new UnexpectedAnswer(`Sent ${sent} ${name}, ${elements.length} came back`)
  }
  return elements.map((element) => {
    const problem = problemOfElement(element)
    if (problem) return { kind: 'rejected', problem }
    return { kind: 'ok', value: translate(element), warnings: warningsOf(element) }
  })
}

export function fromXeroInvoice(invoice: Wire): SentInvoice {
  const lineCodes = listIn(invoice, 'LineItems').map(codesOfLine)
  return { ...invoiceFacts(invoice), lineCodes }
}

function invoiceFacts(invoice: Wire): Omit<SentInvoice, 'lineCodes'> {
  return {
    invoiceId: requiredId(invoice, 'InvoiceID'),
    number: textIn(invoice, 'InvoiceNumber'),
    reference: textIn(invoice, 'Reference') ?? '',
    status: requiredText(invoice, 'Status'),
    contactId: (textIn(wire(invoice['Contact'], 'a contact'), 'ContactID') ?? '').toLowerCase(),
    subtotalMinor: minorIn(invoice, 'SubTotal'),
    taxMinor: minorIn(invoice, 'TotalTax'),
    totalMinor: minorIn(invoice, 'Total'),
    updatedAt: momentIn(invoice, 'UpdatedDateUTC'),
    lineIds: listIn(invoice, 'LineItems').flatMap((line) => textIn(line, 'LineItemID') ?? []),
  }
}

export function fromXeroManualJournal(journal: Wire): SentManualJournal {
  const isInclusive = textIn(journal, 'LineAmountTypes') === 'Inclusive'
  return {
    journalId: requiredId(journal, 'ManualJournalID'),
    narration: textIn(journal, 'Narration') ?? '',
    status: requiredText(journal, 'Status'),
    lines: listIn(journal, 'JournalLines').map((line) => ({
      description: textIn(line, 'Description'),
      accountCode: textIn(line, 'AccountCode') ?? '',
      taxType: textIn(line, 'TaxType'),
      amountMinor: minorIn(line, 'LineAmount') - (isInclusive ? minorIn(line, 'TaxAmount') : 0),
      taxMinor: minorIn(line, 'TaxAmount'),
      tracking: trackingOf(line),
    })),
    updatedAt: momentIn(journal, 'UpdatedDateUTC'),
  }
}

export function fromXeroInvoiceMark(invoice: Wire): InvoiceMark {
  return {
    invoiceId: requiredId(invoice, 'InvoiceID'),
    updatedAt: momentIn(invoice, 'UpdatedDateUTC'),
  }
}

export function fromXeroInvoiceNow(invoice: Wire): InvoiceNow {
  const isInclusive = textIn(invoice, 'LineAmountTypes') === 'Inclusive'
  return {
    ...invoiceFacts(invoice),
    contactName: textIn(wire(invoice['Contact'], 'a contact'), 'Name'),
    issuedOn: dayIn(invoice, 'DateString') ?? dayIn(invoice, 'Date'),
    dueOn: dayIn(invoice, 'DueDateString') ?? dayIn(invoice, 'DueDate'),
    currency: textIn(invoice, 'CurrencyCode'),
    paidMinor: minorIn(invoice, 'AmountPaid'),
    creditedMinor: minorIn(invoice, 'AmountCredited'),
    dueMinor: minorIn(invoice, 'AmountDue'),
    payments: listIn(invoice, 'Payments').map((payment) => ({
      paymentId: requiredId(payment, 'PaymentID'),
      paidOn: dayIn(payment, 'Date'),
      amountMinor: minorIn(payment, 'Amount'),
      reference: textIn(payment, 'Reference') ?? '',
    })),
    credits: listIn(invoice, 'CreditNotes').map((credit) => ({
      creditNoteId: requiredId(credit, 'CreditNoteID'),
      number: textIn(credit, 'CreditNoteNumber') ?? '',
      amountMinor: minorIn(credit, 'AppliedAmount'),
    })),
    fullyPaidOn: dayIn(invoice, 'FullyPaidOnDate'),
    isSentToContact: flagIn(invoice, 'SentToContact'),
    taxMode: taxModes[textIn(invoice, 'LineAmountTypes') ?? ''] ?? 'exclusive',
    lines: listIn(invoice, 'LineItems').map((line) => fromXeroInvoiceLine(line, isInclusive)),
  }
}

const taxModes: Readonly<Record<string, TaxMode>> = {
  Exclusive: 'exclusive',
  Inclusive: 'inclusive',
  NoTax: 'none',
}

export function fromXeroCreditNote(creditNote: Wire): CreditNoteNow {
  return {
    creditNoteId: requiredId(creditNote, 'CreditNoteID'),
    number: textIn(creditNote, 'CreditNoteNumber'),
    reference: textIn(creditNote, 'Reference') ?? '',
    status: requiredText(creditNote, 'Status'),
    subtotalMinor: minorIn(creditNote, 'SubTotal'),
    taxMinor: minorIn(creditNote, 'TotalTax'),
    totalMinor: minorIn(creditNote, 'Total'),
    allocations: listIn(creditNote, 'Allocations').map((allocation) => ({
      invoiceId: requiredId(wire(allocation['Invoice'], 'an invoice'), 'InvoiceID'),
      amountMinor: minorIn(allocation, 'Amount'),
    })),
  }
}

function fromXeroInvoiceLine(line: Wire, isInclusive: boolean): InvoiceNowLine {
  const taxMinor = minorIn(line, 'TaxAmount')
  return {
    lineId: textIn(line, 'LineItemID') ?? '',
    description: textIn(line, 'Description') ?? '',
    quantity: decimalIn(line, 'Quantity'),
    unitPrice: decimalIn(line, 'UnitAmount'),
    netMinor: minorIn(line, 'LineAmount') - (isInclusive ? taxMinor : 0),
    taxMinor,
    itemCode: textIn(line, 'ItemCode'),
    ...codesOfLine(line),
    discountRate: decimalIn(line, 'DiscountRate'),
    tracking: trackingOf(line),
  }
}

function codesOfLine(line: Wire): LineCodes {
  const [accountCode, taxType] = [textIn(line, 'AccountCode'), textIn(line, 'TaxType')]
  return { accountCode, taxType, tracking: trackingOf(line) }
}

function trackingOf(line: Wire): TrackingInXero[] {
  return listIn(line, 'Tracking').flatMap((each) => {
    const [name, option] = [textIn(each, 'Name'), textIn(each, 'Option')]
    if (name === null || option === null) return []
    const categoryId = textIn(each, 'TrackingCategoryID')?.toLowerCase()
    const optionId = textIn(each, 'TrackingOptionID')?.toLowerCase()
    return [{ name, option, ...(categoryId && { categoryId }), ...(optionId && { optionId }) }]
  })
}

export function fromXeroManualJournalNow(journal: Wire): ManualJournalNow {
  return { ...fromXeroManualJournal(journal), postedOn: dayIn(journal, 'Date') }
}

/** How many pages there are, by what Xero says of them; 1 where it says nothing. */
export function pageCountOf(body: unknown): number {
  const pagination = wire(body, 'an object')['pagination']
  return isWire(pagination) ? (numberIn(pagination, 'pageCount') ?? 1) : 1
}
