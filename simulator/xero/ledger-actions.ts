import { creditNoteBook } from './books.ts'
import { commit, personCall, type Call } from './call.ts'
import { forgetContact, mergeContact } from './contact-fates.ts'
import { saveContact } from './contacts.ts'
import { creditInvoice } from './credit-notes.ts'
import type { Outcome } from './envelope.ts'
import { foldName } from './fold.ts'
import { PostDataInvalid } from './input.ts'
import { saveDocument, saveInvoice } from './invoice-writes.ts'
import { saveJournal } from './journal-writes.ts'
import { createPayment, deletePayment, personPayment } from './payment-writes.ts'
import type { Contact, Invoice, ManualJournal, Organisation } from './records.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>

/** A document that somebody changes in its page. */
export type Target =
  | { kind: 'invoice'; record: Invoice }
  | { kind: 'creditNote'; record: Invoice }
  | { kind: 'journal'; record: ManualJournal }
  | { kind: 'contact'; record: Contact }

/** Does what a form of a page asks for, by the API's own rules; the complaints, if any. */
export function act(
  world: World,
  organisation: Organisation,
  target: Target,
  form: URLSearchParams,
): readonly string[] {
  const call = personCall(world, organisation)
  try {
    const outcome = outcomeOf(call, target, form)
    if (outcome === null) return ['There is no such action.']
    if (outcome.errors.length > 0) {
      call.writes.undoTo(0)
      return outcome.errors
    }
    commit(call)
    return []
  } catch (error) {
    call.writes.undoTo(0)
    if (error instanceof PostDataInvalid) return ['A value of the form cannot be read.']
    throw error
  }
}

const statusOf: Readonly<Record<string, Json>> = {
  approve: { Status: 'AUTHORISED' },
  post: { Status: 'POSTED' },
  void: { Status: 'VOIDED' },
  delete: { Status: 'DELETED' },
  archive: { ContactStatus: 'ARCHIVED' },
  restore: { ContactStatus: 'ACTIVE' },
}

function outcomeOf(call: Call, { kind, record }: Target, form: URLSearchParams): Outcome | null {
  const action = form.get('action') ?? ''
  if (kind === 'invoice' && action === 'pay') return pay(call, record, form)
  if (kind === 'invoice' && action === 'credit') {
    return creditInvoice(call, record, given(form, 'amount'))
  }
  if (kind === 'invoice' && action === 'unpay') {
    const payment = call.organisation.payments.get(form.get('paymentId') ?? '')
    return payment ? deletePayment(call, input({ Status: 'DELETED' }), payment) : null
  }
  if (kind === 'contact' && action === 'merge') return merge(call, record, form)
  if (kind === 'contact' && action === 'forget') {
    forgetContact(call, record)
    return done
  }
  const value =
    action === 'edit' ? (kind === 'invoice' ? invoiceEdit(record, form) : plain(form)) : undefined
  const changes = value ?? statusOf[action]
  if (!changes) return null
  if (kind === 'invoice') return saveInvoice(call, input(changes), record)
  if (kind === 'creditNote') return saveDocument(call, creditNoteBook, input(changes), record)
  if (kind === 'journal') return saveJournal(call, input(changes), record)
  return saveContact(call, input(changes), record)
}

const done: Outcome = { json: {}, errors: [], warnings: [] }

function merge(call: Call, contact: Contact, form: URLSearchParams): Outcome {
  const name = form.get('into') ?? ''
  const [into] = call.organisation.contacts.find('activeName', foldName(name))
  if (!into || into.id === contact.id) {
    return { ...done, errors: ['There is no other active contact of that name.'] }
  }
  mergeContact(call, contact, into)
  return done
}

const input = (value: Json) => ({ value, path: '' })

const given = (form: URLSearchParams, name: string) => form.get(name) || undefined

function pay(call: Call, invoice: Invoice, form: URLSearchParams): Outcome {
  const [amount, paidOn, reference] = ['amount', 'paidOn', 'reference'].map((name) =>
    given(form, name),
  )
  const request = {
    ...(amount !== undefined && { amount }),
    ...(paidOn !== undefined && { paidOn }),
    ...(reference !== undefined && { reference }),
  }
  return createPayment(call, input(personPayment(call, invoice, request)))
}

const plain = (form: URLSearchParams): Json =>
  Object.fromEntries([...form].filter(([name]) => name !== 'action'))

// Lines are sent only where one was changed: a status or a reference alone leaves them alone.
function invoiceEdit(invoice: Invoice, form: URLSearchParams): Json {
  const names = ['InvoiceNumber', 'Reference', 'Date', 'DueDate']
  const value: Json = Object.fromEntries(names.map((name) => [name, form.get(name) ?? undefined]))
  const [ids, texts, quantities, prices] = [
    'LineItemID',
    'Description',
    'Quantity',
    'UnitAmount',
  ].map((name) => form.getAll(name))
  const lines = (ids ?? []).map((id, index) => ({
    LineItemID: id,
    // Forms send line breaks as CR LF.
    Description: texts?.[index]?.replaceAll('\r\n', '\n'),
    Quantity: quantities?.[index],
    UnitAmount: prices?.[index],
  }))
  const isSame = lines.every((line) => {
    const known = invoice.lines.find((each) => each.id === line.LineItemID)
    return (
      known !== undefined &&
      (known.description ?? '') === line.Description &&
      Number(line.Quantity) * 10_000 === (known.quantityFine ?? 0) &&
      Math.round(Number(line.UnitAmount) * 10_000) === (known.unitAmountFine ?? 0)
    )
  })
  return isSame ? value : { ...value, LineItems: lines }
}
