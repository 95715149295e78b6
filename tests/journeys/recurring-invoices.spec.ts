import { expect } from '@playwright/test'
import { listRecurringInvoices } from '#app/recurring-invoices/list-recurring-invoices.ts'
import { makeRecurringInvoices } from '#app/recurring-invoices/make-recurring-invoices.ts'
import { expectAccessible } from '../support/axe.ts'
import { expectToast, openFromMenu, signInNewcomer, test } from './steps.ts'

test.use({ journey: { name: 'recurring invoices', options: { seed: 'none' } } })

test('an invoice comes back by itself, is paused and resumed, and what it made is found', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  await has.client({ name: 'Blue Kettle BV', email: 'pay@kettle.example' })

  await openFromMenu(page, 'Finance', 'Recurring')
  await expect(page.getByText('No recurring invoices')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New recurring invoice' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Create' }).click()
  await expect(drawer).toContainText('Give a name.')
  await expectAccessible(page)
  await drawer.getByLabel('Name').fill('Hosting')
  await drawer.getByRole('combobox', { name: 'Client' }).click()
  await page.getByRole('option', { name: /Blue Kettle/ }).click()
  await drawer.getByLabel('How many in all').fill('2')
  await expect(drawer.getByText(/^Next: [^·]+ · [^·]+$/)).toBeVisible()
  await drawer.getByLabel('Description').fill('Hosting {{perod}}')
  await drawer.getByLabel('Price').fill('49.50')
  await drawer.getByRole('button', { name: 'Create' }).click()
  await expect(drawer).toContainText('There is no placeholder {{perod}}.')
  await drawer.getByLabel('Description').fill('Hosting {{period}}')
  await drawer.getByRole('button', { name: 'Create' }).click()
  await expectToast(page, 'Saved')
  const row = page.getByRole('row', { name: /Hosting/ })
  await expect(row).toContainText('Active')
  await expectAccessible(page)

  // By night a worker does this.
  const { items } = await listRecurringInvoices(ctx, { limit: 1 })
  await makeRecurringInvoices(ctx, { recurringInvoiceId: String(items[0]?.id) })
  await page.reload()
  await expect(row.getByRole('cell').nth(4)).toHaveText('1')
  await row.getByRole('button', { name: 'Hosting' }).click()
  await drawer.getByRole('button', { name: 'Pause' }).click()
  await expectToast(page, 'Paused')
  await drawer.getByRole('button', { name: 'Resume' }).click()
  await expectToast(page, 'Resumed: what was missed is not made')
  await expectAccessible(page)
  const history = drawer.getByRole('region', { name: 'Made so far' })
  await history.getByRole('link', { name: 'Draft' }).click()
  await expect(page.getByText(/^Hosting .+ – /)).toBeVisible()

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/finance/recurring')
  await expect(page.getByText('Blue Kettle BV')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Hosting' }).click()
  await expect(drawer).toBeVisible()
  await expectAccessible(page)
})
