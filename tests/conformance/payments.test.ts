import { expect, test } from 'vitest'
import { anInvoice, errorsIn, messagesOf, openXero, type Json, type Xero } from './open-xero.ts'

/** An approved invoice over 121.00. */
async function approved(xero: Xero, values: Json = {}): Promise<Json> {
  const { json } = await xero.put('/Invoices', anInvoice(xero, { Status: 'AUTHORISED', ...values }))
  return json.Invoices[0]
}

const aPayment = (invoice: Json, values: Json = {}): Json => ({
  Invoice: { InvoiceID: invoice.InvoiceID },
  Account: { Code: '091' },
  Date: '2026-11-20',
  Amount: 121,
  Reference: 'bank line 7',
  ...values,
})

const read = async (xero: Xero, invoice: Json) =>
  (await xero.get(`/Invoices/${invoice.InvoiceID}`)).json.Invoices[0]

test('a payment in parts, then whole: amounts, status and the day it was fully paid', async () => {
  await using xero = await openXero()
  const invoice = await approved(xero)
  const first = await xero.put('/Payments', aPayment(invoice, { Amount: 100 }))
  expect(first.json.Payments[0]).toMatchObject({
    Amount: 100,
    PaymentType: 'ACCRECPAYMENT',
    Status: 'AUTHORISED',
    Reference: 'bank line 7',
    Account: { Code: '091' },
    Invoice: { AmountDue: 21, AmountPaid: 100, Status: 'AUTHORISED' },
  })
  const partly = await read(xero, invoice)
  expect(partly).toMatchObject({ AmountDue: 21, AmountPaid: 100, Status: 'AUTHORISED' })
  expect(partly.FullyPaidOnDate).toBeUndefined()
  await xero.put('/Payments', aPayment(invoice, { Amount: 21, Date: '2026-11-25' }))
  const paid = await read(xero, invoice)
  expect(paid).toMatchObject({
    AmountDue: 0,
    AmountPaid: 121,
    Status: 'PAID',
    FullyPaidOnDate: `/Date(${Date.parse('2026-11-25')}+0000)/`,
  })
  expect(paid.Payments.map((each: Json) => each.Amount)).toEqual([100, 21])
})

test('a payment that is deleted comes back in lists, and its invoice is open again', async () => {
  await using xero = await openXero()
  const invoice = await approved(xero)
  const { json } = await xero.put('/Payments', aPayment(invoice))
  const [{ PaymentID }] = json.Payments
  expect((await read(xero, invoice)).Status).toBe('PAID')
  xero.control.advance(60_000)
  const since = new Date(xero.control.now()).toISOString().slice(0, 19)
  const deleted = await xero.post(`/Payments/${PaymentID}`, { Status: 'DELETED' })
  expect(deleted.json.Payments[0]).toMatchObject({ PaymentID, Status: 'DELETED' })
  const open = await read(xero, invoice)
  expect(open).toMatchObject({ AmountDue: 121, AmountPaid: 0, Status: 'AUTHORISED', Payments: [] })
  const changed = { 'if-modified-since': since }
  const payments = (await xero.get('/Payments?page=1', changed)).json
  expect(payments.Payments.map((each: Json) => each.Status)).toEqual(['DELETED'])
  expect(payments.pagination.itemCount).toBe(1)
  const invoices = (await xero.get('/Invoices?page=1', changed)).json.Invoices
  expect(invoices.map((each: Json) => each.InvoiceID)).toEqual([invoice.InvoiceID])
  const again = await xero.post(`/Payments/${PaymentID}`, { Payments: [{ Status: 'DELETED' }] })
  expect(messagesOf(again)).toEqual(['Payment not of valid status for modification'])
})

const account = { Code: '999' }
test.each<[string, Json, string[]]>([
  [
    'too much',
    { Amount: 121.01 },
    ['Payment amount exceeds the amount outstanding on this document'],
  ],
  ['nothing', { Amount: 0 }, ['Payment amount must be greater than zero']],
  ['an unknown account', { Account: account }, ['Account could not be found']],
  [
    'an account that takes no payments',
    { Account: { Code: '400' } },
    ['The account is not a bank account and payments to it are not enabled'],
  ],
  [
    'an unknown invoice',
    { Invoice: { InvoiceID: '7e357a45-69f5-4e8f-8d7b-15da8ef50aab' } },
    ['The invoice for this payment could not be found.'],
  ],
])('a payment of %s is refused', async (_what, values, messages) => {
  await using xero = await openXero()
  const invoice = await approved(xero)
  expect(messagesOf(await xero.put('/Payments', aPayment(invoice, values)))).toEqual(messages)
  expect((await read(xero, invoice)).AmountPaid).toBe(0)
})

test('drafts and paid invoices take no payment; both complaints come together', async () => {
  await using xero = await openXero()
  const draft = await approved(xero, { Status: 'DRAFT' })
  expect(messagesOf(await xero.put('/Payments', aPayment(draft)))).toEqual([
    'Payments can only be made against Authorised documents',
  ])
  const invoice = await approved(xero)
  const batch = await xero.put('/Payments?summarizeErrors=false', {
    Payments: [aPayment(invoice), aPayment(invoice)],
  })
  expect(batch.json.Payments.map((each: Json) => each.StatusAttributeString)).toEqual([
    'OK',
    'ERROR',
  ])
  expect(errorsIn(batch.json.Payments[1])).toEqual([
    'Payments can only be made against Authorised documents',
    'Payment amount exceeds the amount outstanding on this document',
  ])
})

test('payments are found by invoice, status and amount; they have a scope of their own', async () => {
  await using xero = await openXero()
  const [one, two] = [await approved(xero), await approved(xero)]
  await xero.put('/Payments', { Payments: [aPayment(one), aPayment(two, { Amount: 5 })] })
  const count = async (where: string) =>
    (await xero.get(`/Payments?where=${xero.where(where)}`)).json.Payments.length
  expect(await count(`Invoice.InvoiceID==guid("${one.InvoiceID}")`)).toBe(1)
  expect(await count('Status=="AUTHORISED" AND Amount<100')).toBe(1)
  expect(await count('Reference=="bank line 7"')).toBe(2)
  const [{ PaymentID }] = (await xero.get('/Payments')).json.Payments
  expect(
    (await xero.get(`/Payments/${PaymentID}`)).json.Payments[0].Invoice.LineItems,
  ).toHaveLength(1)
  expect((await xero.get(`/Payments/${PaymentID}/History`)).status).toBe(200)

  await using poor = await openXero({ scopes: ['accounting.invoices'] })
  expect((await poor.get('/Payments')).status).toBe(401)
})

test('an invoice with a payment is not voided; without it, it is, and owes nothing', async () => {
  await using xero = await openXero()
  const invoice = await approved(xero)
  const { json } = await xero.put('/Payments', aPayment(invoice, { Amount: 1 }))
  const voiding = () => xero.post(`/Invoices/${invoice.InvoiceID}`, { Status: 'VOIDED' })
  expect(messagesOf(await voiding())).toEqual([
    'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
  ])
  await xero.post(`/Payments/${json.Payments[0].PaymentID}`, { Status: 'DELETED' })
  expect((await voiding()).json.Invoices[0]).toMatchObject({ Status: 'VOIDED', AmountDue: 0 })
})

test('payments outlive a snapshot, and those of older snapshots are still counted', async () => {
  await using xero = await openXero()
  const invoice = await approved(xero)
  await xero.put('/Payments', aPayment(invoice, { Amount: 1 }))
  const snapshot = JSON.parse(JSON.stringify(xero.control.snapshot()))
  xero.control.restore(snapshot)
  expect((await xero.get('/Payments')).json.Payments).toHaveLength(1)
  for (const organisation of snapshot.organisations) {
    delete organisation.payments
    for (const each of organisation.invoices) delete each.credits
  }
  xero.control.restore(snapshot)
  expect((await read(xero, invoice)).AmountDue).toBe(120)
})
