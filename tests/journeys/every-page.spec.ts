import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { liveIn } from '../support/lived-in.ts'
import { openActions, signIn, test, today } from './steps.ts'

// Pages, forms and dialogs that no other journey stops at.
test.use({ journey: { name: 'every page' } })

test('nobody is shut out of the rest of Hourbook', async ({ page, stack }) => {
  test.setTimeout(150_000)
  const { exportId, draftId, postedId } = await liveIn(stack, today)
  await signIn(page, stack.signIn)

  for (const [address, button] of [
    ['/administration/clients', 'New client'],
    ['/administration/tasks', 'New task'],
    ['/administration/products', 'New product'],
    ['/administration/vat-rates', 'New VAT rate'],
    ['/administration/people', 'Add person'],
    ['/settings/api-tokens', 'New token'],
  ] as const) {
    await open(page, address)
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }

  await open(page, '/administration/clients')
  await page.getByRole('link', { name: 'Kite Research B.V.', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Kite Research B.V.' })).toBeVisible()
  await expectAccessible(page)

  await open(page, '/projects')
  await page.getByRole('link', { name: 'Portal maintenance', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Portal maintenance' })).toBeVisible()
  await expectAccessible(page)
  await open(page, '/projects/new')
  await page.getByRole('button', { name: 'Create project' }).click()
  await expect(page.getByText('Choose the client of this project.')).toBeVisible()
  await expectAccessible(page)

  await open(page, `/finance/xero-exports/${exportId}`)
  const documents = page.getByRole('region', { name: 'Documents of this export' })
  const first = documents.getByRole('button').first()
  if ((await first.getAttribute('aria-expanded')) !== 'true') await first.click()
  await documents
    .getByRole('button', { name: /OUTPUT/ })
    .first()
    .click()
  await expect(documents.getByRole('row').nth(1)).toBeVisible()
  await expectAccessible(page)

  await open(page, `/finance/invoices/${postedId}`)
  await expect(page.getByText('Posted in Xero')).toBeVisible()
  await expectAccessible(page)
  await open(page, `/finance/invoices/${draftId}`)
  await openActions(page)
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await open(page, '/settings/sync-log')
  await page.getByRole('button', { name: 'Your menu' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await open(page, '/there/is/nothing/here')
})

test('nor of the API reference and the simulator', async ({ page, stack }) => {
  await page.goto('/api/docs')
  await expect(page.getByRole('heading', { name: 'Hourbook API' })).toBeVisible()
  await expectAccessible(page)
  for (const path of ['/', '/control/ui', '/there/is/nothing/here']) {
    await page.goto(`${stack.simulator.url}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
  }
})

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expectAccessible(page)
}
