import { expect, test } from 'vitest'
import { aJournal, anInvoice, openXero, type Json, type Xero } from './open-xero.ts'

async function submit(
  xero: Xero,
  path: string,
  form: Record<string, string>,
  site = 'same-origin',
) {
  const base = `${xero.simulator.url}/app/${encodeURIComponent(xero.organisation.shortCode)}`
  const response = await fetch(base + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'sec-fetch-site': site },
    redirect: 'manual',
  })
  return { status: response.status, text: await response.text() }
}

const invoiceNow = (xero: Xero): Json => xero.control.invoices(xero.organisation.id).at(-1)

test('an invoice is approved, paid, unpaid, edited and voided in its page', async () => {
  await using xero = await openXero()
  const { json } = await xero.put('/Invoices', anInvoice(xero))
  const [invoice] = json.Invoices
  const path = `/invoicing/view/${invoice.InvoiceID}`
  expect((await submit(xero, path, { action: 'pay', amount: '1' })).text).toContain(
    'Payments can only be made against Authorised documents',
  )
  expect((await submit(xero, path, { action: 'approve' })).status).toBe(303)
  expect((await submit(xero, path, { action: 'pay', amount: '21', reference: 'r' })).status).toBe(
    303,
  )
  expect(invoiceNow(xero)).toMatchObject({ AmountDue: 100, Status: 'AUTHORISED' })
  expect((await submit(xero, path, { action: 'void' })).status).toBe(400)
  await submit(xero, path, { action: 'pay' })
  expect(invoiceNow(xero).Status).toBe('PAID')
  for (const payment of invoiceNow(xero).Payments) {
    await submit(xero, path, { action: 'unpay', paymentId: payment.PaymentID })
  }
  expect(invoiceNow(xero)).toMatchObject({ AmountDue: 121, Status: 'AUTHORISED' })
  const [line] = invoiceNow(xero).LineItems
  const edit = {
    action: 'edit',
    InvoiceNumber: invoice.InvoiceNumber,
    Reference: 'PO 7',
    LineItemID: line.LineItemID,
    Description: 'Advice',
    Quantity: '1',
    UnitAmount: '100',
  }
  await submit(xero, path, edit)
  expect(invoiceNow(xero)).toMatchObject({ Reference: 'PO 7', Total: 121 })
  await submit(xero, path, { ...edit, UnitAmount: '90' })
  expect(invoiceNow(xero)).toMatchObject({ Total: 108.9 })
  expect(invoiceNow(xero).LineItems[0].LineItemID).toBe(line.LineItemID)
  expect((await submit(xero, path, { ...edit, UnitAmount: 'lots' })).status).toBe(400)
  await submit(xero, path, { action: 'void' })
  expect(invoiceNow(xero).Status).toBe('VOIDED')
})

test('drafts are deleted, journals posted and voided, contacts archived and renamed', async () => {
  await using xero = await openXero()
  const { id } = xero.organisation
  const { json } = await xero.put('/Invoices', anInvoice(xero))
  await submit(xero, `/invoicing/view/${json.Invoices[0].InvoiceID}`, { action: 'delete' })
  expect(invoiceNow(xero).Status).toBe('DELETED')

  const made = await xero.put('/ManualJournals', aJournal({ Status: 'DRAFT' }))
  const path = `/journals/view/${made.json.ManualJournals[0].ManualJournalID}`
  const status = () => xero.control.manualJournals(id)[0]?.['Status']
  await submit(xero, path, { action: 'edit', Narration: 'Said otherwise' })
  expect(xero.control.manualJournals(id)[0]).toMatchObject({ Narration: 'Said otherwise' })
  await submit(xero, path, { action: 'post' })
  expect(status()).toBe('POSTED')
  await submit(xero, path, { action: 'void' })
  expect(status()).toBe('VOIDED')

  const contactId = String(xero.control.contacts(id)[0]?.['ContactID'])
  const contact = () => xero.control.contacts(id).find((each) => each['ContactID'] === contactId)
  await submit(xero, `/contacts/contact/${contactId}`, { action: 'edit', Name: 'New name' })
  await submit(xero, `/contacts/contact/${contactId}`, { action: 'archive' })
  expect(contact()).toMatchObject({ Name: 'New name', ContactStatus: 'ARCHIVED' })
  await submit(xero, `/contacts/contact/${contactId}`, { action: 'restore' })
  expect(contact()).toMatchObject({ ContactStatus: 'ACTIVE' })
})

test('what a page cannot do, and what another site asks for, changes nothing', async () => {
  await using xero = await openXero()
  const { json } = await xero.put('/Invoices', anInvoice(xero))
  const path = `/invoicing/view/${json.Invoices[0].InvoiceID}`
  expect((await submit(xero, path, { action: 'approve' }, 'cross-site')).status).toBe(403)
  expect((await submit(xero, path, { action: 'fly' })).status).toBe(400)
  expect((await submit(xero, '/invoices', { action: 'approve' })).status).toBe(405)
  expect(invoiceNow(xero).Status).toBe('DRAFT')
})
