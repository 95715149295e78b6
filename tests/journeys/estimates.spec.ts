import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { expectToast, openFromMenu, signInNewcomer, test } from './steps.ts'

test.use({ journey: { name: 'estimates', options: { seed: 'none' } } })

test('an estimate is written, sent and accepted, and becomes a project and an invoice', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.client({ name: 'Blue Kettle BV' })

  await openFromMenu(page, 'Finance', 'Estimates')
  await expect(page.getByText('No estimates yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New estimate' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Create draft' }).click()
  await expect(drawer).toContainText('Give a title.')
  await expectAccessible(page)
  await drawer.getByLabel('Title').fill('New website')
  await drawer.getByRole('combobox', { name: 'Client' }).click()
  await page.getByRole('option', { name: /Blue Kettle/ }).click()
  await drawer.getByLabel('Description').fill('Design')
  await drawer.getByLabel('Quantity').fill('2')
  await drawer.getByLabel('Price').fill('450')
  await drawer.getByLabel('Notes').fill('Hosting is not in it.')
  await drawer.getByRole('button', { name: 'Create draft' }).click()
  await expectToast(page, 'Draft estimate created')
  await expect(page.getByRole('heading', { name: 'Draft estimate' })).toBeVisible()
  await expect(page.getByText('Hosting is not in it.')).toBeVisible()
  await expectAccessible(page)

  const menu = async (name: string) => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  const confirm = async (name: string) =>
    await page.getByRole('dialog').getByRole('button', { name }).click()
  await menu('Edit draft')
  await drawer.getByLabel('Price').fill('500')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Estimate saved')
  await page.getByRole('button', { name: 'Mark as sent' }).click()
  await expectAccessible(page)
  await confirm('Mark as sent')
  await expect(page.getByRole('heading', { name: /^E\d{4}-0001$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Accept' }).click()
  await confirm('Accept')
  await expectToast(page, 'Estimate accepted')

  await page.getByRole('button', { name: 'Create project' }).click()
  await expect(page.getByRole('dialog')).toContainText(/fixed price of .*1.?000/)
  await confirm('Create project')
  await expect(page.getByRole('heading', { name: 'New website' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: /^E\d{4}-0001$/ }).click()
  await menu('Create invoice')
  await expect(page.getByRole('dialog')).toContainText('There is a project of it already.')
  await expectAccessible(page)
  await confirm('Create invoice')
  await expect(page.getByRole('heading', { name: 'Draft invoice' })).toBeVisible()
  const origin = page.getByRole('region', { name: 'From estimate' })
  await expect(origin).toContainText('New website')
  await expectAccessible(page)
  await origin.getByRole('link').click()
  const results = page.getByRole('region', { name: 'What it became' })
  await expect(results.getByRole('link')).toHaveText(['New website', 'Draft invoice'])
  await expectAccessible(page)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/finance/estimates?state=accepted')
  await expect(page.getByText('Blue Kettle BV')).toBeVisible()
  await expectAccessible(page)
  await page.goto('/finance/estimates?state=declined')
  await expect(page.getByText('No estimates match')).toBeVisible()
})
