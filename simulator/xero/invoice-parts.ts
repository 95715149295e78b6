import { BadRequest, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { documentPdf } from './document-pdf.ts'
import { errorAnswer, listAnswer } from './envelope.ts'
import { addHistory } from './history.ts'
import { headerOf } from './http.ts'
import type { Invoice } from './records.ts'

/** What only invoices have below them: pdf, OnlineInvoice, Email; null for anything else. */
export function invoicePart(call: Call, invoice: Invoice): ApiAnswer | null {
  const part = call.path[1]?.toLowerCase()
  if (part === 'pdf') return pdfAnswer(call, invoice, 'Invoice')
  if (part === 'onlineinvoice') return onlineInvoice(call, invoice)
  return part === 'email' ? emailInvoice(call, invoice) : null
}

export const wantsPdf = (call: Call): boolean =>
  /^application\/pdf\b/i.test(headerOf(call.headers, 'accept') ?? '')

export function pdfAnswer(
  call: Call,
  document: Invoice,
  kind: 'Invoice' | 'Credit note',
): ApiAnswer {
  if (call.method !== 'GET') throw new NotImplemented()
  const body = documentPdf(call.organisation, document, kind)
  return { status: 200, body, contentType: 'application/pdf' }
}

/** The address under which the contact can look at the invoice: a page of ours. */
export const onlinePath = (invoice: Invoice): string => `/in/${invoice.id.replaceAll('-', '')}`

function onlineInvoice(call: Call, invoice: Invoice): ApiAnswer {
  if (call.method !== 'GET') throw new NotImplemented()
  const isShown = invoice.type === 'ACCREC' && !['DRAFT', 'DELETED'].includes(invoice.status)
  if (!isShown) {
    throw new BadRequest('Online invoices are available for approved sales invoices only.')
  }
  const host = headerOf(call.headers, 'host') ?? 'in.xero.com'
  const element = { OnlineInvoiceUrl: `http://${host}${onlinePath(invoice)}` }
  return listAnswer(call.world, 'OnlineInvoices', [JSON.stringify(element)])
}

const emailsPerDay = 1000
const emailsPerDayOnTrial = 20
const dayMs = 24 * 60 * 60_000

function emailInvoice(call: Call, invoice: Invoice): ApiAnswer {
  if (call.method !== 'POST') throw new NotImplemented()
  const { organisation } = call
  const contact = organisation.contacts.get(invoice.contactId)
  const persons = contact?.persons.filter((person) => person.includeInEmails) ?? []
  const to = [contact?.emailAddress ?? '', ...persons.map((person) => person.emailAddress)].filter(
    (address) => address !== '',
  )
  const refusal = emailRefusal(call, invoice, to)
  if (refusal) {
    const element = { InvoiceID: invoice.id, ValidationErrors: [{ Message: refusal }] }
    return errorAnswer(10, 'ValidationException', 'A validation exception occurred', [element])
  }
  organisation.emails.push({ at: call.now, invoiceId: invoice.id, to })
  if (invoice.status !== 'SUBMITTED') {
    const sent: Invoice = { ...invoice, sentToContact: true, updatedAt: call.now }
    call.writes.set(organisation.invoices, sent)
  }
  const details = `This invoice has been sent to ${to.join(', ')}`
  addHistory(call, { kind: 'Invoices', id: invoice.id }, { changes: 'Invoice sent', details })
  return { status: 204, body: '' }
}

function emailRefusal(call: Call, invoice: Invoice, to: readonly string[]): string | null {
  const { organisation, world } = call
  const isReady = ['SUBMITTED', 'AUTHORISED', 'PAID'].includes(invoice.status)
  if (!isReady || invoice.type !== 'ACCREC') return 'Invoice not of valid status for sending'
  if (to.length === 0) return 'The contact has no email address.'
  const today = organisation.emails.filter((email) => email.at > call.now - dayMs).length
  const isDemo = organisation.profile.isDemo && !world.switches.demoCompanySendsEmail
  const isTrial = organisation.profile.plan === 'TRIAL'
  return isDemo || today >= (isTrial ? emailsPerDayOnTrial : emailsPerDay)
    ? 'The daily limit of emails for this organisation has been reached.'
    : null
}
