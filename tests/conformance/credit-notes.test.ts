import { expect, test } from 'vitest'
import { anInvoice, messagesOf, openXero, type Json, type Xero } from './open-xero.ts'

const aCreditNote = (xero: Xero, values: Json = {}): Json => {
  const { DueDate: _none, ...document } = anInvoice(xero)
  return { ...document, Type: 'ACCRECCREDIT', Status: 'AUTHORISED', ...values }
}

async function both(xero: Xero) {
  const invoice = await xero.put('/Invoices', anInvoice(xero, { Status: 'AUTHORISED' }))
  const creditNote = await xero.put('/CreditNotes', aCreditNote(xero))
  return { invoice: invoice.json.Invoices[0], creditNote: creditNote.json.CreditNotes[0] }
}

const allocation = (invoice: Json, Amount: number) => ({
  Allocations: [{ Amount, Date: '2026-11-20', Invoice: { InvoiceID: invoice.InvoiceID } }],
})

test('a credit note takes off what an invoice owes, in two calls; taken back, it is owed again', async () => {
  await using xero = await openXero()
  const { invoice, creditNote } = await both(xero)
  expect(creditNote).toMatchObject({
    Type: 'ACCRECCREDIT',
    CreditNoteNumber: 'CN-0001',
    Total: 121,
    RemainingCredit: 121,
  })
  const path = `/CreditNotes/${creditNote.CreditNoteID}`
  const made = await xero.put(`${path}/Allocations`, allocation(invoice, 100))
  expect(made.json.Allocations[0]).toMatchObject({
    Amount: 100,
    Invoice: { InvoiceID: invoice.InvoiceID },
    CreditNote: { CreditNoteID: creditNote.CreditNoteID },
  })
  const read = async () => ({
    invoice: (await xero.get(`/Invoices/${invoice.InvoiceID}`)).json.Invoices[0],
    creditNote: (await xero.get(path)).json.CreditNotes[0],
  })
  const partly = await read()
  expect(partly.invoice).toMatchObject({ AmountCredited: 100, AmountDue: 21, Status: 'AUTHORISED' })
  expect(partly.invoice.CreditNotes[0]).toMatchObject({ AppliedAmount: 100 })
  expect(partly.creditNote).toMatchObject({ RemainingCredit: 21, Status: 'AUTHORISED' })

  await xero.put(`${path}/Allocations`, allocation(invoice, 21))
  const whole = await read()
  expect(whole.invoice).toMatchObject({ AmountDue: 0, Status: 'PAID' })
  expect(whole.creditNote).toMatchObject({ RemainingCredit: 0, Status: 'PAID' })
  expect(whole.creditNote.Allocations).toHaveLength(2)

  const [{ AllocationID }] = whole.creditNote.Allocations
  const removed = await xero.call('DELETE', `${path}/Allocations/${AllocationID}`)
  expect(removed.json).toMatchObject({ AllocationID, IsDeleted: true })
  expect((await read()).invoice).toMatchObject({ AmountDue: 100, Status: 'AUTHORISED' })
  expect((await xero.call('DELETE', `${path}/Allocations/${AllocationID}`)).status).toBe(404)
})

test('what cannot be allocated', async () => {
  await using xero = await openXero()
  const { invoice, creditNote } = await both(xero)
  const path = `/CreditNotes/${creditNote.CreditNoteID}/Allocations`
  const refused = async (body: Json) => messagesOf(await xero.put(path, body))
  expect(await refused(allocation(invoice, 121.01))).toEqual([
    'Allocation amount exceeds the remaining credit on this document',
    'Allocation amount exceeds the amount outstanding on the invoice',
  ])
  expect(await refused(allocation(invoice, 0))).toEqual([
    'The allocation amount must be greater than zero',
  ])
  const draft = await xero.put('/Invoices', anInvoice(xero))
  expect(await refused(allocation(draft.json.Invoices[0], 1))).toEqual([
    'Invoice not of valid status for allocation',
  ])
  const contact = await xero.put('/Contacts', { Name: 'Somebody else' })
  const { ContactID } = contact.json.Contacts[0]
  const theirs = await xero.put(
    '/Invoices',
    anInvoice(xero, { Status: 'AUTHORISED', Contact: { ContactID } }),
  )
  expect(await refused(allocation(theirs.json.Invoices[0], 1))).toEqual([
    'The credit note and the invoice must be of the same contact and of the same kind',
  ])
})

test('credit notes have numbers, states and rules of their own', async () => {
  await using xero = await openXero()
  const numbered = aCreditNote(xero, { CreditNoteNumber: 'CR-1', Status: 'DRAFT' })
  const [draft] = (await xero.put('/CreditNotes', numbered)).json.CreditNotes
  expect(messagesOf(await xero.put('/CreditNotes', numbered))).toEqual([
    'Credit Note # must be unique.',
  ])
  await xero.put('/Invoices', anInvoice(xero, { InvoiceNumber: 'CR-1' }))
  expect((await xero.put('/CreditNotes', { ...numbered, Type: 'ACCREC' })).json.ErrorNumber).toBe(
    14,
  )
  const discounted = aCreditNote(xero, {
    LineItems: [
      { Description: 'x', Quantity: 1, UnitAmount: 9, AccountCode: '200', DiscountRate: 5 },
    ],
  })
  expect(messagesOf(await xero.put('/CreditNotes', discounted))).toEqual([
    'Discounts cannot be applied to credit notes.',
  ])
  const path = `/CreditNotes/${draft.CreditNoteID}`
  await xero.post(path, { Status: 'AUTHORISED' })
  expect((await xero.post(path, { Status: 'VOIDED' })).json.CreditNotes[0].Status).toBe('VOIDED')
  expect(messagesOf(await xero.post(path, { Status: 'DRAFT' }))).toEqual([
    'Credit note not of valid status for modification',
  ])
  xero.control.advance(5000)
  const since = new Date(xero.control.now()).toISOString().slice(0, 19)
  await xero.put('/CreditNotes', aCreditNote(xero))
  const { json } = await xero.get('/CreditNotes?page=1', { 'if-modified-since': since })
  expect(json.CreditNotes.map((each: Json) => each.CreditNoteNumber)).toEqual(['CN-0001'])
  expect(json.CreditNotes[0].LineItems).toHaveLength(1)
  const found = await xero.get(`/CreditNotes?where=${xero.where('Status=="VOIDED"')}`)
  expect(found.json.CreditNotes).toHaveLength(1)
  expect((await xero.get(`${path}/History`)).json.HistoryRecords.length).toBeGreaterThan(1)
})

test('a bookkeeper credits an invoice: at once, in its page, and told by a webhook', async () => {
  await using xero = await openXero()
  const { id } = xero.organisation
  const { invoice } = await both(xero)
  xero.control.webhooks.configure({
    url: 'http://127.0.0.1:1/hook',
    isConfirmed: true,
    isAutomatic: false,
  })
  xero.control.creditInvoice(id, invoice.InvoiceID, 21)
  const events = xero.control.webhook()?.pending.map(({ event }) => event) ?? []
  expect(events.map((each) => [each.eventCategory, each.eventType, each.data?.Status])).toEqual([
    ['CREDITNOTE', 'CREATE', 'PAID'],
    ['INVOICE', 'UPDATE', undefined],
  ])
  const base = `${xero.simulator.url}/app/${encodeURIComponent(xero.organisation.shortCode)}`
  const page = `${base}/invoicing/view/${invoice.InvoiceID}`
  const form = new URLSearchParams({ action: 'credit' })
  await fetch(page, { method: 'POST', body: form, redirect: 'manual' })
  const [saved] = (await xero.get(`/Invoices/${invoice.InvoiceID}`)).json.Invoices
  expect(saved).toMatchObject({ AmountCredited: 121, AmountDue: 0, Status: 'PAID' })
  const text = await (await fetch(page)).text()
  expect(text).toContain('CN-0002')
  const list = await (await fetch(`${base}/credit-notes`)).text()
  const href = /href="([^"]*credit-notes\/view[^"]*)">CN-0002</.exec(list)?.[1] ?? ''
  expect(await (await fetch(xero.simulator.url + href)).text()).toContain(
    String(invoice.InvoiceNumber),
  )
  const void_ = xero.post(`/Invoices/${invoice.InvoiceID}`, { Status: 'VOIDED' })
  expect(messagesOf(await void_)[0]).toContain('payments or credit notes allocated to it')
})
