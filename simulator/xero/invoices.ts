import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { fold } from './fold.ts'
import { dayToMs } from './dates.ts'
import { documentPart } from './document-parts.ts'
import { listAnswer, writeElements } from './envelope.ts'
import type { DocumentRef } from './history.ts'
import { isUuid } from './ids.ts'
import { textIn, type Input } from './input.ts'
import { invoiceJson, type InvoiceForm } from './invoice-json.ts'
import { invoicePart, pdfAnswer, wantsPdf } from './invoice-parts.ts'
import { refusedInvoice, saveInvoice } from './invoice-writes.ts'
import { isTrue, listRecords, namesIn } from './lists.ts'
import { centsAsNumber } from './money.ts'
import type { Invoice, Organisation } from './records.ts'
import { creditedCents, dueCents, paidCents } from './settlement.ts'
import type { Fields } from './where.ts'

/** GET (list and one), PUT and POST of /Invoices, and what lies below one. */
export function invoicesResource(call: Call): ApiAnswer {
  const [key] = call.path
  if (key && call.path.length > 1) {
    const invoice = one(call, key)
    return invoicePart(call, invoice) ?? documentPart(call, documentRef(call, invoice))
  }
  if (call.method === 'GET') {
    if (!key) return listInvoices(call)
    if (wantsPdf(call)) return pdfAnswer(call, one(call, key), 'Invoice')
    const text = JSON.stringify(invoiceJson(call, one(call, key), 'single'))
    return listAnswer(call.world, 'Invoices', [text])
  }
  if (call.method === 'PUT' && !key) {
    return writeElements(call, 'Invoices', (input) => createInvoice(call, input))
  }
  if (call.method !== 'POST') throw new NotImplemented()
  return writeElements(call, 'Invoices', (input) => createOrUpdateInvoice(call, input))
}

const documentRef = (call: Call, invoice: Invoice): DocumentRef => ({
  kind: 'Invoices',
  id: invoice.id,
  canBeOnline: invoice.type === 'ACCREC',
  touch: () => call.writes.set(call.organisation.invoices, { ...invoice, updatedAt: call.now }),
})

function one(call: Call, key: string): Invoice {
  const invoice = invoiceByKey(call.organisation, key)
  if (!invoice) throw new NotFound()
  return invoice
}

const invoiceByKey = (organisation: Organisation, key: string): Invoice | undefined =>
  isUuid(key)
    ? organisation.invoices.get(key.toLowerCase())
    : organisation.invoices.find('number', fold(key)).at(-1)

// PUT creates only.
function createInvoice(call: Call, input: Input) {
  const id = textIn(input, 'InvoiceID')
  if (id && call.organisation.invoices.get(id.toLowerCase())) {
    return refusedInvoice(input, ['An invoice with the specified InvoiceID already exists.'])
  }
  return saveInvoice(call, input, undefined)
}

function createOrUpdateInvoice(call: Call, input: Input) {
  const [key] = call.path
  if (key) return saveInvoice(call, input, one(call, key))
  const id = textIn(input, 'InvoiceID')
  if (id) {
    const invoice = call.organisation.invoices.get(id.toLowerCase())
    if (invoice) return saveInvoice(call, input, invoice)
    return refusedInvoice(input, [
      'The document with the supplied id was not found for this endpoint.',
    ])
  }
  const number = textIn(input, 'InvoiceNumber')
  const known = number ? call.organisation.invoices.find('number', fold(number)) : []
  const editable = known.find((each) => each.status === 'DRAFT' || each.status === 'SUBMITTED')
  const isEdit = call.world.switches.postWithKnownNumberEdits
  return saveInvoice(call, input, isEdit ? editable : undefined)
}

function listInvoices(call: Call): ApiAnswer {
  const { organisation } = call
  const ids = namesIn(call, 'IDs')?.map((id) => id.toLowerCase())
  const numbers = namesIn(call, 'InvoiceNumbers')?.map(fold)
  const contactIds = namesIn(call, 'ContactIDs')?.map((id) => id.toLowerCase())
  const statuses = namesIn(call, 'Statuses')?.map((status) => status.toUpperCase())
  const isSummary = isTrue(call, 'summaryOnly')
  const isMine = isTrue(call, 'createdByMyApp')
  const term = fold(call.query.get('searchTerm') ?? call.query.get('SearchTerm') ?? '')
  const form = (isPaged: boolean): InvoiceForm =>
    isSummary ? 'summary' : isPaged ? 'paged' : 'unpaged'
  return listRecords(call, organisation.invoices, {
    plural: 'Invoices',
    fields: fieldsOf(organisation),
    isPaged: isSummary || statuses !== undefined,
    keep: (invoice) =>
      (!ids || ids.includes(invoice.id)) &&
      (!numbers || numbers.includes(fold(invoice.number))) &&
      (!contactIds || contactIds.includes(invoice.contactId)) &&
      (!statuses || statuses.includes(invoice.status)) &&
      (!isMine || invoice.createdByApp === call.world.app.clientId) &&
      (term === '' || fold(`${invoice.number}\n${invoice.reference}`).includes(term)),
    json: (invoice, isPaged) => JSON.stringify(invoiceJson(call, invoice, form(isPaged))),
  })
}

function fieldsOf(organisation: Organisation): Fields<Invoice> {
  const contactOf = (invoice: Invoice) => organisation.contacts.get(invoice.contactId)
  return {
    invoiceid: (invoice) => invoice.id,
    invoicenumber: (invoice) => invoice.number,
    reference: (invoice) => invoice.reference,
    type: (invoice) => invoice.type,
    status: (invoice) => invoice.status,
    date: (invoice) => ({ at: dayToMs(invoice.date) }),
    duedate: (invoice) => (invoice.dueDate ? { at: dayToMs(invoice.dueDate) } : null),
    'contact.contactid': (invoice) => invoice.contactId,
    'contact.name': (invoice) => contactOf(invoice)?.name,
    'contact.contactnumber': (invoice) => contactOf(invoice)?.contactNumber,
    currencycode: (invoice) => invoice.currencyCode,
    subtotal: (invoice) => centsAsNumber(invoice.subTotalCents),
    totaltax: (invoice) => centsAsNumber(invoice.totalTaxCents),
    total: (invoice) => centsAsNumber(invoice.totalCents),
    amountdue: (invoice) => centsAsNumber(dueCents(invoice)),
    amountpaid: (invoice) => centsAsNumber(paidCents(invoice)),
    amountcredited: (invoice) => centsAsNumber(creditedCents(invoice)),
    senttocontact: (invoice) => invoice.sentToContact,
    updateddateutc: (invoice) => ({ at: invoice.updatedAt }),
  }
}
