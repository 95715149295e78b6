import { expect, test } from 'vitest'
import { anInvoice, messagesOf, openXero } from './open-xero.ts'

const key = (value: string) => ({ 'idempotency-key': value })

test('the same request under the same key is done once and answered alike', async () => {
  await using xero = await openXero()
  const body = { Invoices: [anInvoice(xero)] }
  const [first, second] = await Promise.all([
    xero.put('/Invoices?summarizeErrors=false', body, key('a')),
    xero.put('/Invoices?summarizeErrors=false', body, key('a')),
  ])
  expect(second.text).toBe(first.text)
  expect(xero.control.invoices(xero.organisation.id)).toHaveLength(1)
})

test('after six minutes the key is new again, and a duplicate is possible', async () => {
  await using xero = await openXero()
  const body = { Invoices: [anInvoice(xero)] }
  await xero.put('/Invoices', body, key('a'))
  xero.control.advance(6 * 60_000 - 1)
  await xero.put('/Invoices', body, key('a'))
  expect(xero.control.invoices(xero.organisation.id)).toHaveLength(1)
  xero.control.advance(1)
  await xero.put('/Invoices', body, key('a'))
  expect(xero.control.invoices(xero.organisation.id)).toHaveLength(2)
})

test('a key with another body, address or method is refused', async () => {
  await using xero = await openXero()
  await xero.put('/Contacts', { Name: 'First' }, key('a'))
  const other = await xero.put('/Contacts', { Name: 'Second' }, key('a'))
  expect([other.status, other.json.Message]).toEqual([
    400,
    'Idempotency Key: a is used with a different request.',
  ])
  expect((await xero.put('/Contacts?x=1', { Name: 'First' }, key('a'))).status).toBe(400)
  expect((await xero.post('/Contacts', { Name: 'First' }, key('a'))).status).toBe(400)
})

test('keys belong to the app, not to the tenant', async () => {
  await using xero = await openXero()
  const other = xero.control.organisations.list()[1]?.id ?? ''
  xero.control.authorise({ organisationId: other })
  await xero.put('/Contacts', { Name: 'First' }, key('a'))
  const elsewhere = { ...key('a'), 'xero-tenant-id': other }
  expect((await xero.put('/Contacts', { Name: 'First' }, elsewhere)).status).toBe(400)
})

test('errors are remembered too, those of Xero itself included', async () => {
  await using xero = await openXero()
  const taken = String(xero.control.contacts(xero.organisation.id)[0]?.['Name'])
  const refused = await xero.put('/Contacts', { Name: taken }, key('a'))
  expect(refused.status).toBe(400)
  xero.control.editContact(
    xero.organisation.id,
    String(xero.control.contacts(xero.organisation.id)[0]?.['ContactID']),
    { Name: 'Out of the way' },
  )
  expect(messagesOf(await xero.put('/Contacts', { Name: taken }, key('a')))).toHaveLength(1)

  xero.control.failNext('PUT /Contacts', 'error_500_before')
  expect((await xero.put('/Contacts', { Name: 'New' }, key('b'))).status).toBe(500)
  expect((await xero.put('/Contacts', { Name: 'New' }, key('b'))).status).toBe(500)
  expect((await xero.put('/Contacts', { Name: 'New' }, key('c'))).status).toBe(200)
})

test('a key of 128 characters is the longest', async () => {
  await using xero = await openXero()
  expect((await xero.put('/Contacts', { Name: 'A' }, key('k'.repeat(128)))).status).toBe(200)
  expect((await xero.put('/Contacts', { Name: 'B' }, key('k'.repeat(129)))).status).toBe(400)
})

test('reads take no notice of keys', async () => {
  await using xero = await openXero()
  await xero.get('/Currencies', key('a'))
  expect((await xero.get('/TaxRates', key('a'))).status).toBe(200)
})
