import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { allocationJson } from './credit-note-json.ts'
import { dayToMs, msDate, todayIn } from './dates.ts'
import { writeElements, type Outcome } from './envelope.ts'
import { fold } from './fold.ts'
import { addHistory } from './history.ts'
import { dayIn, decimalIn, objectIn, textIn, type Input } from './input.ts'
import { lockDateErrors } from './lock-dates.ts'
import { atScale, centsAsText, centScale } from './money.ts'
import type { DocumentCredit, Invoice } from './records.ts'
import { dueCents, settle } from './settlement.ts'

/** PUT /CreditNotes/{id}/Allocations, and DELETE of one of them. */
export function allocationsPart(call: Call, creditNote: Invoice, id?: string): ApiAnswer {
  if (call.method === 'DELETE' && id !== undefined) return removeAllocation(call, creditNote, id)
  if (call.method !== 'PUT' || id !== undefined) throw new NotImplemented()
  return writeElements(call, 'Allocations', (input) => allocate(call, creditNote.id, input))
}

/** Takes a part of the credit off what an invoice of the same contact owes. */
export function allocate(call: Call, creditNoteId: string, input: Input): Outcome {
  const { organisation, world } = call
  const creditNote = organisation.creditNotes.get(creditNoteId)
  const invoice = invoiceOf(call, input)
  if (!creditNote || !invoice) return refused(input, ['The invoice could not be found.'])
  const amount = decimalIn(input, 'Amount')
  const cents = amount ? atScale(amount, centScale, world.switches.rounding) : 0
  const allocatedOn = dayIn(input, 'Date') ?? todayIn(organisation.profile.timezone, call.now)
  const errors = [
    ...partyErrors(creditNote, invoice),
    ...(cents <= 0 ? ['The allocation amount must be greater than zero'] : []),
    ...(cents > dueCents(creditNote)
      ? ['Allocation amount exceeds the remaining credit on this document']
      : []),
    ...(cents > dueCents(invoice)
      ? ['Allocation amount exceeds the amount outstanding on the invoice']
      : []),
    ...lockDateErrors(call, allocatedOn),
  ]
  if (errors.length > 0) return refused(input, errors)
  const part = { allocationId: world.freshId(), allocatedOn, cents }
  const forCreditNote: DocumentCredit = { ...part, otherId: invoice.id }
  const { creditNotes, invoices } = organisation
  settle(call, creditNotes, creditNote, { credits: [...creditNote.credits, forCreditNote] })
  const forInvoice: DocumentCredit = { ...part, otherId: creditNote.id }
  settle(call, invoices, invoice, { credits: [...invoice.credits, forInvoice] })
  note(call, creditNote, invoice, `${centsAsText(cents)} of ${creditNote.number} applied to`)
  const json = {
    ...allocationJson(call, forCreditNote),
    CreditNote: { CreditNoteID: creditNote.id, ID: creditNote.id, LineItems: [] },
  }
  return { json, errors: [], warnings: [] }
}

const refused = (input: Input, errors: readonly string[]): Outcome => ({
  json: { ...input.value },
  errors,
  warnings: [],
})

function partyErrors(creditNote: Invoice, invoice: Invoice): string[] {
  const errors: string[] = []
  if (creditNote.status !== 'AUTHORISED') {
    errors.push('Credit note not of valid status for allocation')
  }
  if (invoice.status !== 'AUTHORISED') errors.push('Invoice not of valid status for allocation')
  if (creditNote.contactId !== invoice.contactId || creditNote.type !== invoice.type) {
    errors.push('The credit note and the invoice must be of the same contact and of the same kind')
  }
  if (creditNote.currencyCode !== invoice.currencyCode) {
    errors.push('The credit note and the invoice must have the same currency')
  }
  return errors
}

function invoiceOf(call: Call, input: Input): Invoice | undefined {
  const { invoices } = call.organisation
  const given = objectIn(input, 'Invoice')
  const id = given && textIn(given, 'InvoiceID')
  if (id) return invoices.get(id.toLowerCase())
  const number = given && textIn(given, 'InvoiceNumber')
  return number ? invoices.find('number', fold(number)).at(-1) : undefined
}

function removeAllocation(call: Call, creditNote: Invoice, id: string): ApiAnswer {
  const { creditNotes, invoices } = call.organisation
  const allocation = creditNote.credits.find((each) => each.allocationId === id.toLowerCase())
  if (!allocation) throw new NotFound()
  const others = (credits: readonly DocumentCredit[]) =>
    credits.filter((each) => each.allocationId !== allocation.allocationId)
  settle(call, creditNotes, creditNote, { credits: others(creditNote.credits) })
  const invoice = invoices.get(allocation.otherId)
  if (invoice) {
    settle(call, invoices, invoice, { credits: others(invoice.credits) })
    note(
      call,
      creditNote,
      invoice,
      `${centsAsText(allocation.cents)} of ${creditNote.number} taken back from`,
    )
  }
  const body = {
    AllocationID: allocation.allocationId,
    Amount: allocation.cents / 100,
    Date: msDate(dayToMs(allocation.allocatedOn)),
    Invoice: { InvoiceID: allocation.otherId },
    IsDeleted: true,
  }
  return { status: 200, body: JSON.stringify(body) }
}

function note(call: Call, creditNote: Invoice, invoice: Invoice, details: string) {
  const change = { changes: 'Credit Applied', details: `${details} ${invoice.number}.` }
  addHistory(call, { kind: 'Invoices', id: invoice.id }, change)
  addHistory(call, { kind: 'CreditNotes', id: creditNote.id }, change)
}
