import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { connectXero } from '../support/connect-xero.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'check', options: { seed: 'none' } } })

test('what an export would fail on is found beforehand, and put right by its buttons', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { organisations, contacts } = stack.simulator.control
  const { tenantId } = await connectXero({ ctx, xero: stack.simulator })
  const name = String(contacts(tenantId).find((each) => each['AccountNumber'])?.['Name'])
  const client = await has.client({ name, number: 'OTHER-1' })
  const { id: projectId } = await has.project({ name: 'Website', clientId: client.id })
  const task = await has.task({ name: 'Design', xeroItemCode: 'GONE' })
  await has.timeEntry({ projectId, workedOn: today, notes: 'Held up', taskId: task.id })
  organisations.edit(tenantId, { refusedActions: ['CreateApprovedInvoice'] })
  await createVatRates(ctx, { items: [{ name: 'Reduced', percentage: '6', isDefault: false }] })

  // The preview leads to the check.
  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /Held up/ }).check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByRole('link', { name: 'Check what stands in the way' }).click()
  await expect(page.getByRole('heading', { name: 'Check', level: 1 })).toBeVisible()

  const failing = page.getByRole('list', { name: 'Would fail or stay behind' })
  await expect(failing.getByRole('listitem')).toHaveCount(2)
  await expect(failing).toContainText('Design: Xero has no product GONE')
  await expect(failing).toContainText(`${name}: Xero has a contact of this name`)
  await expect(page.getByRole('list', { name: 'Worth a look' })).toContainText('only be drafts')
  await expectAccessible(page)

  // A link leads to the very field.
  await failing.getByRole('link', { name: 'Open the mapping' }).click()
  await expect(page.getByRole('dialog', { name: 'Mapping of Design' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goBack()

  await failing.getByRole('button', { name: /^Create GONE in Xero/ }).click()
  await expectToast(page, 'Put right')
  await expect(failing.getByRole('listitem')).toHaveCount(1)
  await failing.getByRole('button', { name: /^Link to this contact/ }).click()
  await expect(page.getByText('Everything open would go through')).toBeVisible()

  // What is missing in Xero is made there.
  const missing = page.getByRole('button', { name: /^Create Reduced \(6%\) in Xero/ })
  await missing.click()
  await expect(missing).toHaveCount(0)
  await expectAccessible(page)

  organisations.edit(tenantId, { refusedActions: [] })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('All clear')).toBeVisible()
  await expectAccessible(page)
  await openFromMenu(page, 'Settings', 'Xero')
  await page.getByRole('link', { name: 'Check…' }).click()
  await expect(page.getByText('Everything open would go through, as 1 invoice.')).toBeVisible()
})
