import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { connectXero } from '../support/connect-xero.ts'
import { act, expectFact, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'rounding', options: { seed: 'none' } } })

test('hours are rounded as the workspace says, and a project says otherwise', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id, name } = control.organisations.create({ name: 'Quarters BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  await has.timeEntry({ projectId, workedOn: today, notes: 'Lamp room', seconds: 67 * 60 })

  await test.step('for the workspace', async () => {
    await openFromMenu(page, 'Settings', 'Regional')
    await page.getByRole('combobox', { name: 'Hours are billed' }).click()
    await page.getByRole('option', { name: 'Rounded up in steps of 15 minutes' }).click()
    await expect(page.getByText('1:07 becomes 1:15, each entry by itself.')).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expectToast(page, 'Settings saved')
    await expectAccessible(page)
  })

  await test.step('the preview says so, and bills what Uninvoiced shows', async () => {
    await openFromMenu(page, 'Reports')
    const row = page.getByRole('row', { name: /Lamp room/ })
    await expect(row).toContainText('1:07')
    await expect(row).toContainText('billed 1:15')
    await expect(row).toContainText('125.00')
    await expectAccessible(page)
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    await expect(page.getByRole('row', { name: /Lighthouse/ })).toContainText('125.00')
    await page.getByRole('checkbox', { name: /Lighthouse/ }).check()
    await act(page, 'Invoice in Xero')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('Hours (1:15, 1:07 worked)')).toBeVisible()
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await expectFact(dialog, 'Net', '€125.00')
    await expect(dialog).toContainText(
      '1.25 hours are billed for 1.12 worked. Rounded up in steps of 15',
    )
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  })

  await test.step('a project that is billed otherwise', async () => {
    await page.goto(`/projects/${projectId}`)
    await page.getByRole('combobox', { name: 'Hours are billed' }).click()
    await page.getByRole('option', { name: 'Rounded down in steps of 60 minutes' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    await expect(page.getByRole('row', { name: /Lighthouse/ })).toContainText('100.00')
    expect(control.invoices(id)).toHaveLength(0)
  })
})
