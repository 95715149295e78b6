import { expect, type Locator, type Page } from '@playwright/test'
import { assert } from '#lib/assert.ts'
import { expectAccessible } from '../support/axe.ts'
import {
  act,
  choose,
  expectFact,
  expectToast,
  openActions,
  openFromMenu,
  openTab,
  pick,
  signIn,
  test,
} from './steps.ts'

// The page that Hourbook answers to, sentence by sentence, as one person would live through it. What is registered
// here is worked out by hand: 1:20 at 98.00 is 1.33 x 98.00 = 130.34, a ticket is 24.60, and 2 x 12.5 km at 0.35 is
// 8.75, in all 163.69; tax 27.37 + 2.21 + 1.84 = 31.42; total 195.11.

test.use({ journey: { name: 'source page' } })

test('the source page works from its first sentence to its last', async ({ page, stack }) => {
  test.setTimeout(240_000)
  const { simulator } = stack
  const demo = simulator.control.organisations.list().find((each) => each.isDemo)
  assert(demo, 'the simulator has a demo company')
  const look = async () => await expectAccessible(page)

  await test.step('sentence 1: customers come in from Xero', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Sign in to Hourbook' })).toBeVisible()
    await look()
    await signIn(page, stack.signIn)
    await look()
    await openFromMenu(page, 'Administration', 'Clients')
    await expect(page.getByRole('link', { name: 'Import from Xero' })).toBeVisible()
    await look()
  })

  await test.step('sentence 2: invoices and sales transactions go out', async () => {
    await openFromMenu(page, 'Reports')
    const toXero = (await openActions(page)).getByRole('menuitem', { name: 'Export to Xero' })
    await expect(toXero).toBeDisabled()
    await expect(toXero).toContainText('Connect to Xero')
    await page.keyboard.press('Escape')
    await openFromMenu(page, 'Finance', 'Invoices')
    const sales = (await openActions(page)).getByRole('menuitem', { name: 'sales transaction' })
    await expect(sales).toBeDisabled()
    await page.keyboard.press('Escape')
    await look()
  })

  await test.step('sentence 3: an integration is activated', async () => {
    await openFromMenu(page, 'Settings', 'Xero')
    await expect(page.getByText('Xero is not connected yet')).toBeVisible()
    await look()
  })

  const tile = page.getByRole('article', { name: 'Xero' })
  await test.step('sentence 4: gear, App Center, the Xero tile', async () => {
    await openFromMenu(page, 'Settings', 'App Center')
    await expect(tile).toContainText('Not activated')
    await look()
  })

  await test.step('sentence 5: activating is free', async () => {
    await expect(tile).toContainText('Free')
    await tile.getByRole('button', { name: 'Activate' }).click()
  })

  await test.step('sentence 6: the way leads over the sign-in of Xero', async () => {
    await page.waitForURL(`${simulator.url}/identity/connect/authorize?**`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hourbook wants access')
    await look()
    await page.getByRole('radio', { name: demo.name }).check()
    await page.getByRole('button', { name: 'Allow access' }).click()
    await page.waitForURL('**/settings/xero?**')
  })

  await test.step('sentence 7: the right administration and default product', async () => {
    await expect(page.getByRole('heading', { name: 'Choose the administration' })).toBeVisible()
    await look()
    await page.getByRole('radio', { name: demo.name }).check()
    await page.getByRole('button', { name: 'Use this administration' }).click()
    await expect(page.getByText('Choose the default product.')).toBeVisible()
    await choose(page, 'Default product', 'DEV - Software development')
    await expectToast(page, 'Default product: DEV - Software development')
    await look()
  })

  await test.step('sentence 8: journal sale code and debtors code', async () => {
    const sales = page.getByRole('combobox', { name: 'Journal sale code' })
    await sales.fill('200 - Sales')
    await sales.press('Enter')
    await expectToast(page, 'Journal sale code: 200 - Sales')

    const debtors = page.getByRole('combobox', { name: 'Ledger account of debtors code' })
    await debtors.fill('Accounts Receivable')
    const systemAccount = page.getByRole('option', { name: '610 - Accounts Receivable' })
    await expect(systemAccount).toBeDisabled()
    await expect(systemAccount).toContainText('is kept by Xero itself and takes no journals')
    await debtors.fill('610')
    await debtors.press('Enter')
    await expect(debtors).toHaveAccessibleDescription(/kept by Xero itself/)
    await look()

    await page.getByRole('button', { name: 'Create a fitting account in Xero' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Name')).toHaveValue('Debtors Hourbook')
    await look()
    await dialog.getByRole('button', { name: 'Create in Xero' }).click()
    await expectToast(page, 'Debtors Hourbook')
    await expect(debtors).toHaveValue('611 - Debtors Hourbook')
    await expect(page.getByText('Hours, trips and expenses can be exported')).toBeVisible()
  })

  await test.step('sentence 9: one currency in Xero and under Regional', async () => {
    await expectFact(page, 'Currency', 'EUR, as in Settings, Regional')
    await setCurrency(page, 'USD')
    await openFromMenu(page, 'Settings', 'Xero')
    await expect(
      page.getByText('keeps its books in EUR, but this workspace uses USD').first(),
    ).toBeVisible()
    await look()
    await setCurrency(page, 'EUR')
    await look()
    await openFromMenu(page, 'Settings', 'Xero')
    await expectFact(page, 'Currency', 'EUR, as in Settings, Regional')
  })

  await test.step('sentence 10: customers are imported', async () => {
    await openFromMenu(page, 'Administration', 'Clients')
    await page.getByRole('link', { name: 'Import from Xero' }).click()
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible()
  })

  await test.step('sentence 11: once set up, it is possible', async () => {
    await expect(page.getByText(`All customers of ${demo.name}`)).toBeVisible()
  })

  await test.step('sentence 12: gear, Import', async () => {
    await openFromMenu(page, 'Reports')
    await openFromMenu(page, 'Settings', 'Import')
    await look()
  })

  await test.step('sentence 13: easily and quickly, from Xero', async () => {
    await page.getByRole('button', { name: 'Import customers from Xero' }).click()
    await expect(page.getByRole('heading', { name: 'Customers from Xero' })).toBeVisible()
    await expectFact(page, 'Contacts', '60')
    await expectFact(page, 'Calls to Xero', '1')
  })

  const found = page.getByRole('region', { name: 'Contacts from Xero' })
  await test.step('sentence 14: the client number decides', async () => {
    await expect(page.getByRole('button', { name: 'New 44' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Conflict 2' })).toBeVisible()
    await look()
  })

  await test.step('sentence 15: those in both are seen', async () => {
    await page.getByRole('button', { name: 'Will change 12' }).click()
    await expect(found.getByRole('checkbox', { checked: true })).toHaveCount(13)
    await expect(found.getByRole('row', { name: 'Kite Research B.V.' })).toContainText('C-1005')
  })

  await test.step('sentence 16: the same number, the same customer', async () => {
    const kite = found.getByRole('row', { name: 'Kite Research B.V.' })
    await expect(kite.getByRole('link', { name: 'Kite Research B.V.' })).toBeVisible()
    await expect(kite).toContainText('office@kite-research-bv.example')
    await expect(kite).not.toContainText('Becomes a new client')
  })

  await test.step('sentence 17: the import succeeds', async () => {
    await page.getByRole('button', { name: 'Import 56 customers' }).click()
    await expect(page.getByText('The import is done')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Created 44' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Updated 12' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Failed 0' })).toBeVisible()
    await look()
  })

  await test.step('sentence 18: found under Administration, Clients', async () => {
    await openFromMenu(page, 'Administration', 'Clients')
    await expectOneClient(page, 'C-1005', 'Kite Research B.V.')
    await expectOneClient(page, 'C-1051', 'Anker Watches')
    const contact = await openTab(
      page,
      clients(page).getByRole('link', { name: /^View .*in Xero/ }),
    )
    await expect(contact.getByRole('heading', { level: 1 })).toHaveText('Anker Watches')
    await expectAccessible(contact)
    await contact.close()

    await openFromMenu(page, 'Settings', 'Import')
    await page.getByRole('button', { name: 'Import customers from Xero' }).click()
    await expect(page.getByRole('button', { name: 'The same 56' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'New 0' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Will change 0' })).toBeVisible()
  })

  const night = page.getByRole('radio', { name: 'New customers', exact: true })
  await test.step('sentence 19: they may come in by themselves', async () => {
    await openFromMenu(page, 'Settings', 'Xero')
    await expect(page.getByRole('radio', { name: 'Off' })).toBeChecked()
  })

  await test.step('sentence 20: the switch under Settings, Xero', async () => {
    await night.click()
    await expectToast(page, 'New customers come in every night')
    await page.reload()
    await expect(night).toBeChecked()
  })

  await test.step('sentence 21: new customers, every night', async () => {
    const [added] = simulator.control.addContacts(demo.id, { count: 1 })
    const name = String(added?.['Name'])
    await stack.passNight()
    const nights = page.getByRole('region', { name: 'Last nights' })
    await expect(async () => {
      await page.reload()
      await expect(nights.getByRole('row', { name: 'Done' }).first()).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 30_000 })
    await look()
    await openFromMenu(page, 'Administration', 'Clients')
    await expectOneClient(page, name, name)
  })

  const mark = 'Sentence by sentence'
  await test.step('sentence 22: an invoice is made of work', async () => {
    await openFromMenu(page, 'Timesheets')
    const hours = page.getByRole('form', { name: 'Add hours' })
    await choose(hours, 'Project', 'Customer portal')
    await choose(hours, 'Task', 'Development')
    await hours.getByLabel('Duration').fill('1:20')
    await hours.getByLabel('Notes').fill(mark)
    await hours.getByRole('button', { name: 'Add' }).click()
    await expectToast(page, '1:20 added to Customer portal')
  })

  await test.step('sentence 23: of hours, mileages and expenses', async () => {
    const tabs = page.getByRole('navigation', { name: 'Timesheets' })
    await tabs.getByRole('link', { name: 'Mileages' }).click()
    await page.getByRole('button', { name: 'Add trip' }).click()
    const drawer = page.getByRole('dialog')
    await choose(drawer, 'Project', 'Customer portal')
    await drawer.getByLabel('From').fill('Studio')
    await drawer.getByRole('combobox', { name: 'To', exact: true }).fill('Client')
    await drawer.getByLabel('Distance, one way').fill('12.5')
    await drawer.getByLabel('Return trip').check()
    await drawer.getByLabel('Purpose').fill(mark)
    await look()
    await drawer.getByRole('button', { name: 'Add trip' }).click()
    await expectToast(page, 'Trip saved')
    await look()

    await tabs.getByRole('link', { name: 'Expenses' }).click()
    await page.getByRole('button', { name: 'Add expense' }).click()
    await choose(drawer, 'Project', 'Customer portal')
    await choose(drawer, 'Product', 'Train ticket')
    await expect(drawer.getByLabel('Unit price')).toHaveValue('24.60')
    await drawer.getByLabel('Description').fill(mark)
    await look()
    await drawer.getByRole('button', { name: 'Add expense' }).click()
    await expectToast(page, 'Expense saved')
    await look()
  })

  await test.step('sentence 24: selected in Reports, over the tabs', async () => {
    await openFromMenu(page, 'Reports')
    const tabs = page.getByRole('navigation', { name: 'Reports' })
    for (const [tab, amount] of [
      ['Hours', '130.34'],
      ['Expenses', '24.60'],
      ['Mileages', '8.75'],
    ] as const) {
      await tabs.getByRole('link', { name: tab }).click()
      await page.getByRole('searchbox', { name: 'Search' }).fill(mark)
      const rows = page.getByRole('region', { name: tab }).getByRole('row', { name: mark })
      await expect(rows).toHaveCount(1)
      await expect(rows).toContainText(amount)
      await rows.getByRole('checkbox').check()
    }
    const selection = page.getByRole('region', { name: '3 selected' })
    await expect(selection).toContainText('1 time entry')
    await expect(selection).toContainText('€163.69')
    await look()
  })

  await test.step('sentence 25: Actions, export to Xero', async () => {
    await act(page, 'Export to Xero')
    const dialog = page.getByRole('dialog')
    await pick(dialog, 'One line per', 'Entry')
    await dialog.getByLabel('Reference').fill('Journey 25')
    await look()
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await expectFact(dialog, 'Invoices', '1 · Draft')
    await expectFact(dialog, 'Lines', '3')
    await expectFact(dialog, 'Net', '€163.69')
    await expectFact(dialog, 'Tax', '€31.42')
    await expectFact(dialog, 'Total', '€195.11')
    expect(simulator.control.invoices(demo.id)).toEqual([])
    await look()
    await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()

    const documents = page.getByRole('region', { name: 'Documents of this export' })
    await expect(documents).toContainText(/Draft|Awaiting/)
    await look()
    const ledger = await openTab(page, documents.getByRole('link', { name: /^View .*in Xero/ }))
    await expect(ledger.getByRole('heading', { level: 1 })).toContainText('Invoice INV-')
    await expectFact(ledger, 'Total EUR', '195.11')
    await expectFact(ledger, 'Reference', /^Journey 25 HB-/)
    await expectAccessible(ledger)
    await ledger.close()

    await openFromMenu(page, 'Reports')
    await page.getByRole('searchbox', { name: 'Search' }).fill(mark)
    const row = page.getByRole('region', { name: 'Hours' }).getByRole('row', { name: mark })
    await expect(row.getByRole('link', { name: 'INV-' })).toBeVisible()
    await look()
  })

  await test.step('sentence 26: Finance, Uninvoiced', async () => {
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    await look()
    await selectProject(page, 'Webshop')
    await act(page, 'Invoice in Xero')
  })

  await test.step('sentence 27: a fixed price and a subscription', async () => {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'A percentage of the price' }).check()
    await dialog.getByRole('textbox', { name: 'Percentage' }).fill('50')
    for (const each of await dialog.getByRole('checkbox').all()) await each.uncheck()
    await look()
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await expectFact(dialog, 'Net', '€9,250.00')
    await expectFact(dialog, 'Total', '€11,192.50')
    await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
    await expectInXero(page, { client: 'Heron Wines', total: '11,192.50' })

    await openFromMenu(page, 'Finance', 'Uninvoiced')
    await selectProject(page, 'Hosting and support')
    await act(page, 'Invoice in Xero')
    for (const each of await dialog.getByRole('checkbox', { name: /expense|mileage/ }).all()) {
      await each.uncheck()
    }
    const periods = dialog.getByRole('checkbox', { name: /^\d{4}-\d\d-01 – / })
    await expect(periods.first()).toBeChecked()
    for (const each of (await periods.all()).slice(1)) await each.uncheck()
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await expectFact(dialog, 'Net', '€275.00')
    await expectFact(dialog, 'Total', '€332.75')
    await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
    await expectInXero(page, { client: 'Valley Hotels', total: '332.75' })

    await openFromMenu(page, 'Finance', 'Xero exports')
    await expect(page.getByRole('region', { name: 'Xero exports' }).getByRole('row')).toHaveCount(4)
    await look()
  })

  await test.step('sentence 28: sales transactions', async () => {
    await openFromMenu(page, 'Finance', 'Invoices')
    await openActions(page)
    await expect(salesTransaction(page)).toBeDisabled()
    await page.keyboard.press('Escape')
  })

  await test.step('sentence 29: Hourbook is the invoicing module', async () => {
    await page.getByRole('link', { name: 'New invoice' }).first().click()
    await choose(page, 'Client', 'Otter Press N.V.')
    await fillLine(page, { description: 'Poster', quantity: '3', price: '33.335' })
    await expectFact(page, 'Net', '€100.01')
    await expectFact(page, 'VAT 21%', '€21.00')
    await expectFact(page, 'Total', '€121.01')
    await look()
  })

  await test.step('sentence 30: create, send, and only then the transaction', async () => {
    await page.getByRole('button', { name: 'Create draft' }).click()
    await expect(page.getByRole('heading', { name: 'Draft invoice' })).toBeVisible()
    await look()
    await page.getByRole('button', { name: 'Finalise' }).click()
    await expect(page.getByRole('dialog', { name: 'Finalise this invoice?' })).toBeVisible()
    await look()
    await finaliseAndSend(page)
    await look()
  })

  await test.step('sentence 31: from the list as from the detail page', async () => {
    await openActions(page)
    await expect(salesTransaction(page)).toBeEnabled()
    await page.keyboard.press('Escape')
    await openFromMenu(page, 'Finance', 'Invoices')
    await page.getByRole('checkbox', { name: 'Select SN-' }).check()
    await look()
  })

  await test.step('sentence 32: Actions, create sales transaction', async () => {
    await act(page, 'Create sales transaction in Xero')
    const create = page.getByRole('button', { name: 'Create 1 sales transaction' })
    await expect(create).toBeEnabled()
    await look()
    await create.click()
    await expect(page.getByRole('dialog')).toContainText('On its way to Xero')
    await look()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    const row = page.getByRole('region', { name: 'Invoices' }).getByRole('row', { name: 'SN-' })
    await expect(row.getByRole('link', { name: /^View .*in Xero/ })).toBeVisible()
    await row.getByRole('link', { name: 'SN-' }).first().click()
    await expect(page.getByText('Posted in Xero')).toBeVisible()
    await look()
  })

  await test.step('sentence 33: not before it is sent', async () => {
    await openFromMenu(page, 'Finance', 'Invoices')
    await page.getByRole('link', { name: 'New invoice' }).click()
    await choose(page, 'Client', 'Mill Furniture')
    await fillLine(page, { description: 'Stickers', quantity: '1', price: '10' })
    await page.getByRole('button', { name: 'Create draft' }).click()
    await expect(page.getByRole('heading', { name: 'Draft invoice' })).toBeVisible()
    await openActions(page)
    await expect(salesTransaction(page)).toBeDisabled()
    await expect(salesTransaction(page)).toContainText('has to be sent first')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Finalise' }).click()
    await finaliseAndSend(page)
    await act(page, 'Create sales transaction in Xero')
    await expect(page.getByText('Posted in Xero')).toBeVisible()
  })

  await test.step('sentence 34: found under Journals in Xero', async () => {
    const overview = await page.context().newPage()
    await overview.goto(simulator.url)
    await overview.getByRole('link', { name: demo.name }).click()
    await overview.getByRole('link', { name: 'Journals', exact: true }).click()
    const journals = overview.getByRole('region', { name: 'Journals' })
    await expect(journals.getByRole('row', { name: /SN-/ })).toHaveCount(2)
    await expectAccessible(overview)
    await journals.getByRole('link', { name: /Otter Press/ }).click()
    await expectBalanced(overview, '121.01')
    await expectAccessible(overview)
    for (const section of ['Overview', 'Invoices', 'Contacts', 'Accounts']) {
      await overview.getByRole('link', { name: section, exact: true }).click()
      await expectAccessible(overview)
    }
    expect(simulator.control.manualJournals(demo.id)).toHaveLength(2)
    expect(simulator.control.invoices(demo.id)).toHaveLength(3)
  })
})

async function setCurrency(page: Page, currency: string): Promise<void> {
  await openFromMenu(page, 'Settings', 'Regional')
  await page.getByLabel('Currency').fill(currency)
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Settings saved')
}

const clients = (page: Page): Locator => page.getByRole('region', { name: 'Clients' })

async function expectOneClient(page: Page, search: string, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(search)
  // The header and the one client.
  await expect(clients(page).getByRole('row')).toHaveCount(2)
  await expect(clients(page).getByRole('link', { name, exact: true })).toBeVisible()
}

async function selectProject(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(name)
  const projects = page.getByRole('region', { name: 'Uninvoiced' })
  await expect(projects.getByRole('checkbox', { name: 'Select ' })).toHaveCount(2)
  await projects.getByRole('checkbox', { name }).check()
}

async function expectInXero(
  page: Page,
  { client, total }: { client: string; total: string },
): Promise<void> {
  const documents = page.getByRole('region', { name: 'Documents of this export' })
  const document = documents.getByRole('button', { name: new RegExp(`^${client}`) })
  await expect(document).toContainText(/Draft|Awaiting/)
  const ledger = await openTab(page, documents.getByRole('link', { name: /^View .*in Xero/ }))
  await expectFact(ledger, 'Total EUR', total)
  await ledger.close()
}

const salesTransaction = (page: Page): Locator =>
  page.getByRole('menuitem', { name: 'Create sales transaction in Xero' })

type Line = { description: string; quantity: string; price: string }

async function fillLine(page: Page, { description, quantity, price }: Line): Promise<void> {
  const line = page.getByRole('group', { name: 'Line 1' })
  await line.getByLabel('Description').fill(description)
  await line.getByLabel('Quantity').fill(quantity)
  await line.getByLabel('Price').fill(price)
}

/** Goes on from the question whether to finalise. */
async function finaliseAndSend(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Finalise' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^SN-\d{4}-\d+$/)
  await page.getByRole('button', { name: 'Mark as sent' }).click()
  await expectToast(page, 'Invoice marked as sent')
}

async function expectBalanced(ledger: Page, total: string): Promise<void> {
  const sums = ledger.getByRole('row', { name: /^Total/ }).getByRole('cell')
  await expect(sums).toHaveText([total, total])
}
