import { expect, test } from 'vitest'
import { aJournal, anInvoice, type Json, openXero } from './open-xero.ts'

test('pages: size is clamped, pagination tells how many there are', async () => {
  await using xero = await openXero()
  const id = xero.organisation.id
  xero.control.addContacts(id, { count: 1040 })
  const page = async (query: string) => (await xero.get(`/Contacts?${query}`)).json
  const first = await page('page=1&pageSize=5000&includeArchived=true')
  expect(first.pagination).toEqual({ page: 1, pageSize: 1000, pageCount: 2, itemCount: 1100 })
  expect(first.Contacts).toHaveLength(1000)
  expect((await page('page=2&pageSize=1000&includeArchived=true')).Contacts).toHaveLength(100)
  expect((await page('page=3&pageSize=1000&includeArchived=true')).Contacts).toEqual([])
  expect((await page('page=1')).pagination.pageSize).toBe(100)
  expect((await page('page=1&pageSize=0')).pagination.pageSize).toBe(1)
  const unpaged = await page('')
  expect(unpaged.pagination).toBeUndefined()
  expect(unpaged.Contacts).toHaveLength(1098)
})

test('unpaged lists tell less', async () => {
  await using xero = await openXero()
  const { InvoiceID } = (await xero.put('/Invoices', anInvoice(xero))).json.Invoices[0]
  await xero.put('/ManualJournals', aJournal())
  const contact = { Name: 'Full', ContactPersons: [{ FirstName: 'Jo' }] }
  await xero.put('/Contacts', contact)

  const invoices = async (path: string) => (await xero.get(path)).json.Invoices[0]
  const unpaged = await invoices('/Invoices')
  expect([unpaged.LineItems, unpaged.Contact.EmailAddress]).toEqual([[], undefined])
  for (const path of ['/Invoices?page=1', '/Invoices?Statuses=DRAFT', `/Invoices/${InvoiceID}`]) {
    const full = await invoices(path)
    expect(full.LineItems).toHaveLength(1)
    expect(full.Contact.EmailAddress).toContain('@')
  }
  const summary = await invoices('/Invoices?summaryOnly=true')
  expect([summary.LineItems, summary.Payments, summary.HasAttachments]).toEqual([
    undefined,
    undefined,
    undefined,
  ])

  const journals = async (query: string) =>
    (await xero.get(`/ManualJournals${query}`)).json.ManualJournals[0].JournalLines
  expect(await journals('')).toEqual([])
  expect(await journals('?page=1')).toHaveLength(2)

  const search = `where=${xero.where('Name=="full"')}`
  const contacts = async (more: string) =>
    (await xero.get(`/Contacts?${search}${more}`)).json.Contacts[0]
  expect((await contacts('')).ContactPersons).toBeUndefined()
  expect((await contacts('&page=1')).ContactPersons).toHaveLength(1)
  expect((await contacts('&summaryOnly=true')).IsCustomer).toBeUndefined()
})

test('the default order is UpdatedDateUTC, then the id: a changed record moves to the end', async () => {
  await using xero = await openXero()
  const ids = async () =>
    ((await xero.get('/Contacts?page=1&pageSize=1000')).json.Contacts as Json[]).map(
      (each) => each.ContactID,
    )
  const before = await ids()
  const [first] = before
  xero.control.editContact(xero.organisation.id, first, { Name: 'Moved' })
  expect(await ids()).toEqual([...before.slice(1), first])
})

test('If-Modified-Since, in seconds of UTC', async () => {
  await using xero = await openXero()
  const since = async (moment: string) => {
    const headers = { 'if-modified-since': moment }
    return (await xero.get('/Contacts?page=1', headers)).json.pagination.itemCount
  }
  await xero.put('/Contacts', { Name: 'Fresh' })
  expect(await since('2026-11-16T10:00:00')).toBe(1)
  expect(await since('2026-11-16T10:00:01')).toBe(0)
  expect(await since('2027-01-01T00:00:00')).toBe(0)
  expect(await since('2020-01-01')).toBe(59)
  expect(await since('Mon, 16 Nov 2026 10:00:00 GMT')).toBe(1)
})

test.each([
  ['Name=="ORCHARD labs n.v."', 1],
  ['Name = "Orchard Labs N.V."', 1],
  ['AccountNumber=="C-1002" OR AccountNumber=="C-1003"', 2],
  ['AccountNumber=="C-1002" AND Name=="x"', 0],
  ['ContactStatus=="ACTIVE" && !(AccountNumber=="C-1001")', 57],
  ['Name.Contains("LABS")', 1],
  ['Name.ToLower().StartsWith("orchard")', 2],
  ['AccountNumber==null', 3],
  ['AccountNumber!=null AND EmailAddress.EndsWith(".example")', 55],
  ['UpdatedDateUTC>=DateTime(2026, 11, 16)', 0],
  ['UpdatedDateUTC<DateTime.Parse("2026-11-16T00:00:00")', 58],
  ['ContactID==guid("a570f63b-0bdf-4fc9-9925-b2cc976020b0")', 1],
])('where=%s finds %i', async (expression, count) => {
  await using xero = await openXero()
  const { json } = await xero.get(`/Contacts?where=${xero.where(expression)}`)
  expect(json.Contacts).toHaveLength(count)
})

test.each([
  'Name=="x',
  'Nmae=="x"',
  'Name==',
  'Name=="x" AND',
  '(Name=="x"',
  'Name==DateTime("x")',
  'Name.Explode("x")',
  ')',
])('a where that cannot be read is a 400 of number 16 (%s)', async (expression) => {
  await using xero = await openXero()
  const { status, json } = await xero.get(`/Contacts?where=${xero.where(expression)}`)
  expect([status, json.ErrorNumber, json.Type]).toEqual([400, 16, 'QueryParseException'])
})

const byFoldedName = (one: string, two: string) => (one.toLowerCase() < two.toLowerCase() ? -1 : 1)

test('order, IDs and searchTerm', async () => {
  await using xero = await openXero()
  const names = async (query: string) =>
    ((await xero.get(`/Contacts?${query}`)).json.Contacts as Json[]).map((each) => each.Name)
  const descending = await names('order=Name%20DESC')
  expect(descending).toEqual(descending.toSorted(byFoldedName).toReversed())
  expect(descending).toHaveLength(58)
  expect((await xero.get('/Contacts?order=Nmae')).status).toBe(400)
  const [one, two] = xero.control.contacts(xero.organisation.id) as Json[]
  expect(await names(`IDs=${one.ContactID},${two.ContactID}`)).toEqual([one.Name, two.Name])
  expect(await names(`searchTerm=${encodeURIComponent(two.EmailAddress)}`)).toEqual([two.Name])
})

test('invoices are found by number, contact, status, reference and text', async () => {
  await using xero = await openXero()
  const made = await xero.put('/Invoices?summarizeErrors=false', {
    Invoices: [
      anInvoice(xero, { InvoiceNumber: 'A-1', Reference: 'hourbook:1' }),
      anInvoice(xero, { InvoiceNumber: 'A-2', Status: 'AUTHORISED', Date: '2026-11-01' }),
    ],
  })
  const contactId = made.json.Invoices[0].Contact.ContactID
  const numbers = async (query: string) =>
    ((await xero.get(`/Invoices?${query}`)).json.Invoices as Json[])
      .map((each) => String(each.InvoiceNumber))
      .toSorted((one, two) => one.localeCompare(two))
  expect(await numbers('InvoiceNumbers=a-1,A-9')).toEqual(['A-1'])
  expect(await numbers(`ContactIDs=${contactId}`)).toEqual(['A-1', 'A-2'])
  expect(await numbers('Statuses=AUTHORISED,PAID')).toEqual(['A-2'])
  expect(await numbers(`where=${xero.where('Reference=="HOURBOOK:1"')}`)).toEqual(['A-1'])
  expect(await numbers(`where=${xero.where('Date < DateTime(2026,11,16)')}`)).toEqual(['A-2'])
  expect(await numbers(`where=${xero.where('AmountDue>=121 AND Type=="ACCREC"')}`)).toEqual([
    'A-1',
    'A-2',
  ])
  expect(
    await numbers(`where=${xero.where(`Contact.ContactID==guid("${contactId}")`)}`),
  ).toHaveLength(2)
  expect(await numbers('searchTerm=hourbook')).toEqual(['A-1'])
  expect(await numbers('createdByMyApp=true')).toHaveLength(2)
})

test('a list that was read before shows what has changed since', async () => {
  await using xero = await openXero()
  const [contact] = xero.control.contacts(xero.organisation.id) as Json[]
  await xero.put('/Invoices', anInvoice(xero, { Contact: { ContactID: contact.ContactID } }))
  const count = async (name: string) =>
    (await xero.get(`/Invoices?where=${xero.where(`Contact.Name=="${name}"`)}`)).json.Invoices
      .length
  expect([await count(contact.Name), await count('Renamed')]).toEqual([1, 0])
  xero.control.editContact(xero.organisation.id, contact.ContactID, { Name: 'Renamed' })
  expect([await count(contact.Name), await count('Renamed')]).toEqual([0, 1])
})

test('XML unless JSON is asked for', async () => {
  await using xero = await openXero()
  await xero.put('/Contacts', { Name: 'Salt & Pepper' })
  const { headers, text } = await xero.get('/Contacts?searchTerm=pepper', { accept: '*/*' })
  expect(headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(text).toContain('<Contacts><Contact><ContactID>')
  expect(text).toContain('<Name>Salt &amp; Pepper</Name>')
  expect(text).toContain('<UpdatedDateUTC>2026-11-16T10:00:00</UpdatedDateUTC>')
  const refused = await xero.put('/Contacts', { Name: 'salt & pepper' }, { accept: '*/*' })
  expect(refused.text).toContain('<ApiException><ErrorNumber>10</ErrorNumber>')
})

test('unknown things are 404, unknown methods 501, broken bodies 400 of number 14', async () => {
  await using xero = await openXero()
  expect((await xero.get('/Nothing')).status).toBe(404)
  expect((await xero.get('/Invoices/8c2f1f0e-5d8c-4f5b-9a53-7f0c6a1d2b3e')).status).toBe(404)
  expect((await xero.post('/Organisation', {})).status).toBe(501)
  const broken = await xero.put('/Contacts', '{"Name": ')
  expect([broken.status, broken.json.ErrorNumber, broken.json.Type]).toEqual([
    400,
    14,
    'PostDataInvalidException',
  ])
  const choice = await xero.put('/ManualJournals', aJournal({ LineAmountTypes: 'NO_TAX' }))
  expect([choice.status, choice.json.ErrorNumber]).toEqual([400, 14])
  expect(choice.json.Message).toContain("Path 'LineAmountTypes'")
  expect((await xero.put('/Contacts', '')).status).toBe(400)
  expect((await xero.put('/Contacts', { Contacts: 'x' })).json.ErrorNumber).toBe(10)
  expect((await xero.put('/Contacts', 'x'.repeat(4_000_000))).status).toBe(400)
})

test('the answer is compressed when the client can read it, and names itself', async () => {
  await using xero = await openXero()
  const { headers } = await xero.get('/Contacts')
  expect(headers.get('content-encoding')).toBe('gzip')
  expect(headers.get('xero-correlation-id')).toMatch(/^[0-9a-f-]{36}$/)
  const plain = await xero.get('/Contacts', { 'accept-encoding': 'identity' })
  expect(plain.headers.get('content-encoding')).toBeNull()
})
