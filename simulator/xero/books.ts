import type { Call } from './call.ts'
import type { Collection } from './collection.ts'
import { fold } from './fold.ts'
import type { Input } from './input.ts'
import type { Invoice, Organisation } from './records.ts'

/** Invoices or credit notes: what sets the two apart when they are written. */
export interface Book {
  readonly kind: 'Invoices' | 'CreditNotes'
  readonly noun: string
  readonly idName: 'InvoiceID' | 'CreditNoteID'
  readonly numberTaken: string
  readonly needsDueDate: boolean
  readonly takesDiscounts: boolean
  records(organisation: Organisation): Collection<Invoice, 'number' | 'contact'>
  /** The element in the words of an invoice. */
  read(input: Input): Input
  /** The next free number: INV-0001, INV-0002, … */
  nextNumber(call: Call): string
}

export const invoiceBook: Book = {
  kind: 'Invoices',
  noun: 'Invoice',
  idName: 'InvoiceID',
  numberTaken: 'Invoice # must be unique.',
  needsDueDate: true,
  takesDiscounts: true,
  records: (organisation) => organisation.invoices,
  read: (input) => input,
  nextNumber: (call) => freeNumber(call, 'INV', call.organisation.invoices, 'nextInvoiceNumber'),
}

const typeWithout: Readonly<Record<string, string>> = {
  ACCRECCREDIT: 'ACCREC',
  ACCPAYCREDIT: 'ACCPAY',
}

export const creditNoteBook: Book = {
  kind: 'CreditNotes',
  noun: 'Credit note',
  idName: 'CreditNoteID',
  numberTaken: 'Credit Note # must be unique.',
  needsDueDate: false,
  takesDiscounts: false,
  records: (organisation) => organisation.creditNotes,
  read({ value, path }) {
    const { CreditNoteNumber, Type, ...rest } = value
    // A type of invoices is none of a credit note, and the other way round.
    const type = typeof Type === 'string' ? (typeWithout[Type] ?? `${Type}?`) : Type
    return { value: { ...rest, InvoiceNumber: CreditNoteNumber, Type: type }, path }
  },
  nextNumber: (call) =>
    freeNumber(call, 'CN', call.organisation.creditNotes, 'nextCreditNoteNumber'),
}

function freeNumber(
  { organisation }: Call,
  prefix: string,
  records: Collection<Invoice, 'number' | 'contact'>,
  counter: 'nextInvoiceNumber' | 'nextCreditNoteNumber',
): string {
  for (;;) {
    const number = `${prefix}-${String(organisation[counter]).padStart(4, '0')}`
    organisation[counter] += 1
    if (records.find('number', fold(number)).length === 0) return number
  }
}
