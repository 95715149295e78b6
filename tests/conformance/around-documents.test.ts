import { expect, test } from 'vitest'
import { anInvoice, messagesOf, openXero, type Json, type Xero } from './open-xero.ts'

async function saved(xero: Xero, values: Json = {}): Promise<Json> {
  const { json } = await xero.put('/Invoices', anInvoice(xero, { Status: 'AUTHORISED', ...values }))
  return json.Invoices[0]
}

/** Follows the offsets of a PDF as a reader does; throws where they do not fit. */
function pagesIn(pdf: string): number {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1])
  const [, size = '0', rows = ''] = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(pdf.slice(start)) ?? []
  const offsets = rows.split('\n').slice(1, Number(size))
  expect(offsets).toHaveLength(Number(size) - 1)
  for (const [index, row] of offsets.entries()) {
    const at = Number(row.slice(0, 10))
    expect(pdf.slice(at, at + 12)).toContain(`${index + 1} 0 obj`)
  }
  for (const [, length = '', content = ''] of pdf.matchAll(
    /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g,
  )) {
    expect(content).toHaveLength(Number(length))
  }
  return Number(/\/Count (\d+)/.exec(pdf)?.[1])
}

test('an invoice and a credit note are PDFs, however long they are', async () => {
  await using xero = await openXero()
  const LineItems = Array.from({ length: 40 }, (_, index) => ({
    Description: `Dag ${index} (één) – 10 € \\ ½`,
    Quantity: 1,
    UnitAmount: 10,
    AccountCode: '200',
  }))
  const { InvoiceID } = await saved(xero, { LineItems })
  const made = await xero.put('/CreditNotes', anInvoice(xero, { Type: 'ACCRECCREDIT' }))
  const { CreditNoteID } = made.json.CreditNotes[0]
  const read = async (path: string, accept: string) => {
    const response = await fetch(xero.simulator.endpoints.apiUrl + path, {
      headers: {
        accept,
        authorization: `Bearer ${xero.tokens.access_token}`,
        'xero-tenant-id': xero.organisation.id,
      },
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/pdf',
    ])
    return Buffer.from(await response.arrayBuffer()).toString('latin1')
  }
  expect(pagesIn(await read(`/Invoices/${InvoiceID}`, 'application/pdf'))).toBe(2)
  expect(pagesIn(await read(`/Invoices/${InvoiceID}/pdf`, 'application/json'))).toBe(2)
  expect(pagesIn(await read(`/CreditNotes/${CreditNoteID}/pdf`, 'application/pdf'))).toBe(1)
  const base = `${xero.simulator.url}/app/${encodeURIComponent(xero.organisation.shortCode)}`
  const page = await fetch(`${base}/pdf/${InvoiceID}`)
  expect(pagesIn(Buffer.from(await page.arrayBuffer()).toString('latin1'))).toBe(2)
})

test('an online invoice has an address, and shows the files that are meant for it', async () => {
  await using xero = await openXero()
  const draft = await saved(xero, { Status: 'DRAFT' })
  const refused = await xero.get(`/Invoices/${draft.InvoiceID}/OnlineInvoice`)
  expect([refused.status, refused.json.Message]).toEqual([
    400,
    'Online invoices are available for approved sales invoices only.',
  ])
  const { InvoiceID, InvoiceNumber } = await saved(xero)
  for (const [name, online] of [
    ['shown.txt', 'true'],
    ['kept.txt', 'false'],
  ] as const) {
    await xero.call('PUT', `/Invoices/${InvoiceID}/Attachments/${name}?IncludeOnline=${online}`, {
      bytes: Buffer.from('hours'),
      headers: { 'content-type': 'text/plain' },
    })
  }
  const { json } = await xero.get(`/Invoices/${InvoiceID}/OnlineInvoice`)
  const page = await fetch(json.OnlineInvoices[0].OnlineInvoiceUrl)
  const text = await page.text()
  expect(text).toContain(`Invoice ${InvoiceNumber}`)
  expect([text.includes('shown.txt'), text.includes('kept.txt')]).toEqual([true, false])
  expect((await fetch(`${xero.simulator.url}/in/0`)).status).toBe(404)
})

test('an invoice is e-mailed to its contact and the persons who want it; the demo sends none', async () => {
  await using xero = await openXero()
  const { id } = xero.organisation
  const made = await xero.put('/Contacts', {
    Name: 'Reader',
    EmailAddress: 'reader@example.com',
    ContactPersons: [
      { FirstName: 'A', EmailAddress: 'a@example.com', IncludeInEmails: true },
      { FirstName: 'B', EmailAddress: 'b@example.com', IncludeInEmails: false },
    ],
  })
  const { InvoiceID } = await saved(xero, {
    Contact: { ContactID: made.json.Contacts[0].ContactID },
  })
  const send = (invoiceId: string) => xero.post(`/Invoices/${invoiceId}/Email`, {})
  expect(messagesOf(await send(InvoiceID))).toEqual([
    'The daily limit of emails for this organisation has been reached.',
  ])
  xero.control.switches.demoCompanySendsEmail = true
  const sent = await send(InvoiceID)
  expect([sent.status, sent.text]).toEqual([204, ''])
  expect(xero.control.emails(id)[0]?.to).toEqual(['reader@example.com', 'a@example.com'])
  const [invoice] = (await xero.get(`/Invoices/${InvoiceID}`)).json.Invoices
  expect(invoice.SentToContact).toBe(true)
  const draft = await saved(xero, { Status: 'DRAFT' })
  expect(messagesOf(await send(draft.InvoiceID))).toEqual([
    'Invoice not of valid status for sending',
  ])
  const nobody = (await xero.put('/Contacts', { Name: 'No address' })).json.Contacts[0]
  const silent = await saved(xero, { Contact: { ContactID: nobody.ContactID } })
  expect(messagesOf(await send(silent.InvoiceID))).toEqual(['The contact has no email address.'])
})

test('an organisation on trial sends twenty e-mails a day; the next day it sends again', async () => {
  await using xero = await openXero()
  const { id } = xero.organisation
  xero.control.switches.demoCompanySendsEmail = true
  xero.control.organisations.edit(id, { plan: 'TRIAL' })
  const { json } = await xero.put('/Contacts', { Name: 'Reader', EmailAddress: 'r@example.com' })
  const { InvoiceID } = await saved(xero, {
    Contact: { ContactID: json.Contacts[0].ContactID },
  })
  const send = () => xero.post(`/Invoices/${InvoiceID}/Email`, {})
  for (let count = 0; count < 20; count += 1) {
    // One after the other: it is the twenty-first that is refused.
    // oxlint-disable-next-line no-await-in-loop
    expect((await send()).status).toBe(204)
  }
  expect((await send()).status).toBe(400)
  xero.control.advance(24 * 60 * 60_000)
  expect(xero.control.emails(id)).toHaveLength(20)
})

test('branding themes and users are read, and a theme must be known', async () => {
  await using xero = await openXero()
  const { BrandingThemes } = (await xero.get('/BrandingThemes')).json
  expect(BrandingThemes.map((each: Json) => each.SortOrder)).toEqual([0, 1])
  const [{ BrandingThemeID }] = BrandingThemes
  expect((await xero.get(`/BrandingThemes/${BrandingThemeID}`)).json.BrandingThemes).toHaveLength(1)
  expect((await saved(xero, { BrandingThemeID })).BrandingThemeID).toBe(BrandingThemeID)
  const unknown = await xero.put(
    '/Invoices',
    anInvoice(xero, { BrandingThemeID: '7e357a45-69f5-4e8f-8d7b-15da8ef50aab' }),
  )
  expect(messagesOf(unknown)).toEqual(['The branding theme could not be found.'])
  const where = encodeURIComponent('IsSubscriber==true')
  const { Users } = (await xero.get(`/Users?where=${where}&order=LastName`)).json
  expect(Users.map((each: Json) => each.OrganisationRole)).toEqual(['STANDARD'])
  expect((await xero.get(`/Users/${Users[0].UserID}`)).json.Users).toHaveLength(1)
  expect((await xero.get('/Users/nobody')).status).toBe(404)
})

test('contact groups are made, named, filled, emptied and deleted', async () => {
  await using xero = await openXero()
  const { json } = await xero.put('/ContactGroups', { ContactGroups: [{ Name: 'VIPs' }] })
  const path = `/ContactGroups/${json.ContactGroups[0].ContactGroupID}`
  const again = await xero.put('/ContactGroups', { Name: 'vips' })
  expect(messagesOf(again)).toEqual(['The contact group name must be unique.'])
  const [one, two] = xero.control.contacts(xero.organisation.id).map((each) => each['ContactID'])
  await xero.put(`${path}/Contacts`, { Contacts: [{ ContactID: one }, { ContactID: two }] })
  const read = async () => (await xero.get(path)).json.ContactGroups[0]
  expect((await read()).Contacts.map((each: Json) => each.ContactID)).toEqual([one, two])
  const contact = (await xero.get(`/Contacts/${String(one)}`)).json.Contacts[0]
  expect(contact.ContactGroups).toMatchObject([{ Name: 'VIPs' }])
  expect((await xero.call('DELETE', `${path}/Contacts/${String(one)}`)).status).toBe(204)
  expect((await read()).Contacts).toHaveLength(1)
  expect((await xero.call('DELETE', `${path}/Contacts`)).status).toBe(204)
  expect((await xero.post(path, { Name: 'Friends' })).json.ContactGroups[0].Name).toBe('Friends')
  await xero.post(path, { Status: 'DELETED' })
  expect((await xero.get('/ContactGroups')).json.ContactGroups).toEqual([])
  expect((await xero.get(path)).status).toBe(404)
})

test('a merged contact is archived, points to the other one, and leaves it its documents', async () => {
  await using xero = await openXero()
  const { id } = xero.organisation
  const [from, into] = xero.control.contacts(id).map((each) => String(each['ContactID']))
  const { InvoiceID } = await saved(xero, { Contact: { ContactID: from } })
  xero.control.mergeContacts(id, String(from), String(into))
  const merged = (await xero.get(`/Contacts/${from}`)).json.Contacts[0]
  expect(merged).toMatchObject({ ContactStatus: 'ARCHIVED', MergedToContactID: into })
  const [invoice] = (await xero.get(`/Invoices/${InvoiceID}`)).json.Invoices
  expect(invoice.Contact.ContactID).toBe(into)
  expect(() => xero.control.mergeContacts(id, String(into), String(into))).toThrow('another one')
  expect(
    messagesOf(await xero.put('/Invoices', anInvoice(xero, { Contact: { ContactID: from } })))[0],
  ).toContain('has been archived')
})

test('an erased contact is told as such and takes no invoices; pages merge and erase too', async () => {
  await using xero = await openXero()
  const { id } = xero.organisation
  const [one, two, three] = xero.control.contacts(id)
  xero.control.forgetContact(id, String(one?.['ContactID']))
  const found = await xero.get(`/Contacts?IDs=${String(one?.['ContactID'])}&includeArchived=true`)
  expect(found.json.Contacts[0]).toMatchObject({ ContactStatus: 'GDPRREQUEST', EmailAddress: '' })
  const base = `${xero.simulator.url}/app/${encodeURIComponent(xero.organisation.shortCode)}`
  const submit = async (contact: Json, form: Record<string, string>) =>
    (
      await fetch(`${base}/contacts/contact/${contact.ContactID}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      })
    ).status
  expect(await submit(two, { action: 'merge', into: 'nobody' })).toBe(400)
  expect(await submit(two, { action: 'merge', into: String(three?.['Name']) })).toBe(303)
  expect(await submit(three, { action: 'forget' })).toBe(303)
  const page = await (await fetch(`${base}/contacts/contact/${String(two?.['ContactID'])}`)).text()
  expect(page).toContain('Merged into')
})
