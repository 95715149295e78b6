import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import {
  act,
  expectToast,
  openActions,
  openFromMenu,
  signInNewcomer,
  test,
  today,
} from './steps.ts'

test.use({ journey: { name: 'write off', options: { seed: 'none' } } })

test('work is written off in Reports and in Uninvoiced, and taken back', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const hourly = await has.project({ name: 'Website', clientId })
  await has.timeEntry({ projectId: hourly.id, workedOn: today, notes: 'Wrong turn' })
  await has.timeEntry({ projectId: hourly.id, workedOn: today, notes: 'Right turn' })
  const price = { invoiceMethod: 'fixed_price', fixedPriceMinor: 100_000 } as const
  await has.project({ name: 'Audit', clientId, ...price })

  await test.step('an hour, from Reports', async () => {
    await openFromMenu(page, 'Reports')
    await page.getByRole('checkbox', { name: /Wrong turn/ }).check()
    await act(page, 'Write off')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('1 item€100.00')
    await dialog.getByRole('button', { name: 'Write off' }).click()
    await expect(dialog).toContainText('Give the reason')
    await expectAccessible(page)
    await dialog.getByLabel('Reason').fill('Agreed with the client')
    await dialog.getByRole('button', { name: 'Write off' }).click()
    await expectToast(page, '€100.00 written off')
    await expect(page.getByRole('row', { name: /Wrong turn/ })).toContainText('Written off')
    await expectAccessible(page)
  })

  await test.step('what is written off is locked', async () => {
    await openFromMenu(page, 'Timesheets')
    const row = page.getByRole('row', { name: /Wrong turn/ })
    await expect(row).toContainText('Written off')
    await expectAccessible(page)
  })

  const projects = page.getByRole('region', { name: 'Uninvoiced' })
  await test.step('the rest of a fixed price, from its row in Uninvoiced', async () => {
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    await expect(projects.getByRole('row', { name: /Website/ })).toContainText('200.00')
    await projects.getByRole('button', { name: 'Actions for Audit' }).click()
    await page.getByRole('menuitem', { name: 'Write off' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('An amount').click()
    await dialog.getByLabel('Amount', { exact: true }).fill('400')
    await expect(dialog).toContainText('Total before tax€400.00')
    await dialog.getByLabel('Reason').fill('Part of the scope fell away')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Write off' }).click()
    await expectToast(page, '€400.00 written off')
    // Price, worked, written off, left: 1,000 is 400 and 600.
    const row = projects.getByRole('row', { name: /Audit/ })
    await expect(row).toContainText('400.00')
    await expect(row).toContainText('600.00')
    await expectAccessible(page)
  })

  await test.step('the toast takes it back at once', async () => {
    const messages = page.getByRole('region', { name: 'Messages' })
    await messages.getByRole('button', { name: 'Undo' }).last().click()
    await expectToast(page, '1 item can be billed again')
    await expect(projects.getByRole('row', { name: /Audit/ })).not.toContainText('400.00')
  })

  await test.step('the page of the project tells what is written off, and takes it back', async () => {
    await projects.getByRole('link', { name: 'Website' }).click()
    const list = page.getByRole('region', { name: 'Written off' }).first()
    await expect(list).toContainText('Agreed with the client')
    await expectAccessible(page)
    await list.getByRole('button', { name: 'Take back' }).click()
    await expectToast(page, '1 item can be billed again')
    await expect(list).toHaveCount(0)
  })

  await test.step('a selection without anything written off has nothing to take back', async () => {
    await openFromMenu(page, 'Reports')
    await page.getByRole('checkbox', { name: /Wrong turn/ }).check()
    const menu = await openActions(page)
    await expect(menu.getByRole('menuitem', { name: 'Take write-off back' })).toContainText(
      'Nothing selected is written off.',
    )
  })
})
