import { allocate, allocationsPart } from './allocations.ts'
import { creditNoteBook } from './books.ts'
import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { creditNoteJson, creditNoteType } from './credit-note-json.ts'
import { dayToMs } from './dates.ts'
import { documentPart } from './document-parts.ts'
import { listAnswer, writeElements, type Outcome } from './envelope.ts'
import { fold } from './fold.ts'
import { isUuid } from './ids.ts'
import { textIn, type Input } from './input.ts'
import { pdfAnswer, wantsPdf } from './invoice-parts.ts'
import { refusedInvoice, saveDocument } from './invoice-writes.ts'
import { listRecords } from './lists.ts'
import { centsAsNumber, centsAsText } from './money.ts'
import type { Invoice, Organisation } from './records.ts'
import { dueCents } from './settlement.ts'
import type { Fields } from './where.ts'

/** GET (list and one), PUT and POST of /CreditNotes, their allocations, and what lies below one. */
export function creditNotesResource(call: Call): ApiAnswer {
  const [key, part, partId] = call.path
  if (key && part?.toLowerCase() === 'allocations') {
    return allocationsPart(call, one(call, key), partId)
  }
  const isPdf = part?.toLowerCase() === 'pdf' || (!part && wantsPdf(call))
  if (key && isPdf) return pdfAnswer(call, one(call, key), 'Credit note')
  if (key && part) return documentPart(call, documentRef(call, one(call, key)))
  if (call.method === 'GET') {
    if (!key) return listCreditNotes(call)
    const text = JSON.stringify(creditNoteJson(call, one(call, key), 'single'))
    return listAnswer(call.world, 'CreditNotes', [text])
  }
  if (call.method === 'PUT' && !key) {
    return writeElements(call, 'CreditNotes', (input) => create(call, input))
  }
  if (call.method !== 'POST') throw new NotImplemented()
  return writeElements(call, 'CreditNotes', (input) => createOrUpdate(call, input))
}

function one(call: Call, key: string): Invoice {
  const { creditNotes } = call.organisation
  const creditNote = isUuid(key)
    ? creditNotes.get(key.toLowerCase())
    : creditNotes.find('number', fold(key)).at(-1)
  if (!creditNote) throw new NotFound()
  return creditNote
}

const documentRef = (call: Call, creditNote: Invoice) => ({
  kind: 'CreditNotes' as const,
  id: creditNote.id,
  canBeOnline: creditNote.type === 'ACCREC',
  touch: () =>
    call.writes.set(call.organisation.creditNotes, { ...creditNote, updatedAt: call.now }),
})

const refused = (input: Input, message: string): Outcome =>
  refusedInvoice(input, [message], undefined, creditNoteBook)

function create(call: Call, input: Input): Outcome {
  const id = textIn(input, 'CreditNoteID')
  if (id && call.organisation.creditNotes.get(id.toLowerCase())) {
    return refused(input, 'A credit note with the specified CreditNoteID already exists.')
  }
  return saveDocument(call, creditNoteBook, input, undefined)
}

function createOrUpdate(call: Call, input: Input): Outcome {
  const [key] = call.path
  if (key) return saveDocument(call, creditNoteBook, input, one(call, key))
  const id = textIn(input, 'CreditNoteID')
  const known = id ? call.organisation.creditNotes.get(id.toLowerCase()) : undefined
  if (id && !known) {
    return refused(input, 'The document with the supplied id was not found for this endpoint.')
  }
  return saveDocument(call, creditNoteBook, input, known)
}

const listCreditNotes = (call: Call): ApiAnswer =>
  listRecords(call, call.organisation.creditNotes, {
    plural: 'CreditNotes',
    fields: fieldsOf(call.organisation),
    json: (creditNote, isPaged) =>
      JSON.stringify(creditNoteJson(call, creditNote, isPaged ? 'paged' : 'unpaged')),
  })

function fieldsOf(organisation: Organisation): Fields<Invoice> {
  const contactOf = (creditNote: Invoice) => organisation.contacts.get(creditNote.contactId)
  return {
    creditnoteid: (creditNote) => creditNote.id,
    creditnotenumber: (creditNote) => creditNote.number,
    reference: (creditNote) => creditNote.reference,
    type: creditNoteType,
    status: (creditNote) => creditNote.status,
    date: (creditNote) => ({ at: dayToMs(creditNote.date) }),
    'contact.contactid': (creditNote) => creditNote.contactId,
    'contact.name': (creditNote) => contactOf(creditNote)?.name,
    currencycode: (creditNote) => creditNote.currencyCode,
    total: (creditNote) => centsAsNumber(creditNote.totalCents),
    remainingcredit: (creditNote) => centsAsNumber(dueCents(creditNote)),
    updateddateutc: (creditNote) => ({ at: creditNote.updatedAt }),
  }
}

/** What a bookkeeper does: a credit note over an amount of an invoice, allocated to it at once. */
export function creditInvoice(call: Call, invoice: Invoice, amount?: number | string): Outcome {
  const line = invoice.lines.find((each) => each.accountId !== null)
  const total = amount ?? centsAsText(dueCents(invoice))
  const made = saveDocument(
    call,
    creditNoteBook,
    element({
      Type: creditNoteType(invoice),
      Status: 'AUTHORISED',
      Contact: { ContactID: invoice.contactId },
      CurrencyCode: invoice.currencyCode,
      LineAmountTypes: invoice.lineAmountTypes === 'NoTax' ? 'NoTax' : 'Inclusive',
      Reference: invoice.number,
      LineItems: [
        {
          Description: `Credit of ${invoice.number}`,
          Quantity: 1,
          UnitAmount: total,
          AccountID: line?.accountId,
          TaxType: line?.taxType,
        },
      ],
    }),
    undefined,
  )
  if (made.errors.length > 0) return made
  return allocate(
    call,
    String(made.json['CreditNoteID']),
    element({ Amount: total, Invoice: { InvoiceID: invoice.id } }),
  )
}

const element = (value: Record<string, unknown>): Input => ({ value, path: '' })
