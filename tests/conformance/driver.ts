import type { Xero } from './open-xero.ts'

/** What came of a call, in words that fit every client. */
export type Answer<Value> =
  | { kind: 'ok'; value: Value }
  | { kind: 'refused'; words: string }
  | { kind: 'limited'; retryAfterSeconds: number | null }
  | { kind: 'unauthorised' }
  /** Nobody can tell whether the work was done. */
  | { kind: 'unknown' }

/** One element of a batch. */
export type Element<Value> = { kind: 'ok'; value: Value } | { kind: 'refused'; words: string }

export type ContactSeen = {
  id: string
  name: string
  number: string | null
  accountNumber: string | null
  isArchived: boolean
  mergedInto: string | null
}
export type NewContact = { name: string; number: string; accountNumber?: string }

export type InvoiceSeen = {
  id: string
  number: string | null
  reference: string
  status: string
  subtotal: number
  tax: number
  total: number
}
export type InvoiceRead = InvoiceSeen & {
  due: number
  paid: number
  credited: number
  lines: { description: string; quantity: number; unitPrice: number; accountCode: string | null }[]
}
export type NewInvoice = {
  contactId: string
  reference: string
  status: 'DRAFT' | 'AUTHORISED'
  lines: { description: string; quantity: number; unitPrice: number; accountCode: string }[]
}

export type JournalSeen = { id: string; narration: string; status: string; amounts: number[] }
export type NewJournal = { narration: string; lines: { accountCode: string; amount: number }[] }

export type CreditNoteSeen = { id: string; status: string; total: number; allocated: number }

/** A client of Xero's API, as the suite drives it. Days and currency are those of the demo company. */
export type Driver = {
  readOrganisation(): Promise<Answer<{ name: string; shortCode: string; currency: string }>>
  listAccounts(): Promise<Answer<{ code: string | null; isActive: boolean }[]>>
  listItems(): Promise<Answer<{ code: string }[]>>
  listTaxRates(): Promise<Answer<{ type: string; percentage: number }[]>>
  listTrackingOptions(): Promise<Answer<{ category: string; option: string }[]>>

  createContacts(
    contacts: readonly NewContact[],
    key: string,
  ): Promise<Answer<Element<ContactSeen>[]>>
  /** A page of a thousand, archived ones included, in the order of their ids. */
  readContacts(
    page: number,
    since: Date | null,
  ): Promise<Answer<{ contacts: ContactSeen[]; count: number }>>
  findContactsByNumber(numbers: readonly string[]): Promise<Answer<ContactSeen[]>>

  /** With unit prices of four decimals; errors come per element. */
  createInvoices(
    invoices: readonly NewInvoice[],
    key: string,
  ): Promise<Answer<Element<InvoiceSeen>[]>>
  findInvoicesByReference(references: readonly string[]): Promise<Answer<InvoiceSeen[]>>
  readInvoices(ids: readonly string[]): Promise<Answer<InvoiceRead[]>>
  closeInvoice(id: string, status: 'VOIDED' | 'DELETED'): Promise<Answer<{ status: string }>>

  createJournals(
    journals: readonly NewJournal[],
    key: string,
  ): Promise<Answer<Element<JournalSeen>[]>>
  findJournalsByNarration(narrations: readonly string[]): Promise<Answer<JournalSeen[]>>
  closeJournal(id: string): Promise<Answer<{ status: string }>>

  createCreditNote(
    note: { contactId: string; reference: string; amount: number },
    key: string,
  ): Promise<Answer<CreditNoteSeen>>
  allocate(
    allocation: { creditNoteId: string; invoiceId: string; amount: number },
    key: string,
  ): Promise<Answer<void>>
  readCreditNote(id: string): Promise<Answer<CreditNoteSeen>>

  attachFile(invoiceId: string, name: string, content: Buffer): Promise<Answer<void>>
  listFiles(invoiceId: string): Promise<Answer<string[]>>
  addNote(invoiceId: string, text: string, key: string): Promise<Answer<void>>
  listNotes(invoiceId: string): Promise<Answer<string[]>>
}

/** Makes the client that speaks for the app with these tokens. */
export type DriverFor = (xero: Xero) => Driver

export const issuedOn = '2026-11-16'
export const dueOn = '2026-11-30'
