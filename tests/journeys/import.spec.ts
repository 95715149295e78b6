import { expect, type Page } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import type { Stack } from '../support/stack.ts'
import { expectFact, openFromMenu, signInNewcomer, test } from './steps.ts'

test.use({ journey: { name: 'import', options: { seed: 'none' } } })

test('2,500 customers come in with three calls, and a second time nothing changes', async ({
  page,
  stack,
}) => {
  test.setTimeout(180_000)
  const { tenantId, control } = await arrive(page, stack, { name: 'Big List BV', contacts: 2500 })
  control.clearRequests()
  const calls = () => {
    const ours = control.requests().filter(({ tenant }) => tenant === tenantId)
    return ours.filter(({ path }) => path.endsWith('/Contacts')).map(({ method }) => method)
  }

  await startImport(page)
  await page.getByRole('button', { name: 'Import 2,500 customers' }).click({ timeout: 60_000 })
  await expect(page.getByText('The import is done')).toBeVisible({ timeout: 60_000 })
  await expectFact(page, 'Contacts', '2,500')
  await expectFact(page, 'Calls to Xero', '3')
  await expect(page.getByRole('button', { name: 'Created 2,500' })).toBeVisible()
  expect(calls()).toEqual(['GET', 'GET', 'GET'])

  await page.getByRole('link', { name: 'Go to Clients' }).click()
  await expect(page.getByRole('heading', { name: 'Clients', level: 1 })).toBeVisible()
  const clients = page.getByRole('region', { name: 'Clients' })
  await page.getByRole('searchbox').fill('C-3500')
  await expect(clients.getByRole('row')).toHaveCount(2)

  await startImport(page)
  await expect(page.getByText('Everything is up to date')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'The same 2,500' })).toBeVisible()
  expect(calls()).toHaveLength(6)
  await expectAccessible(page)
})

test('what is not certain is a conflict, and a person decides', async ({ page, stack }) => {
  const { has, control, tenantId } = await arrive(page, stack, {
    name: 'Doubtful Numbers BV',
    contacts: 5,
  })
  const contacts = control.contacts(tenantId)
  const edit = (position: number, changes: Record<string, unknown>) =>
    control.editContact(tenantId, String(contacts[position]?.['ContactID']), changes)
  edit(0, { Name: 'Spaces And Case', AccountNumber: 'k-77 ' })
  edit(1, { Name: 'Twin One', AccountNumber: 'T-1' })
  edit(2, { Name: 'Twin Two', AccountNumber: 't-1 ' })
  edit(3, { Name: 'Nameless Number', AccountNumber: '' })
  edit(4, { Name: 'Good Match', AccountNumber: 'G-1', EmailAddress: 'new@good.example' })
  await has.client({ number: 'K-77', name: 'Kay Seventy-Seven' })
  await has.client({ number: 'G-1', name: 'Good Match', email: 'old@good.example' })

  await startImport(page)
  const row = (name: string) =>
    page.getByRole('region', { name: 'Contacts from Xero' }).getByRole('row', { name })
  await expect(row('Spaces And Case')).toContainText('Conflict')
  await expect(row('Spaces And Case')).toContainText('Kay Seventy-Seven')
  await expect(row('Twin One')).toContainText('Conflict')
  await expect(row('Twin Two')).toContainText('Conflict')
  await expect(row('Nameless Number')).toContainText('New')
  await expect(row('Good Match')).toContainText('new@good.example')
  await expectAccessible(page)

  await expect(page.getByRole('button', { name: 'Import 2 customers' })).toBeVisible()
  await row('Nameless Number').getByRole('checkbox').uncheck()
  await expect(page.getByRole('button', { name: 'Import 1 customer', exact: true })).toBeVisible()
  await row('Spaces And Case').getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Import 2 customers' }).click()
  await expect(page.getByText('The import is done')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Updated 2' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Skipped 3' })).toBeVisible()
  await expectAccessible(page)

  await openFromMenu(page, 'Administration', 'Clients')
  const clients = page.getByRole('region', { name: 'Clients' })
  // The header, and no more than the two that were there.
  await expect(clients.getByRole('row')).toHaveCount(3)
  await expect(clients.getByRole('row', { name: 'Good Match' })).toContainText('new@good.example')
  await expect(clients.getByRole('link', { name: /^View .*in Xero/ })).toHaveCount(2)
})

test('a hiccup of Xero does not end an import; an access that is gone does, with words', async ({
  page,
  stack,
}) => {
  const { control, tenantId } = await arrive(page, stack, { name: 'Broken Line BV', contacts: 3 })
  control.failNext('GET /Contacts', 'truncated_json')
  await startImport(page)
  await expect(page.getByRole('button', { name: 'Import 3 customers' })).toBeVisible({
    timeout: 30_000,
  })

  control.organisations.disconnect(tenantId)
  await startImport(page)
  await expect(page.getByText('The import stopped')).toBeVisible()
  await expect(page.getByText('Nothing is half done')).toBeVisible()
  await expectAccessible(page)
})

async function arrive(page: Page, stack: Stack, organisation: { name: string; contacts: number }) {
  const newcomer = await signInNewcomer(page, stack)
  const { simulator } = stack
  simulator.control.organisations.create({ ...organisation, seed: 7 })
  const connected = await connectXero(
    { ctx: newcomer.ctx, xero: simulator },
    { organisation: organisation.name },
  )
  return { ...newcomer, ...connected, control: simulator.control }
}

async function startImport(page: Page): Promise<void> {
  await openFromMenu(page, 'Settings', 'Import')
  await page.getByRole('button', { name: 'Import customers from Xero' }).click()
  await expect(page.getByRole('heading', { name: 'Customers from Xero' })).toBeVisible()
}
