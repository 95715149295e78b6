import { expect } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import { act, choose, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'mappings', options: { seed: 'none' } } })

test('a project is booked on its own account and tracked, and the preview says why', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  await connectXero({ ctx, xero: stack.simulator })
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const project = await has.project({ name: 'Website', clientId })
  await has.timeEntry({ projectId: project.id, workedOn: today, notes: 'Mapped work' })

  await openFromMenu(page, 'Settings', 'Xero')
  await page.getByRole('link', { name: 'Mappings…' }).click()
  await expect(page.getByRole('heading', { name: 'Mappings', level: 1 })).toBeVisible()
  await expect(page.getByRole('row', { name: /Mileages/ })).toContainText('Default product')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New mapping' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog, 'Project', 'Website')
  await choose(dialog, 'Product or account', '260')
  await dialog.getByRole('combobox', { name: 'Region' }).click()
  await page.getByRole('option', { name: 'North' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Mapping saved')
  const row = page.getByRole('row', { name: /Website/ })
  await expect(row).toContainText('260')
  await expect(row).toContainText('Region: North')

  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /Mapped work/ }).check()
  await act(page, 'Export to Xero')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(dialog).toContainText('by project')
  await expect(dialog).toContainText('Region: North')
})
