import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { connectXero } from '../support/connect-xero.ts'
import {
  act,
  choose,
  expectFact,
  expectToast,
  openFromMenu,
  signInNewcomer,
  test,
  today,
} from './steps.ts'

test.use({ journey: { name: 'administrations', options: { seed: 'none' } } })

test('a second administration stands beside the first, and each invoice goes to that of its client', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const north = control.organisations.create({ name: 'North Books BV' })
  const south = control.organisations.create({ name: 'South Books BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: north.name })
  const projects = await Promise.all(
    ['Heron Press', 'Otter Works'].map(async (name) => {
      const { id: clientId } = await has.client({ name })
      return await has.project({ clientId, hourlyRate: '100' })
    }),
  )
  for (const { id: projectId } of projects) {
    await has.timeEntry({ projectId, workedOn: today, notes: 'For two books', seconds: 3600 })
  }

  // With one administration nothing speaks of several.
  await openFromMenu(page, 'Administration', 'Clients')
  await editClient(page, 'Otter Works')
  await expect(administrationOf(page)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await openFromMenu(page, 'Settings', 'Xero')
  await expect(page.getByRole('navigation', { name: 'Administrations' })).toHaveCount(0)

  await connectAnother(page, south.name)
  await expectToast(page, 'South Books BV is added')
  const books = page.getByRole('navigation', { name: 'Administrations' })
  await expect(books.getByRole('link')).toHaveCount(2)
  await expect(books.getByRole('link', { name: north.name })).toContainText('Default')
  await expect(books.getByRole('link', { name: south.name })).toHaveAttribute('aria-current')
  await expect(page).toHaveURL(/administration=/)
  await choose(page, 'Default product', 'CONSULT')
  await expectToast(page, 'Default product')
  await expectAccessible(page)
  await page.reload()
  const product = page.getByRole('combobox', { name: 'Default product' })
  await expect(product).toHaveValue(/^CONSULT - /)
  await expectFact(page, 'Administration', /^South Books BV/)
  await books.getByRole('link', { name: north.name }).click()
  await expectFact(page, 'Administration', /^North Books BV/)

  await openFromMenu(page, 'Administration', 'Clients')
  await editClient(page, 'Otter Works')
  await expect(administrationOf(page)).toHaveValue('Default (North Books BV)')
  await administrationOf(page).click()
  await page.getByRole('option', { name: south.name }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Client Otter Works saved')
  await expectFact(page, 'Administration', south.name)
  await expectAccessible(page)

  await openFromMenu(page, 'Reports')
  const boxes = page.getByRole('checkbox', { name: /For two books/ })
  await boxes.first().check()
  await boxes.last().check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(documentOf(dialog, 'Heron Press')).toContainText(north.name)
  await expect(documentOf(dialog, 'Otter Works')).toContainText(south.name)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send 2 invoices to Xero' }).click()
  const sent = page.getByRole('region', { name: 'Documents of this export' })
  await expect(sent.getByText('Draft', { exact: true })).toHaveCount(2)
  await expect(documentOf(sent, 'Heron Press')).toContainText(north.name)
  await expect(documentOf(sent, 'Otter Works')).toContainText(south.name)
  await expectAccessible(page)
  expect(contactNames(control.invoices(north.id))).toEqual(['Heron Press'])
  expect(contactNames(control.invoices(south.id))).toEqual(['Otter Works'])

  await openFromMenu(page, 'Finance', 'Xero exports')
  await page.getByRole('link', { name: 'Differences' }).click()
  await expectFact(page, 'Documents', '2')
  await page.getByRole('combobox', { name: 'Administration' }).click()
  await page.getByRole('option', { name: south.name }).click()
  await expectFact(page, 'Documents', '1')
  await expectFact(page, 'Result', 'Agrees to the cent')
  await expect(page).toHaveURL(/administration=/)
  await expectAccessible(page)

  await openFromMenu(page, 'Settings', 'Xero')
  await books.getByRole('link', { name: south.name }).click()
  // Only when its lists are there: otherwise the page finds out by itself, and takes the button away.
  await expect(page.getByRole('combobox', { name: 'Default product' })).toHaveValue(/ - /)
  control.organisations.disconnect(south.id)
  await page.getByRole('button', { name: 'Refresh from Xero' }).click()
  await expect(page.getByText('Xero no longer lets Hourbook into South Books BV')).toBeVisible()
  await expectAccessible(page)
})

test('another one becomes the default, is imported from, and is disconnected alone', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const first = control.organisations.create({ name: 'First Books BV' })
  const second = control.organisations.create({ name: 'Second Books BV', contacts: 3 })
  const xero = stack.simulator
  await connectXero({ ctx, xero }, { organisation: first.name })
  const { connectionId } = await connectXero(
    { ctx, xero },
    { organisation: second.name, isAdditional: true },
  )
  await has.client({ name: 'Stays There', connectionId })
  await page.reload()

  await openFromMenu(page, 'Settings', 'Import')
  await administrationOf(page).click()
  await page.getByRole('option', { name: second.name }).click()
  await expect(page.getByText('Second Books BV').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import customers from Xero' }).click()
  await page.getByRole('button', { name: 'Import 3 customers' }).click({ timeout: 30_000 })
  await expect(page.getByText('The import is done')).toBeVisible({ timeout: 30_000 })
  await expectFact(page, 'Administration', second.name)

  await page.goto(`/settings/xero/mappings?administration=${connectionId}`)
  await expect(administrationOf(page)).toHaveValue(second.name)
  await expectAccessible(page)

  await page.goto(`/settings/xero?administration=${connectionId}`)
  await page.getByRole('button', { name: 'Make this the default' }).click()
  await expectToast(page, 'Second Books BV is the default administration')
  const books = page.getByRole('navigation', { name: 'Administrations' })
  await expect(books.getByRole('link', { name: second.name })).toContainText('Default')
  await books.getByRole('link', { name: first.name }).click()
  await expectFact(page, 'Administration', /^First Books BV/)
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expectToast(page, 'First Books BV is disconnected')
  await expectFact(page, 'Administration', /^Second Books BV/)
  await expect(books).toHaveCount(0)
  await expectAccessible(page)
})

test('each administration is checked, filtered by and given its tax rates by itself', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const east = control.organisations.create({ name: 'East Books BV' })
  const west = control.organisations.create({ name: 'West Books BV' })
  const xero = stack.simulator
  await connectXero({ ctx, xero }, { organisation: east.name })
  const { connectionId } = await connectXero(
    { ctx, xero },
    { organisation: west.name, isAdditional: true },
  )
  const [contact] = control.addContacts(west.id, { count: 1 })
  control.editContact(west.id, String(contact?.['ContactID']), { Name: 'Birch Bakery' })
  for (const [name, of] of [['Alder Archive'], ['Birch Bakery', connectionId]] as const) {
    const number = `${name.slice(0, 1)}-1`
    const client = await has.client({ name, number, connectionId: of ?? null })
    const { id: projectId } = await has.project({ clientId: client.id, hourlyRate: '100' })
    await has.timeEntry({ projectId, workedOn: today, seconds: 3600 })
  }
  await page.reload()

  await openFromMenu(page, 'Administration', 'Clients')
  await administrationOf(page).click()
  await page.getByRole('option', { name: west.name }).click()
  await expect(page).toHaveURL(/administration=/)
  await page.reload()
  const clients = page.getByRole('main')
  await expect(clients.getByRole('link', { name: 'Birch Bakery' })).toBeVisible()
  await expect(clients.getByRole('link', { name: 'Alder Archive' })).toHaveCount(0)
  await expectAccessible(page)

  await openFromMenu(page, 'Administration', 'VAT rates')
  await page.getByRole('button', { name: 'New VAT rate' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Export')
  await drawer.getByRole('textbox', { name: 'Percentage' }).fill('0')
  await choose(page, 'Tax rate in West Books BV', '0% VAT on sales')
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Create' }).click()
  await expectToast(page, 'Export')
  await expect(page.getByText('TAX002 · West Books BV')).toBeVisible()
  await expect(page.getByText('Found by percentage · East Books BV')).toBeVisible()
  await expectAccessible(page)

  // The check is that of the administration one came from.
  await page.goto(`/settings/xero?administration=${connectionId}`)
  await page.getByRole('link', { name: 'Check…' }).click()
  const books = page.getByRole('navigation', { name: 'Administrations' })
  await expect(books.getByRole('link', { name: west.name })).toHaveAttribute('aria-current')
  const failing = page.getByRole('list', { name: 'Would fail or stay behind' })
  await expect(failing.getByRole('listitem')).toHaveCount(1)
  await expect(failing).toContainText('Birch Bakery: Xero has a contact of this name')
  await expectAccessible(page)
  await books.getByRole('link', { name: east.name }).click()
  await expect(page.getByText('Everything open would go through, as 1 invoice.')).toBeVisible()
  await page.goBack()
  await failing.getByRole('button', { name: /^Link to this contact/ }).click()
  await expectToast(page, 'Put right')
  await expect(page.getByText('Everything open would go through, as 1 invoice.')).toBeVisible()
  control.organisations.disconnect(west.id)
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('Xero no longer lets Hourbook in', { exact: true })).toBeVisible()

  await openFromMenu(page, 'Settings', 'App Center')
  const tile = page.getByRole('article', { name: 'Xero' })
  await expect(tile).toContainText('Xero no longer lets Hourbook into West Books BV.')
  await expect(tile.getByRole('listitem').filter({ hasText: east.name })).toContainText('Active')
  await expect(tile.getByRole('listitem').filter({ hasText: west.name })).toContainText('Reconnect')
  await expect(tile.getByRole('button', { name: 'Reconnect' })).toHaveAttribute('title', /call/)
  await expectAccessible(page)

  await openFromMenu(page, 'Settings', 'Sync log')
  await administrationOf(page).click()
  await page.getByRole('option', { name: west.name }).click()
  await expect(page).toHaveURL(/administration=/)
  const calls = page.getByRole('region', { name: 'Sync log' })
  await expect(calls.getByText(west.name).first()).toBeVisible()
  await expect(calls.getByText(east.name)).toHaveCount(0)
  await expectAccessible(page)
})

async function connectAnother(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect another administration' }).click()
  await page.getByRole('radio', { name }).check()
  await page.getByRole('button', { name: 'Allow access' }).click()
  await page.waitForURL('**/settings/xero?**')
  await page.getByRole('radio', { name }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add this administration' }).click()
}

async function editClient(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Edit client' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(name)
}

const administrationOf = (page: Page) =>
  page.getByRole('combobox', { name: 'Administration', exact: true })

const documentOf = (scope: ReturnType<Page['getByRole']>, client: string) =>
  scope.getByRole('button', { name: new RegExp(`^${client}`) })

function contactNames(invoices: readonly Record<string, unknown>[]): unknown[] {
  return invoices.map((invoice) => (invoice['Contact'] as Record<string, unknown>)['Name'])
}
