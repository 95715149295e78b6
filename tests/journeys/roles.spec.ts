import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import type { Stack } from '../support/stack.ts'
import { choose, expectToast, openFromMenu, signIn, test } from './steps.ts'

test.use({ journey: { name: 'roles' } })

const employee = 'jasper.okafor@studio-noord.example'

async function signInAs(page: Page, stack: Stack, email: string): Promise<void> {
  await signIn(page, { ...stack.signIn, email })
}

test('an employee sees the own hours, and no money', async ({ page, stack }) => {
  await signInAs(page, stack, employee)
  expect(await menuOf(page)).toEqual([
    'Timesheets',
    'Reports',
    'Projects',
    'Clients',
    'People',
    'Signing in',
    'API tokens',
  ])
  await expect(page.getByRole('combobox', { name: 'Whose timesheet' })).toHaveCount(0)

  const form = page.getByRole('form', { name: 'Add hours' })
  await choose(form, 'Project', 'Customer portal')
  await form.getByLabel('Duration').fill('0:45')
  await form.getByRole('button', { name: 'Add' }).click()
  await expectToast(page, '0:45 added to Customer portal')
  await expectAccessible(page)

  await openFromMenu(page, 'Reports')
  const hours = page.getByRole('region', { name: 'Hours' })
  await expect(hours.getByRole('row', { name: 'Customer portal' }).first()).toBeVisible()
  for (const column of ['Rate', 'Amount']) {
    await expect(hours.getByRole('columnheader', { name: column })).toHaveCount(0)
  }
  await expect(page.getByRole('main')).not.toContainText('€')
  for (const colleague of ['Demi Noord', 'Milan Haddad', 'Anouk Visser']) {
    await expect(hours).not.toContainText(colleague)
  }
  await expect(page.getByRole('button', { name: 'Export to Xero' })).toHaveCount(0)
  await expectAccessible(page)

  for (const [list, money] of [
    ['Projects', 'Price'],
    ['Clients', 'Rate'],
    ['People', 'Rate'],
  ] as const) {
    await page
      .getByRole('navigation', { name: 'Main menu' })
      .getByRole('link', { name: list })
      .click()
    const table = page.getByRole('region', { name: list })
    await expect(table.getByRole('row').nth(1)).toBeVisible()
    await expect(table.getByRole('columnheader', { name: money })).toHaveCount(0)
    await expectAccessible(page)
  }
})

const closed = [
  '/administration/tasks',
  '/administration/products',
  '/administration/vat-rates',
  '/finance/uninvoiced',
  '/finance/invoices',
  '/finance/invoices/new',
  '/finance/ageing',
  '/finance/xero-exports',
  '/settings/regional',
  '/settings/app-center',
  '/settings/xero',
  '/settings/import',
  '/settings/sync-log',
]

test('an address that a role may not see says so politely', async ({ page, stack }) => {
  await signInAs(page, stack, employee)
  for (const address of closed) {
    await page.goto(address)
    await expect(page.getByText('Your role does not show this page'), address).toBeVisible()
    await expect(page.getByRole('main'), address).not.toContainText('€')
  }
  await expectAccessible(page)
  const answers = await page.evaluate(async () => {
    const paths = ['/uninvoiced', '/invoices', '/xero/connection', '/workspace', '/sync-log']
    const ask = async (path: string) => (await fetch(`/api/v1${path}`)).status
    return await Promise.all(paths.map(ask))
  })
  expect(answers).toEqual([403, 403, 403, 403, 403])
})

test('colleagues see what is theirs to do', async ({ page, stack }) => {
  const menus: Record<string, string[]> = {}
  for (const name of ['anouk.visser', 'bram.dekker', 'femke.postma']) {
    await signInAs(page, stack, `${name}@studio-noord.example`)
    menus[name] = await menuOf(page)
    await page.getByRole('button', { name: 'Your menu' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in to Hourbook' })).toBeVisible()
  }
  const registering = ['Timesheets', 'Reports', 'Projects']
  expect(menus['anouk.visser']).toEqual(
    expect.arrayContaining([...registering, 'People', 'Uninvoiced', 'Regional', 'Xero', 'Import']),
  )
  expect(menus['bram.dekker']).toEqual(expect.arrayContaining([...registering, 'Clients']))
  expect(menus['bram.dekker']).not.toContain('Regional')
  expect(menus['femke.postma']).toEqual(
    expect.arrayContaining(['Uninvoiced', 'Invoices', 'Xero exports']),
  )
  expect(menus['femke.postma']).not.toContain('Regional')
})

test('a session that ended leads to the sign-in, and back to the page', async ({
  page,
  stack,
  context,
}) => {
  await signInAs(page, stack, employee)
  await context.clearCookies()
  await page.goto('/reports/expenses')
  await expect(page.getByRole('heading', { name: 'Sign in to Hourbook' })).toBeVisible()
  await page.getByLabel('E-mail').fill(employee)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('The e-mail address or the password is not right.')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Password', { exact: true }).fill(stack.signIn.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('region', { name: 'Expenses' })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/reports/expenses')
})

/** The pages in the main menu, in order. */
async function menuOf(page: Page): Promise<string[]> {
  const menu = page.getByRole('navigation', { name: 'Main menu' })
  for (const group of await menu.getByRole('button', { expanded: false }).all()) await group.click()
  await expect(menu.getByRole('link', { name: 'API tokens' })).toBeVisible()
  return await menu.getByRole('link').allInnerTexts()
}
