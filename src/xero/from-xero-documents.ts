import type { Element, SentInvoice, SentManualJournal } from '#app/ports/accounting.ts'
import { problemOfElement, warningsOf } from './error-catalogue.ts'
import {
  elementsOf,
  listIn,
  minorIn,
  momentIn,
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
  return {
    journalId: requiredId(journal, 'ManualJournalID'),
    narration: textIn(journal, 'Narration') ?? '',
    status: requiredText(journal, 'Status'),
    lines: listIn(journal, 'JournalLines').map((line) => ({
      accountCode: textIn(line, 'AccountCode') ?? '',
      amountMinor: minorIn(line, 'LineAmount'),
      taxMinor: minorIn(line, 'TaxAmount'),
    })),
    updatedAt: momentIn(journal, 'UpdatedDateUTC'),
  }
}
