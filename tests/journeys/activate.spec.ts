import { expect, type Page } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import {
  expectFact,
  expectToast,
  openActions,
  openFromMenu,
  signInNewcomer,
  test,
} from './steps.ts'

test.use({ journey: { name: 'activate', options: { seed: 'none' } } })

const unconnected = 'Xero is not connected yet'

test('exporting is out of reach until Xero is set up, and each button says why', async ({
  page,
  stack,
}) => {
  const { ctx } = await signInNewcomer(page, stack)
  const say = async (exporting: string, salesTransaction: string) => {
    for (const [where, action, reason] of [
      [['Reports'], 'Export to Xero', exporting],
      [['Finance', 'Uninvoiced'], 'Invoice in Xero', exporting],
      [['Finance', 'Invoices'], 'Create sales transaction', salesTransaction],
    ] as const) {
      await openFromMenu(page, ...where)
      const item = (await openActions(page)).getByRole('menuitem', { name: action })
      await expect(item).toBeDisabled()
      await expect(item).toContainText(reason)
      await page.keyboard.press('Escape')
    }
  }
  await say('Connect to Xero', 'Connect to Xero')

  stack.simulator.control.organisations.create({ name: 'Half Way BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: 'Half Way BV', settings: null })
  await page.reload()
  await say('Choose the default product.', 'Choose the journal sale code.')
  await openFromMenu(page, 'Settings', 'Xero')
  await page.getByRole('button', { name: 'Go there' }).first().click()
  await expect(page.getByRole('combobox', { name: 'Default product' })).toBeFocused()
})

test('who cancels at Xero comes back to words, and nothing is connected', async ({
  page,
  stack,
}) => {
  await signInNewcomer(page, stack)
  await goToConsent(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.waitForURL('**/settings/xero?**')
  await expect(page.getByText('Access was not allowed at Xero')).toBeVisible()
  await expect(page.getByText(unconnected)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('Access was not allowed at Xero')).toBeHidden()
  await expect(page.getByText(unconnected)).toBeVisible()
})

test('a consent that was not started here connects nothing', async ({ page, stack, browser }) => {
  await signInNewcomer(page, stack)
  const refused = page.getByText('This consent was not started here')

  await page.goto('/api/xero/callback?code=stolen&state=forged')
  await expect(refused).toBeVisible()
  await expect(page.getByText(unconnected)).toBeVisible()

  // Somebody else's consent, real in all its parts, ended in this browser.
  const other = await browser.newContext({ baseURL: stack.url })
  const theirs = await other.newPage()
  await signInNewcomer(theirs, stack)
  await goToConsent(theirs)
  await theirs.route('**/api/xero/callback?**', async (route) => await route.abort())
  const [callback] = await Promise.all([
    theirs.waitForRequest('**/api/xero/callback?**'),
    theirs.getByRole('button', { name: 'Allow access' }).click(),
  ])
  await page.goto(callback.url())
  await expect(refused).toBeVisible()
  await expect(page.getByText(unconnected)).toBeVisible()
  await other.close()
})

test('an administration in another currency is not taken', async ({ page, stack }) => {
  await signInNewcomer(page, stack)
  await goToConsent(page)
  await page.getByRole('radio', { name: 'Kiwi Studio Ltd' }).check()
  await page.getByRole('button', { name: 'Allow access' }).click()
  await page.waitForURL('**/settings/xero?**')
  await page.getByRole('radio', { name: 'Kiwi Studio Ltd' }).check()
  const use = page.getByRole('button', { name: 'Use this administration' })
  await expect(use).toBeDisabled()
  await expect(page.getByText('Kiwi Studio Ltd keeps its books in NZD').first()).toBeVisible()
  await expect(page.getByText('this workspace uses EUR').first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Change it in Settings, Regional' }).first().click()
  await page.getByLabel('Currency').fill('NZD')
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Settings saved')
  await openFromMenu(page, 'Settings', 'Xero')
  await page.getByRole('radio', { name: 'Kiwi Studio Ltd' }).check()
  await use.click()
  await expectFact(page, 'Currency', 'NZD, as in Settings, Regional')
})

test('an access that was taken away at Xero is given again, and the settings are as they were', async ({
  page,
  stack,
}) => {
  const { ctx } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id, name } = control.organisations.create({ name: 'There And Back BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  await openFromMenu(page, 'Settings', 'Xero')
  const product = page.getByRole('combobox', { name: 'Default product' })
  await expect(product).toHaveValue(/ - /)
  const before = await product.inputValue()
  control.organisations.disconnect(id)
  await page.getByRole('button', { name: 'Refresh from Xero' }).click()
  await expect(page.getByText('Xero no longer lets Hourbook in').first()).toBeVisible()
  await expect(product).toBeDisabled()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Reconnect' }).click()
  await page.getByRole('radio', { name }).check()
  await page.getByRole('button', { name: 'Allow access' }).click()
  await page.waitForURL('**/settings/xero?**')
  await expect(page.getByText('Hours, trips and expenses can be exported')).toBeVisible()
  await expect(product).toHaveValue(before)

  // What Xero refuses is told beside its field; words that nobody knows can be told to the makers of Hourbook.
  await page.getByRole('button', { name: 'Create an item in Xero' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create an item in Xero' })
  await dialog.getByLabel('Code').fill(before.split(' - ')[0] ?? '')
  await dialog.getByRole('button', { name: 'Create in Xero' }).click()
  await expect(dialog.getByText('Xero already has an item with this code.')).toBeVisible()
  const unknown = {
    type: 'about:blank',
    status: 422,
    code: 'xero_refused',
    title: 'Xero did not accept this.',
    detail: 'Xero says: Something new',
    requestId: 'one',
  }
  await page.route('**/api/v1/xero/items', async (route) => {
    const contentType = 'application/problem+json'
    await route.fulfill({ status: 422, contentType, body: JSON.stringify(unknown) })
  })
  await dialog.getByLabel('Code').fill('NEW')
  await dialog.getByRole('button', { name: 'Create in Xero' }).click()
  await expect(dialog.getByText('Xero says: Something new')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Report this' }).click()
  const report = page.getByRole('textbox', { name: 'Report this to the makers' })
  await expect(report).toHaveValue(/Xero's words: .*already exists/)
})

async function goToConsent(page: Page): Promise<void> {
  await openFromMenu(page, 'Settings', 'App Center')
  await page.getByRole('button', { name: 'Activate' }).click()
  await expect(page.getByRole('button', { name: 'Allow access' })).toBeVisible()
}
