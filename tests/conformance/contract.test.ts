import { expect, test } from 'vitest'
import { contractErrors, hasContract } from './contract.ts'
import { aJournal, anInvoice, openXero } from './open-xero.ts'

if (!hasContract) {
  console.warn(
    '\n  SKIPPED: the OpenAPI files of Xero are not beside this checkout (../shared/xero-openapi),\n' +
      '  so the answers of the simulator are NOT validated against Xero\u2019s own description.\n',
  )
}

test.skipIf(!hasContract)('every answer of the simulator is one that Xero describes', async () => {
  await using xero = await openXero()
  await xero.put('/Invoices?summarizeErrors=false', {
    Invoices: [
      anInvoice(xero, { Status: 'AUTHORISED', InvoiceNumber: 'A-1' }),
      anInvoice(xero, {
        Status: 'AUTHORISED',
        LineItems: [{ Description: 'x', AccountCode: 'x' }],
      }),
    ],
  })
  const [invoice] = xero.control.invoices(xero.organisation.id)
  xero.control.payInvoice(xero.organisation.id, String(invoice?.['InvoiceID']), { amount: 40 })
  await xero.put('/ManualJournals', aJournal())
  await xero.put('/ManualJournals', aJournal({ JournalLines: [] }))
  xero.control.organisations.edit(xero.organisation.id, { periodLockDate: '2025-12-31' })

  // The client of these tests validates each answer as it arrives.
  for (const path of [
    '/Organisation',
    '/Organisation/Actions',
    '/Accounts',
    '/Items?unitdp=4',
    '/TaxRates',
    '/TrackingCategories',
    '/Currencies',
    '/Contacts',
    '/Contacts?page=1',
    '/Contacts?summaryOnly=true',
    '/Contacts?includeArchived=true&pageSize=1000',
    '/Invoices',
    '/Invoices?page=1&unitdp=4',
    '/Invoices?summaryOnly=true',
    `/Invoices/${invoice?.['InvoiceID']}`,
    '/ManualJournals',
    '/ManualJournals?page=1',
    '/connections',
  ]) {
    const { status, json } = await xero.get(path)
    expect([path, status]).toEqual([path, 200])
    expect(json).toBeDefined()
  }
})

test.skipIf(!hasContract)('the validation notices a misspelt name and a wrong type', () => {
  expect(contractErrors('/Contacts', 200, { Contacts: [{ Nmae: 'x' }] })).not.toEqual([])
  expect(contractErrors('/Invoices', 200, { Invoices: [{ Total: '1.00' }] })).not.toEqual([])
  expect(contractErrors('/Invoices', 200, { Invoices: [{ Status: 'SENT' }] })).not.toEqual([])
})
