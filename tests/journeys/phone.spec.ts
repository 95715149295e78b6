import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { liveIn } from '../support/lived-in.ts'
import { choose, expectToast, signIn, test, today } from './steps.ts'

test.use({
  journey: { name: 'phone' },
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
})

test('hours are written on a phone', async ({ page, stack }) => {
  await page.goto('/sign-in')
  await expectFits(page)
  await expectAccessible(page)
  await signIn(page, stack.signIn)
  await page.getByRole('button', { name: 'Add hours' }).click()
  const form = page.getByRole('form', { name: 'Add hours' })
  await choose(form, 'Project', 'Customer portal')
  await form.getByLabel('Duration').fill('0:50')
  await form.getByLabel('Notes').fill('On the train')
  await expectFits(page)
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expectToast(page, '0:50 added to Customer portal')
  const entry = page.getByRole('listitem').filter({ hasText: 'On the train' })
  await expect(entry).toContainText('0:50')
  await entry.getByRole('button', { name: 'Customer portal', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Edit hours' })
  await expect(drawer.getByLabel('Duration')).toHaveValue('0:50')
  await expectFits(page)
  await expectAccessible(page)
})

test('the menu is a drawer, and reports are cards', async ({ page, stack }) => {
  const has = await stack.has()
  await has.timeEntry({ workedOn: today, notes: 'In the bus' })
  await signIn(page, stack.signIn)
  const menu = page.getByRole('navigation', { name: 'Main menu' })
  await expect(menu).toBeHidden()
  await page.getByRole('button', { name: 'Open menu' }).click()
  await expect(menu).toBeVisible()
  await expectAccessible(page)
  await menu.getByRole('link', { name: 'Reports' }).click()
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible()
  await expect(menu).toBeHidden()

  const cards = page.getByRole('list', { name: 'Hours' })
  await cards.getByRole('checkbox', { name: 'In the bus' }).check()
  await expect(page.getByRole('region', { name: '1 selected' })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
})

test('cards are put in another order', async ({ page, stack }) => {
  const has = await stack.has()
  for (const name of ['Aardvark BV', 'Zebra BV']) await has.client({ name })
  await signIn(page, stack.signIn)
  await page.goto('/administration/clients')
  const cards = page.getByRole('list', { name: 'Clients' }).getByRole('listitem')
  await expect(cards.first()).toContainText('Aardvark BV')
  await page.getByRole('button', { name: 'Turn around: highest first' }).click()
  await expect(cards.first()).toContainText('Zebra BV')
  await page.getByLabel('Sort by').selectOption('Number')
  await expect(page).toHaveURL(/sort=number/)
  await page.getByRole('button', { name: 'Turn around: lowest first' }).click()
  await expectFits(page)
  await expectAccessible(page)
})

test('no page is wider than the phone', async ({ page, stack }) => {
  test.setTimeout(240_000)
  const { exportId, draftId, postedId, importId } = await liveIn(stack, today)
  await signIn(page, stack.signIn)
  for (const address of [
    '/timesheets',
    '/timesheets/expenses',
    '/timesheets/mileages',
    '/reports/hours?period=all',
    '/reports/expenses?period=all',
    '/reports/mileages?period=all',
    '/projects',
    '/projects/new',
    '/administration/clients',
    '/administration/tasks',
    '/administration/products',
    '/administration/vat-rates',
    '/administration/people',
    '/finance/uninvoiced',
    '/finance/invoices',
    '/finance/invoices/new',
    '/finance/ageing',
    `/finance/invoices/${draftId}`,
    `/finance/invoices/${postedId}`,
    '/finance/xero-exports',
    `/finance/xero-exports/${exportId}`,
    '/settings/regional',
    '/settings/app-center',
    '/settings/xero',
    '/settings/import',
    `/settings/import/${importId}`,
    '/settings/sync-log',
    '/settings/sign-in',
    '/settings/api-tokens',
  ]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectFits(page)
    await expectFingers(page)
    await expectAccessible(page)
  }
})

/** Buttons and fields are 44 pixels high at least; what is small in a cell, a card or a field is part of something larger. */
async function expectFingers(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const fields = 'input:not([type="checkbox"], [type="radio"], [class*="Pills"]), select'
    const within = 'label, td, p, .hb-card-body, .hb-link-button, .mantine-Input-wrapper button'
    return [...document.querySelectorAll(`main :is(button, ${fields})`)]
      .filter((each) => !each.closest(within) && each.checkVisibility())
      .filter((each) => each.getBoundingClientRect().height < 43.5)
      .map((each) => `${each.className} ${each.textContent}`)
  })
  expect.soft(small, page.url()).toEqual([])
}

/** Nothing sticks out at the right, however far down. */
async function expectFits(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  const beyond = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    return Math.max(scrollWidth, document.body.scrollWidth) - clientWidth
  })
  expect(beyond, page.url()).toBeLessThanOrEqual(0)
}
