import { expect, test } from 'vitest'
import { anInvoice, errorsIn, type Json, messagesOf, openXero, type Xero } from './open-xero.ts'

const line = (values: Json = {}) => ({
  Description: 'Advice',
  Quantity: 1,
  UnitAmount: 100,
  AccountCode: '200',
  ...values,
})
const withLines = (xero: Xero, ...lines: Json[]) => anInvoice(xero, { LineItems: lines })
const approved = (xero: Xero, values: Json = {}) =>
  anInvoice(xero, { Status: 'AUTHORISED', ...values })

const put = async (xero: Xero, invoice: Json): Promise<Json> => {
  const { status, json } = await xero.put('/Invoices?unitdp=4', invoice)
  expect([status, json.Elements]).toEqual([200, undefined])
  return json.Invoices[0]
}
const complaints = async (xero: Xero, invoice: Json) =>
  messagesOf(await xero.put('/Invoices?unitdp=4', invoice))

test('tax is rounded line by line and then summed, as in Xero’s own example', async () => {
  await using xero = await openXero()
  const lines = Array.from({ length: 3 }, () => line({ UnitAmount: 10.02 }))
  expect(await put(xero, withLines(xero, ...lines))).toMatchObject({
    SubTotal: 30.06,
    TotalTax: 6.3,
    Total: 36.36,
    AmountDue: 36.36,
    Status: 'DRAFT',
  })
})

test.each([
  [{ LineAmountTypes: 'Exclusive' }, { SubTotal: 100, TotalTax: 21, Total: 121 }],
  [{ LineAmountTypes: 'Inclusive' }, { SubTotal: 82.64, TotalTax: 17.36, Total: 100 }],
  [{ LineAmountTypes: 'NoTax' }, { SubTotal: 100, TotalTax: 0, Total: 100 }],
])('%o', async (values, totals) => {
  await using xero = await openXero()
  expect(await put(xero, anInvoice(xero, values))).toMatchObject(totals)
})

test.each([
  ['half a cent goes up', { Quantity: 0.5, UnitAmount: 0.01 }, { LineAmount: 0.01 }],
  ['and down below zero', { Quantity: -0.5, UnitAmount: 0.01 }, { LineAmount: -0.01 }],
  ['four decimals', { Quantity: 3, UnitAmount: 0.1648 }, { LineAmount: 0.49, UnitAmount: 0.1648 }],
  ['exact where floats are not', { Quantity: 1.005, UnitAmount: 100 }, { LineAmount: 100.5 }],
  ['a discount', { Quantity: 2, UnitAmount: 10, DiscountRate: 12.5 }, { LineAmount: 17.5 }],
  ['an amount off', { Quantity: 2, UnitAmount: 10, DiscountAmount: 0.5 }, { LineAmount: 19.5 }],
  ['an own tax amount', { TaxAmount: 99.99 }, { TaxAmount: 99.99 }],
  ['another rate', { TaxType: 'TAX001' }, { TaxAmount: 9 }],
  [
    'a line amount alone',
    { Quantity: 4, UnitAmount: undefined, LineAmount: 10 },
    { UnitAmount: 2.5, LineAmount: 10 },
  ],
])('line: %s', async (_name, values, expected) => {
  await using xero = await openXero()
  const { LineItems } = await put(xero, withLines(xero, line(values)))
  expect(LineItems[0]).toMatchObject(expected)
})

test('without unitdp=4 a price has two decimals', async () => {
  await using xero = await openXero()
  const body = withLines(xero, line({ Quantity: 100, UnitAmount: 0.1648 }))
  const { json } = await xero.put('/Invoices', body)
  expect(json.Invoices[0].LineItems[0]).toMatchObject({ UnitAmount: 0.16, LineAmount: 16 })
  const made = await put(xero, body)
  const two = await xero.get(`/Invoices/${made.InvoiceID}`)
  expect(two.json.Invoices[0].LineItems[0]).toMatchObject({ UnitAmount: 0.16, LineAmount: 16.48 })
})

test('an item fills in text, price, account and tax', async () => {
  await using xero = await openXero()
  const invoice = await put(xero, withLines(xero, { ItemCode: 'CONSULT', Quantity: 2 }))
  expect(invoice.LineItems[0]).toMatchObject({
    Description: 'Consulting hours',
    UnitAmount: 110,
    AccountCode: '200',
    TaxType: 'OUTPUT',
    LineAmount: 220,
    Item: { Code: 'CONSULT' },
  })
})

test('dates are calendar days at midnight UTC, and the default is today in the organisation', async () => {
  await using xero = await openXero()
  const [, kiwi] = xero.control.organisations.list()
  xero.control.authorise({ organisationId: kiwi?.id ?? '' })
  xero.control.setClock(Date.parse('2026-11-16T10:20:00Z'))
  const dutch = await put(
    xero,
    anInvoice(xero, { Date: undefined, DueDate: '2026-12-01T00:00:00Z' }),
  )
  expect(dutch).toMatchObject({
    Date: '/Date(1794787200000+0000)/',
    DateString: '2026-11-16T00:00:00',
    DueDateString: '2026-12-01T00:00:00',
    UpdatedDateUTCString: '2026-11-16T10:20:00Z',
  })
  xero.control.setClock(Date.parse('2026-11-16T10:25:00Z'))
  const contact = xero.control.contacts(kiwi?.id ?? '')[0]?.['ContactID']
  const body = anInvoice(xero, { Date: undefined, Contact: { ContactID: contact } })
  const there = await xero.put('/Invoices', body, { 'xero-tenant-id': kiwi?.id ?? '' })
  expect(there.json.Invoices[0].DateString).toBe('2026-11-16T00:00:00')
  xero.control.setClock(Date.parse('2026-11-16T11:05:00Z'))
  const { access_token } = xero.control.authorise({ organisationId: kiwi?.id ?? '' })
  const tomorrow = await xero.put('/Invoices', body, {
    'xero-tenant-id': kiwi?.id ?? '',
    authorization: `Bearer ${access_token}`,
  })
  expect(tomorrow.json.Invoices[0].DateString).toBe('2026-11-17T00:00:00')
})

test.each([
  [{ Type: undefined }, ['Type must be specified.']],
  [{ Contact: undefined }, ['A Contact must be specified for this type of transaction']],
  [{ Contact: {} }, ['A Contact must be specified for this type of transaction']],
  [{ CurrencyCode: 'JPY' }, ['Organisation is not subscribed to currency JPY']],
  [{ LineItems: [] }, ['One or more line items must be specified']],
  [{ Total: 100 }, ['The invoice total does not equal the sum of the lines.']],
  [
    { InvoiceNumber: 'Ünïcode' },
    ['The InvoiceNumber must contain printable ASCII characters only.'],
  ],
  [{ Status: 'PAID' }, ['Invoice not of valid status for creation']],
  [{ Status: 'VOIDED' }, ['Invoice not of valid status for creation']],
])('refused: %o', async (values, expected) => {
  await using xero = await openXero()
  expect(await complaints(xero, approved(xero, values))).toEqual(expected)
})

test.each([
  [{ AccountCode: '999' }, ["Account code '999' is not a valid code for this document."]],
  [{ AccountCode: '610' }, ["Account code '610' is not a valid code for this document."]],
  [{ AccountCode: '091' }, ["Account code '091' is not a valid code for this document."]],
  [
    { AccountCode: '230' },
    [
      "Account code '230' has been archived, or deleted. Each line item must reference a valid account.",
    ],
  ],
  [{ AccountCode: undefined }, ['Account code or ID must be specified']],
  [{ TaxType: 'INPUT' }, ["The TaxType code 'INPUT' cannot be used with account code '200'."]],
  [
    { TaxType: 'NOPE' },
    ["The TaxType code 'NOPE' does not exist or cannot be used for this type of transaction."],
  ],
  [{ LineAmount: 1 }, ['The line total 1.00 does not match the expected line total 100.00']],
  [
    { DiscountRate: 127.83 },
    ["The discount rate '127.83' is invalid. Discount must not be greater than the line total."],
  ],
  [{ UnitAmount: 0.123456789 }, ['Account must be valid.', 'Tax rate must be valid.']],
  [{ ItemCode: 'NOPE' }, ["Item code 'NOPE' is not valid"]],
  [{ Description: undefined }, ['Description is required']],
  [{ Tracking: [{ Name: 'Region', Option: 'Moon' }] }, [expect.stringContaining('Moon')]],
  [
    { Tracking: Array.from({ length: 3 }, () => ({ Name: 'Region', Option: 'North' })) },
    ['A line item can have at most 2 tracking categories.'],
  ],
])('refused line: %o', async (values, expected) => {
  await using xero = await openXero()
  expect(await complaints(xero, approved(xero, { LineItems: [line(values)] }))).toEqual(expected)
})

test('a draft may be thin: a line of words only', async () => {
  await using xero = await openXero()
  const invoice = await put(xero, withLines(xero, { Description: 'About the month' }))
  expect(invoice).toMatchObject({ Total: 0, LineItems: [{ Description: 'About the month' }] })
  expect(
    messagesOf(await xero.post(`/Invoices/${invoice.InvoiceID}`, { Status: 'AUTHORISED' })),
  ).toEqual([])
})

test('numbers: given ones are unique, the others are made', async () => {
  await using xero = await openXero()
  expect((await put(xero, anInvoice(xero))).InvoiceNumber).toBe('INV-0001')
  await put(xero, anInvoice(xero, { InvoiceNumber: 'INV-0002' }))
  expect((await put(xero, anInvoice(xero))).InvoiceNumber).toBe('INV-0003')
  expect(await complaints(xero, anInvoice(xero, { InvoiceNumber: 'inv-0001' }))).toEqual([
    'Invoice # must be unique.',
  ])
})

test('numbers of deleted drafts are free again, those of voided invoices are not', async () => {
  await using xero = await openXero()
  const draft = await put(xero, anInvoice(xero, { InvoiceNumber: 'D-1' }))
  await xero.post(`/Invoices/${draft.InvoiceID}`, { Status: 'DELETED' })
  await put(xero, anInvoice(xero, { InvoiceNumber: 'D-1' }))
  const invoice = await put(xero, approved(xero, { InvoiceNumber: 'V-1' }))
  await xero.post(`/Invoices/${invoice.InvoiceID}`, { Status: 'VOIDED' })
  const again = anInvoice(xero, { InvoiceNumber: 'V-1' })
  expect(await complaints(xero, again)).toEqual(['Invoice # must be unique.'])
  xero.control.switches.voidedNumberIsReusable = true
  expect(await complaints(xero, again)).toEqual([])
})

const wrongStatus = ['Invoice not of valid status for modification']
const steps: [from: string, to: string, expected: string[]][] = [
  ['DRAFT', 'SUBMITTED', []],
  ['DRAFT', 'AUTHORISED', []],
  ['DRAFT', 'DELETED', []],
  ['DRAFT', 'VOIDED', wrongStatus],
  ['SUBMITTED', 'DRAFT', []],
  ['SUBMITTED', 'AUTHORISED', []],
  ['SUBMITTED', 'DELETED', []],
  ['AUTHORISED', 'VOIDED', []],
  ['AUTHORISED', 'DRAFT', wrongStatus],
  ['AUTHORISED', 'DELETED', wrongStatus],
  ['AUTHORISED', 'PAID', wrongStatus],
]

test.each(steps)('%s → %s', async (from, to, expected) => {
  await using xero = await openXero()
  const { InvoiceID, LineItems } = await put(xero, anInvoice(xero, { Status: from }))
  const reply = await xero.post(`/Invoices/${InvoiceID}`, { Status: to })
  expect(messagesOf(reply)).toEqual(expected)
  const after = (await xero.get(`/Invoices/${InvoiceID}`)).json.Invoices[0]
  expect(after.Status).toBe(expected.length === 0 ? to : from)
  expect(after.LineItems[0].LineItemID).toBe(LineItems[0].LineItemID)
})

test('lines: named by id they change, without id they are new, left out they are gone', async () => {
  await using xero = await openXero()
  const two = withLines(xero, line(), line({ Description: 'Design', UnitAmount: 50 }))
  const { InvoiceID, LineItems } = await put(xero, two)
  const { json } = await xero.post(`/Invoices/${InvoiceID}`, {
    LineItems: [{ LineItemID: LineItems[1].LineItemID, Quantity: 2 }, line({ UnitAmount: 7 })],
  })
  const [kept, added] = json.Invoices[0].LineItems
  expect(kept).toMatchObject({ Description: 'Design', LineAmount: 100, TaxType: 'OUTPUT' })
  expect(kept.LineItemID).toBe(LineItems[1].LineItemID)
  expect(added.LineItemID).not.toBe(LineItems[0].LineItemID)
  expect(json.Invoices[0].SubTotal).toBe(107)
})

test('POST with a known number edits a draft, and only a draft', async () => {
  await using xero = await openXero()
  const draft = await put(xero, anInvoice(xero, { InvoiceNumber: 'A-1' }))
  const edit = { Type: 'ACCREC', InvoiceNumber: 'A-1', Reference: 'edited' }
  const edited = await xero.post('/Invoices', edit)
  expect(edited.json.Invoices[0]).toMatchObject({ InvoiceID: draft.InvoiceID, Reference: 'edited' })
  await xero.post(`/Invoices/${draft.InvoiceID}`, { Status: 'AUTHORISED' })
  const refused = await xero.post('/Invoices', anInvoice(xero, edit))
  expect(messagesOf(refused)).toEqual(['Invoice # must be unique.'])
})

test('a paid invoice keeps its amounts and cannot be voided', async () => {
  await using xero = await openXero()
  const { InvoiceID, LineItems } = await put(xero, approved(xero))
  xero.control.payInvoice(xero.organisation.id, InvoiceID, { amount: 21 })
  const post = async (values: Json) => messagesOf(await xero.post(`/Invoices/${InvoiceID}`, values))
  expect(await post({ Reference: 'fine', DueDate: '2026-12-24' })).toEqual([])
  expect(await post({ Date: '2026-11-15' })).toEqual([
    'This document cannot be edited as it has a payment or credit note allocated to it.',
  ])
  const dearer = { LineItems: [{ LineItemID: LineItems[0].LineItemID, UnitAmount: 101 }] }
  expect(await post(dearer)).toHaveLength(1)
  expect(await post({ Status: 'VOIDED' })).toEqual([
    'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
  ])
  xero.control.payInvoice(xero.organisation.id, InvoiceID)
  expect((await xero.get(`/Invoices/${InvoiceID}`)).json.Invoices[0]).toMatchObject({
    Status: 'PAID',
    AmountDue: 0,
    AmountPaid: 121,
    FullyPaidOnDate: '/Date(1794787200000+0000)/',
  })
})

test('lock dates: both texts may come together, drafts may lie before them', async () => {
  await using xero = await openXero()
  xero.control.organisations.edit(xero.organisation.id, {
    periodLockDate: '2026-11-16',
    endOfYearLockDate: '2026-11-20',
  })
  expect(await complaints(xero, approved(xero))).toEqual([
    'The document date cannot be before the period lock date, currently set at 16-Nov-2026',
    'The document date cannot be before the end of year lock date, currently set at 20-Nov-2026',
  ])
  expect(await complaints(xero, anInvoice(xero))).toEqual([])
  expect(await complaints(xero, approved(xero, { Date: '2026-11-21' }))).toEqual([])
  xero.control.switches.userIsAdviser = true
  expect(await complaints(xero, approved(xero))).toHaveLength(1)
})

test('currencies: subscribed ones get a rate, the base has 1', async () => {
  await using xero = await openXero()
  expect((await put(xero, anInvoice(xero, { CurrencyCode: 'USD' }))).CurrencyRate).toBe(1.08)
  expect(
    (await put(xero, anInvoice(xero, { CurrencyCode: 'USD', CurrencyRate: 1.123456 })))
      .CurrencyRate,
  ).toBe(1.123456)
  expect((await put(xero, anInvoice(xero))).CurrencyRate).toBe(1)
})

test('SentToContact before approval is a warning, and the rest is saved', async () => {
  await using xero = await openXero()
  const body = { Invoices: [anInvoice(xero, { SentToContact: true })] }
  const { json } = await xero.put('/Invoices?summarizeErrors=false', body)
  expect(json.Invoices[0]).toMatchObject({
    StatusAttributeString: 'WARNING',
    SentToContact: false,
    Warnings: [{ Message: 'Only AUTHORISED invoices may have SentToContact updated.' }],
  })
})

test('the contact of an invoice: archived is refused, a name is reused or created', async () => {
  await using xero = await openXero()
  const all = xero.control.contacts(xero.organisation.id) as Json[]
  const archived = all.find((each) => each.ContactStatus === 'ARCHIVED')
  expect(
    await complaints(xero, anInvoice(xero, { Contact: { ContactID: archived.ContactID } })),
  ).toEqual([
    'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
  ])
  const reused = await put(xero, anInvoice(xero, { Contact: { Name: all[0].Name.toLowerCase() } }))
  expect(reused.Contact).toMatchObject({ ContactID: all[0].ContactID, IsCustomer: true })
  await put(xero, anInvoice(xero, { Contact: { Name: 'Never seen before' } }))
  expect(xero.control.contacts(xero.organisation.id)).toHaveLength(all.length + 1)
})

test('anything beside the ContactID changes the contact', async () => {
  await using xero = await openXero()
  const [contact] = xero.control.contacts(xero.organisation.id) as Json[]
  const { ContactID } = contact
  await put(xero, anInvoice(xero, { Contact: { ContactID, ContactPersons: [] } }))
  const after = (await xero.get(`/Contacts/${ContactID}`)).json.Contacts[0]
  expect(after.ContactPersons).toEqual([])
})

test('becoming a customer does not move UpdatedDateUTC', async () => {
  await using xero = await openXero()
  const [before] = xero.control.contacts(xero.organisation.id) as Json[]
  await put(xero, approved(xero))
  const after = (await xero.get(`/Contacts/${before.ContactID}`)).json.Contacts[0]
  expect(after).toMatchObject({
    IsCustomer: true,
    UpdatedDateUTC: before.UpdatedDateUTC,
    Balances: { AccountsReceivable: { Outstanding: 121, Overdue: 0 } },
  })
})

test('a mixed batch: errors, numbers and echoes stand in the order that was sent', async () => {
  await using xero = await openXero()
  const { status, json } = await xero.put('/Invoices?summarizeErrors=false&unitdp=4', {
    Invoices: [
      approved(xero, { InvoiceNumber: 'B-1' }),
      approved(xero, { InvoiceNumber: 'B-1', Reference: 'twin' }),
      approved(xero, { InvoiceNumber: 'B-2' }),
    ],
  })
  expect(status).toBe(200)
  const states = json.Invoices.map((each: Json) => [each.InvoiceNumber, each.StatusAttributeString])
  expect(states).toEqual([
    ['B-1', 'OK'],
    ['B-1', 'ERROR'],
    ['B-2', 'OK'],
  ])
  expect(errorsIn(json.Invoices[1])).toEqual(['Invoice # must be unique.'])
  expect(json.Invoices[1]).toMatchObject({ HasErrors: true, Reference: 'twin' })
  expect(xero.control.invoices(xero.organisation.id)).toHaveLength(2)
})
