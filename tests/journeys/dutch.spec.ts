import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { liveIn } from '../support/lived-in.ts'
import { signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'dutch' } })

test('somebody changes to Dutch and back, and what was typed stays', async ({ page, stack }) => {
  await signInNewcomer(page, stack)
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', 'en')
  await page.getByLabel('Notes').first().fill('Half a thought')

  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('menuitemradio', { name: 'Nederlands', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Urenstaten', level: 1 })).toBeVisible()
  await expect(html).toHaveAttribute('lang', 'nl')
  await expect(page).toHaveTitle('Urenstaten · Hourbook')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Notities').first()).toHaveValue('Half a thought')

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Urenstaten', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Persoonlijk menu' }).click()
  await page.getByRole('menuitemradio', { name: 'Zoals de werkruimte (English)' }).click()
  await expect(page.getByRole('heading', { name: 'Timesheets', level: 1 })).toBeVisible()
  await expect(html).toHaveAttribute('lang', 'en')
})

test('who has chosen nothing reads what the workspace chose', async ({ page, stack }) => {
  await signInNewcomer(page, stack)
  await page.goto('/settings/regional')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Nederlands' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Regionaal', level: 1 })).toBeVisible()
  await page.goto('/timesheets/expenses')
  await page.getByRole('button', { name: 'Onkosten toevoegen' }).first().click()
  await expectAccessible(page)
})

const ofEverybody = [
  ['/timesheets', 'Urenstaten'],
  ['/timesheets/week', 'Urenstaten'],
  ['/timesheets/month', 'Urenstaten'],
  ['/timesheets/expenses', 'Urenstaten'],
  ['/timesheets/mileages', 'Urenstaten'],
  ['/reports/hours?period=all', 'Rapporten'],
  ['/projects', 'Projecten'],
  ['/projects/new', 'Nieuw project'],
  ['/administration/clients', 'Klanten'],
  ['/administration/people', 'Medewerkers'],
] as const
const ofTheOffice = [
  ['/finance/uninvoiced', 'Te factureren'],
  ['/finance/invoices', 'Facturen'],
  ['/finance/ageing', 'Ouderdomsanalyse'],
  ['/finance/xero-exports', 'Xero-exports'],
  ['/settings/regional', 'Regionaal'],
  ['/settings/xero', 'Xero'],
  ['/settings/import', 'Importeren'],
  ['/settings/sync-log', 'Synclogboek'],
] as const

test.describe('in a Dutch browser', () => {
  test.use({ locale: 'nl-NL' })

  test('the pages are Dutch, on a desk and on a phone', async ({ page, stack }) => {
    test.setTimeout(240_000)
    const { postedId, exportId } = await liveIn(stack, today)
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { name: 'Inloggen bij Hourbook' })).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('E-mail').fill(stack.signIn.email)
    await page.getByLabel('Wachtwoord', { exact: true }).fill(stack.signIn.password)
    await page.getByRole('button', { name: 'Inloggen' }).click()
    // The workspace of the demo is English, whatever the browser says.
    await expect(page.getByRole('heading', { name: 'Timesheets', level: 1 })).toBeVisible()
    await page.getByRole('button', { name: 'Your menu' }).click()
    await page.getByRole('menuitemradio', { name: 'Nederlands', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Urenstaten', level: 1 })).toBeVisible()

    await lookAt(page, [
      ...ofTheOffice,
      [`/finance/invoices/${postedId}`, ''],
      [`/finance/xero-exports/${exportId}`, 'Export van'],
    ])
    await page.setViewportSize({ width: 390, height: 844 })
    await lookAt(page, ofEverybody)
  })
})

async function lookAt(
  page: Page,
  pages: readonly (readonly [address: string, title: string])[],
): Promise<void> {
  for (const [address, title] of pages) {
    await page.goto(address)
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await expectFits(page)
    await expectAccessible(page)
  }
}

/** Nothing sticks out at the right, however long its words. */
async function expectFits(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  const beyond = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    return Math.max(scrollWidth, document.body.scrollWidth) - clientWidth
  })
  expect(beyond, page.url()).toBeLessThanOrEqual(0)
}
