import { expect, test } from 'vitest'
import { aJournal, anInvoice, openXero, type Xero } from './open-xero.ts'

const evil = '<img src=x onerror=alert(1)> & "quotes"'

async function ledger(xero: Xero) {
  const contact = await xero.put('/Contacts', {
    Name: 'Salt & Pepper "Co"',
    TaxNumber: evil.slice(0, 40),
  })
  const { ContactID } = contact.json.Contacts[0]
  const invoice = await xero.put('/Invoices', {
    ...anInvoice(xero, { Status: 'AUTHORISED', Reference: evil, InvoiceNumber: evil.slice(0, 30) }),
    Contact: { ContactID },
    LineItems: [{ Description: evil, Quantity: 2, UnitAmount: 617.25, AccountCode: '200' }],
  })
  const journal = await xero.put('/ManualJournals', aJournal({ Narration: evil }))
  return {
    base: `/app/${encodeURIComponent(xero.organisation.shortCode)}`,
    contactId: String(ContactID),
    invoiceId: String(invoice.json.Invoices[0].InvoiceID),
    journalId: String(journal.json.ManualJournals[0].ManualJournalID),
  }
}

test('documents are at the addresses of Xero’s deep links, totals included', async () => {
  await using xero = await openXero()
  const { base, contactId, invoiceId, journalId } = await ledger(xero)
  const read = async (path: string) => {
    const response = await fetch(xero.simulator.endpoints.webUrl + path)
    return {
      status: response.status,
      url: new URL(response.url).pathname,
      text: await response.text(),
    }
  }
  const invoice = await read(`${base}/invoicing/view/${invoiceId}`)
  expect(invoice.status).toBe(200)
  for (const text of ['1,234.50', '259.25', '1,493.75', 'Authorised', '200 Sales']) {
    expect(invoice.text).toContain(text)
  }
  expect((await read(`${base}/contacts/contact/${contactId}`)).text).toContain('Salt &amp; Pepper')
  const journal = await read(`/Journal/View.aspx?invoiceID=${journalId}`)
  expect(journal.url).toBe(`${base}/journals/view/${journalId}`)
  expect(journal.text).toContain('615 Debtors Clearing')
  const target = encodeURIComponent(`/Journal/View.aspx?invoiceID=${journalId}`)
  const login = `/organisationlogin/default.aspx?shortcode=${xero.organisation.shortCode}&redirecturl=`
  expect((await read(`${login}${target}`)).url).toBe(`${base}/journals/view/${journalId}`)
  expect((await read(`${login}${encodeURIComponent('//evil.example/x')}`)).url).toBe(base)
  expect((await read(`${login}${encodeURIComponent('/Dashboard/')}`)).url).toBe(base)
  expect((await read(`${base}/invoicing/view/nothing`)).status).toBe(404)
  expect((await read('/app/nobody')).status).toBe(404)
})

test('every text is escaped, on every page', async () => {
  await using xero = await openXero()
  const { base, contactId, invoiceId, journalId } = await ledger(xero)
  xero.control.failNext(evil, 'slow')
  const paths = [
    '/',
    base,
    `${base}/invoices`,
    `${base}/invoices?search=${encodeURIComponent(evil)}`,
    `${base}/contacts?search=pepper`,
    `${base}/journals`,
    `${base}/accounts`,
    `${base}/invoicing/view/${invoiceId}`,
    `${base}/journals/view/${journalId}`,
    `${base}/contacts/contact/${contactId}`,
    '/control/ui',
    `/identity/connect/authorize?client_id=${encodeURIComponent(evil)}`,
    `/identity/connect/authorize?response_type=code&client_id=hourbook-demo&scope=openid&redirect_uri=http://localhost/cb&state=${encodeURIComponent(evil)}`,
  ]
  for (const path of paths) {
    const text = await (await fetch(xero.simulator.url + path)).text()
    expect([path, text.includes('<img')]).toEqual([path, false])
    expect(text).toContain('Xero simulator')
  }
})

test('lists are searched and paged', async () => {
  await using xero = await openXero()
  xero.control.addContacts(xero.organisation.id, { count: 150 })
  const page = async (query: string) => {
    const base = `/app/${encodeURIComponent(xero.organisation.shortCode)}/contacts`
    return (await fetch(`${xero.simulator.url}${base}?${query}`)).text()
  }
  expect(await page('')).toContain('210 in all · page 1 of 3')
  expect(await page('page=99')).toContain('page 3 of 3')
  expect(await page('search=c-1200')).toContain('1 in all')
})
