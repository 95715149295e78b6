import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { noItems } from '#api/billing-schemas.ts'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { connectXero } from '../support/connect-xero.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'credit invoice', options: { seed: 'none' } } })

test('an invoice is credited in part, its work billed again, and the reverse posted', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { tenantId } = await connectXero({ ctx, xero: stack.simulator })
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const { id: projectId } = await has.project({ name: 'Website', clientId })
  const entry = await has.timeEntry({ projectId, workedOn: today, seconds: 7200 })
  const { id: invoiceId } = await createInvoice(ctx, {
    items: { ...noItems, timeEntryIds: [entry.id] },
    groupBy: 'project',
    lines: [{ description: 'Licence', quantity: '10', unitPrice: '10' }],
    issuedOn: today,
    reference: '',
  })
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })

  await openFromMenu(page, 'Finance', 'Invoices')
  await page.getByRole('link', { name: '2026-0001' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2026-0001')
  await act(page, 'Credit…')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('10.00 × 10.00 left to credit')
  const licences = dialog.getByLabel('Quantity of Licence')
  await licences.fill('11')
  await dialog.getByRole('button', { name: 'Create draft credit invoice' }).click()
  await expect(dialog).toContainText('More than zero, and no more than is left.')
  await expectAccessible(page)
  await licences.fill('4')
  await expect(dialog).toContainText('−€240.00')
  await dialog.getByRole('radio', { name: 'Can be billed again' }).check()
  await dialog.getByRole('button', { name: 'Create draft credit invoice' }).click()

  await expectToast(page, 'Draft credit invoice created')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft credit invoice')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Finalise' }).click()
  await expect(dialog).toContainText('becomes uninvoiced')
  await dialog.getByRole('button', { name: 'Finalise' }).click()
  await expectToast(page, 'Invoice 2026-0002 finalised')
  await page.getByRole('button', { name: 'Mark as sent' }).click()
  await page.getByRole('button', { name: 'Create sales transaction in Xero' }).click()
  await expect(page.getByRole('link', { name: 'View in Xero' })).toBeVisible()
  const [journal] = stack.simulator.control.manualJournals(tenantId)
  expect(journal).toMatchObject({
    Status: 'POSTED',
    JournalLines: [{ LineAmount: -240 }, { LineAmount: 200 }, { LineAmount: 40 }],
  })

  await openFromMenu(page, 'Reports')
  await expect(page.getByRole('row', { name: /Website/ })).toContainText('Open')
  await openFromMenu(page, 'Finance', 'Invoices')
  await expect(page.getByRole('row', { name: /2026-0002/ })).toContainText('credits 2026-0001')
  await expectAccessible(page)
  await page.getByRole('link', { name: '2026-0001', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Credited by' })).toContainText('2026-0002')
  await expectAccessible(page)
  await act(page, 'Credit…')
  await expect(dialog).toContainText('6.00 × 10.00 left to credit')
  await expect(dialog).not.toContainText('Website')
  await page.keyboard.press('Escape')

  await openFromMenu(page, 'Finance', 'Invoices')
  await act(page, 'Invoice numbers')
  await expect(page.getByText('No number is missing')).toBeVisible()
  await expect(page.getByRole('row', { name: /2026-0002/ })).toContainText('None')
  await expectAccessible(page)
})
