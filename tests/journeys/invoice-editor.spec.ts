import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { noItems } from '#api/billing-schemas.ts'
import { expect, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { act, choose, expectToast, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'invoice editor', options: { seed: 'none' } } })

test('the lines of a draft change places by dragging, by the menu and by keys', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const { id: projectId } = await has.project({ name: 'Website', clientId })
  const entry = await has.timeEntry({ projectId, workedOn: today, seconds: 7200 })
  const typed = (description: string) => ({ description, quantity: '1', unitPrice: '10' })
  const { id: invoiceId } = await createInvoice(ctx, {
    items: { ...noItems, timeEntryIds: [entry.id] },
    groupBy: 'project',
    lines: [typed('Licence'), typed('Hosting')],
    issuedOn: today,
    reference: '',
  })
  await page.goto(`/finance/invoices/${invoiceId}`)
  await act(page, 'Change draft')
  const dialog = page.getByRole('dialog')
  const rows = dialog.getByRole('group', { name: /^Line \d/ })
  await expect(rows).toHaveCount(3)
  await expectAccessible(page)

  // The line of the hours goes down by its handle, which says where it went.
  await drag(page, dialog.getByRole('button', { name: 'Move line 1', exact: true }), rows.nth(1))
  await expect(dialog).toContainText('Website is now line 2 of 3')
  await expect(dialog.getByRole('button', { name: 'Move line 2', exact: true })).toBeFocused()
  await expect(dialog.getByRole('menu')).toHaveCount(0)

  const hosting = dialog.getByLabel('Description').nth(1)
  await hosting.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(dialog).toContainText('Hosting is now line 2 of 3')
  await page.keyboard.type('!')
  await expect(rows.nth(1).getByLabel('Description')).toHaveValue('!Hosting')

  await dialog.getByRole('button', { name: 'Move line 1', exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Move down' }).click()
  await expect(dialog).toContainText('Licence is now line 2 of 3')

  await dialog.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Invoice saved')
  const lines = page.getByRole('article').locator('.hb-finance-description')
  await expect(lines).toHaveText(['!Hosting', 'Licence', 'Website'])
})

test('discounts are typed by line and over all lines, and an invoice has its own language', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.client({ name: 'Blue Kettle BV' })
  await page.goto('/finance/invoices/new')
  await choose(page, 'Client', 'Blue Kettle BV')
  await page.getByLabel('Description').fill('Licence')
  await page.getByLabel('Quantity').fill('2')
  await page.getByLabel('Price').fill('50')
  const editor = page.getByRole('region', { name: 'Lines' })
  await editor.getByLabel('Discount').fill('101')
  await page.getByRole('button', { name: 'Add % discount or surcharge' }).click()
  await page.getByRole('button', { name: 'Create draft' }).click()
  await expect(page.getByText('At most 100%, two decimals.')).toBeVisible()
  await expect(page.getByText('Above zero, at most 100%.')).toBeVisible()
  await expectAccessible(page)
  await editor.getByLabel('Discount').first().fill('10')
  await editor.getByLabel('Percentage').fill('5')
  await expect(editor).toContainText('−4.50')
  await page.getByLabel('Language').click()
  await page.getByRole('option', { name: 'Dutch' }).click()
  await page.getByRole('button', { name: 'Create draft' }).click()

  await expectToast(page, 'Draft invoice created')
  const sheet = page.getByRole('article')
  await expect(sheet).toContainText('10% discount')
  await expect(sheet).toContainText('5% of the lines above')
  await expect(sheet).toContainText('€85.50')
  await expect(sheet).toContainText('Dutch')
  await expectAccessible(page)
  await act(page, 'Change draft')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Percentage')).toHaveValue('5')
  await dialog.getByLabel('Kind').click()
  await page.getByRole('option', { name: 'Surcharge on all above' }).click()
  await expect(dialog).toContainText('€94.50')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(sheet).toContainText('€94.50')
})

test('prices include VAT where the draft says so; turned over, their figures stay', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  await createVatRates(ctx, { items: [{ name: 'High', percentage: '21', isDefault: true }] })
  await has.client({ name: 'Blue Kettle BV' })
  await page.goto('/finance/invoices/new')
  await choose(page, 'Client', 'Blue Kettle BV')
  await page.getByLabel('Description').fill('Licence')
  await page.getByLabel('Price').fill('10')
  await page.getByLabel('Amounts').click()
  await page.getByRole('option', { name: 'Including VAT' }).click()
  const editor = page.getByRole('region', { name: 'Lines' })
  await expect(editor).toContainText('Price incl. VAT')
  await expect(editor).toContainText('€8.26')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create draft' }).click()

  await expectToast(page, 'Draft invoice created')
  const sheet = page.getByRole('article')
  await expect(sheet).toContainText('Quantity × price incl. VAT')
  for (const amount of ['€8.26', '€1.74', '€10.00']) await expect(sheet).toContainText(amount)
  await expectAccessible(page)
  await act(page, 'Change draft')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amounts').click()
  await page.getByRole('option', { name: 'Excluding VAT' }).click()
  await expect(dialog).toContainText('keep their figures')
  await expect(dialog.getByLabel('Price')).toHaveValue('10.00')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(sheet).toContainText('€12.10')
})

async function drag(page: Page, handle: Locator, past: Locator): Promise<void> {
  const from = await handle.boundingBox()
  const to = await past.boundingBox()
  if (!from || !to) throw new Error('both are on the screen')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x, to.y, { steps: 4 })
  await page.mouse.move(from.x, to.y + to.height / 2, { steps: 4 })
  await page.mouse.up()
}
