import { noItems } from '#api/billing-schemas.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { connectXero } from '../support/connect-xero.ts'
import { expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'sales invoice', options: { seed: 'none' } } })

test('own invoices become sales invoices in Xero, and what is paid there comes back', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { tenantId } = await connectXero({ ctx, xero: stack.simulator })
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const { id: invoiceId } = await createInvoice(ctx, {
    clientId,
    items: noItems,
    groupBy: 'project',
    lines: [{ description: 'Licence', quantity: '10', unitPrice: '10' }],
    issuedOn: today,
    reference: '',
  })
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })

  await page.goto('/settings/xero')
  await expect(page.getByRole('combobox', { name: 'Ledger account of debtors code' })).toBeVisible()
  await page.getByRole('radio', { name: 'Sales invoice' }).check()
  await expectToast(page, 'Sales transactions become sales invoices')
  await expect(page.getByRole('combobox', { name: 'Ledger account of debtors code' })).toBeHidden()
  await expectAccessible(page)

  await openFromMenu(page, 'Finance', 'Invoices')
  await page.getByRole('link', { name: '2026-0001' }).click()
  await page.getByRole('button', { name: 'Create sales invoice in Xero' }).click()
  await expectToast(page, 'The sales invoice is on its way to Xero')
  await expect(page.getByRole('heading', { name: 'Sales invoice in Xero' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'View in Xero' })).toBeVisible()
  const ours = stack.simulator.control
    .invoices(tenantId)
    .filter((each) => each['InvoiceNumber'] === '2026-0001')
  expect(ours).toMatchObject([{ Status: 'AUTHORISED', SentToContact: true }])
  await expectAccessible(page)

  stack.simulator.control.payInvoice(tenantId, String(ours[0]?.['InvoiceID']), { amount: 21 })
  await page.getByRole('button', { name: 'Actions for Blue Kettle BV' }).click()
  await page.getByRole('menuitem', { name: 'Refresh now' }).click()
  const payments = page.getByRole('region', { name: 'Payments' })
  await expect(payments).toContainText('From Xero')
  await expect(payments).toContainText('Payments are recorded in Xero and read from there.')
  await expect(payments.getByRole('button', { name: 'Add payment' })).toBeHidden()
  await expectAccessible(page)
})
