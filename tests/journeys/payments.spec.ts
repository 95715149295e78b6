import { noItems } from '#api/billing-schemas.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { addDays } from '#domain/work-day.ts'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'payments', options: { seed: 'none' } } })

test('a late invoice is found, paid in part, taken back, and stands in the ageing', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const late = await has.client({ name: 'Blue Kettle BV' })
  const other = await has.client({ name: 'Otter Press NV' })
  const sold = async (clientId: string, dueOn: string, unitPrice: string) => {
    const { id } = await createInvoice(ctx, {
      clientId,
      items: noItems,
      groupBy: 'project',
      lines: [{ description: 'Advice', quantity: '1', unitPrice }],
      issuedOn: addDays(today, -60),
      dueOn,
      reference: '',
    })
    await finaliseInvoice(ctx, { invoiceId: id })
  }
  await sold(late.id, addDays(today, -40), '1000')
  await sold(other.id, addDays(today, 5), '250.50')

  await openFromMenu(page, 'Finance', 'Invoices')
  await expect(page.getByText('€1,250.50 due · €1,000.00 overdue')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Overdue' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: /-0001$/ }).click()
  const payments = page.getByRole('region', { name: 'Payments' })
  await expect(payments).toContainText('40 days late')
  await payments.getByRole('button', { name: 'Add payment' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount').fill('1000.01')
  await dialog.getByRole('button', { name: 'Add payment' }).click()
  await expect(dialog).toContainText('At most €1,000.00 is due.')
  await expectAccessible(page)
  await dialog.getByLabel('Amount').fill('400')
  await dialog.getByLabel('Reference').fill('Statement 12')
  await dialog.getByRole('button', { name: 'Add payment' }).click()
  await expectToast(page, 'Payment written down; €600.00 is left')
  await expect(payments).toContainText('Bank transfer · Statement 12')
  await expect(payments).toContainText('€600.00')
  await expectAccessible(page)

  await openFromMenu(page, 'Finance', 'Ageing')
  const row = page.getByRole('row', { name: /Blue Kettle/ })
  await expect(row).toContainText('600.00')
  await expect(page.getByRole('row').last()).toContainText('€850.50')
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Blue Kettle BV' }).click()
  await expect(dialog.getByRole('row').nth(1)).toContainText('40')
  await expectAccessible(page)
  await dialog.getByRole('link', { name: /-0001$/ }).click()

  await payments.getByRole('button', { name: /^Take back 400.00/ }).click()
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await expectToast(page, 'Payment taken back')
  await expect(payments).toContainText('Taken back by')
  await expect(payments).toContainText('€1,000.00')
  await expectAccessible(page)
  await page.goBack()
  await expect(page.getByRole('row', { name: /Blue Kettle/ })).toContainText('1,000.00')

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByText('Blue Kettle BV')).toBeVisible()
  await expectAccessible(page)
})
