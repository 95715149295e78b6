import { devices, expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { choose, expectToast, signInNewcomer, test } from './steps.ts'

test.use({ journey: { name: 'first-entry', options: { seed: 'none' } } })

const { viewport, isMobile, hasTouch } = devices['iPhone 14']
const sizes = {
  'at a desk': {},
  'on a phone': { viewport, isMobile, hasTouch },
}

for (const [where, size] of Object.entries(sizes)) {
  test.describe(where, () => {
    test.use(size)

    test('an administrator comes from an empty workspace to the first entry', async ({
      page,
      stack,
    }) => {
      test.setTimeout(180_000)
      await signInNewcomer(page, stack)
      const dialog = page.getByRole('dialog')
      await expectAccessible(page)

      await open(page, 'Administration', 'Clients')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'New client' }).first().click()
      await dialog.getByRole('textbox', { name: 'Name' }).first().fill('First Light BV')
      await dialog.getByLabel('VAT number').fill('NL123456789B1')
      await dialog.getByRole('button', { name: 'Create' }).click()
      await expect(dialog.getByText('VAT numbers of this country look otherwise')).toBeVisible()
      await dialog.getByLabel('VAT number').fill('NL123456789B01')
      await expectAccessible(page)
      await dialog.getByRole('button', { name: 'Create' }).click()
      await expectToast(page, 'Client First Light BV added')

      await open(page, 'Administration', 'Tasks')
      await expect(page.getByText('No tasks yet')).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'New task' }).first().click()
      await dialog.getByRole('textbox', { name: 'Task' }).fill('Design')
      await dialog.getByLabel('Hourly rate').fill('95')
      await expectAccessible(page)
      await dialog.getByRole('button', { name: 'Create' }).click()
      await expectToast(page, 'Design added')

      await open(page, 'Projects')
      await page.getByRole('link', { name: 'New project' }).first().click()
      await choose(page, 'Client', 'First Light')
      await page.getByRole('textbox', { name: 'Name' }).fill('Website')
      await page.getByLabel('Hourly rate of the task').check()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Create project' }).click()
      await expectToast(page, 'Project Website created')

      await open(page, 'Timesheets')
      const form = page.getByRole('form', { name: 'Add hours' })
      if (isPhone(page)) await page.getByRole('button', { name: 'Add hours' }).click()
      await choose(form, 'Project', 'Website')
      await choose(form, 'Task', 'Design')
      await form.getByLabel('Duration').fill('1:30')
      await expectAccessible(page)
      await form.getByRole('button', { name: 'Add', exact: true }).click()
      await expectToast(page, '1:30 added to Website')

      // What is used now is not deleted any more, and leads to what uses it.
      await open(page, 'Administration', 'Tasks')
      await page.getByRole('button', { name: 'Actions for Design' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
      await expect(dialog.getByRole('button', { name: 'Archive instead' })).toBeVisible()
      await expectAccessible(page)
      await dialog.getByRole('link', { name: '1 time entry' }).click()
      await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible()
      await expect(page.getByRole('main').getByText('Website').first()).toBeVisible()
      await expectAccessible(page)
    })
  })
}

/** Goes to a page by the main menu, which is a drawer on a phone. */
async function open(page: Page, ...[first, second]: [string, string?]): Promise<void> {
  if (isPhone(page)) await page.getByRole('button', { name: 'Open menu' }).click()
  const menu = page.getByRole('navigation', { name: 'Main menu' })
  const group = menu.getByRole('button', { name: first, exact: true })
  if (second !== undefined && (await group.getAttribute('aria-expanded')) !== 'true') {
    await group.click()
  }
  await menu.getByRole('link', { name: second ?? first, exact: true }).click()
  await expect(page.getByRole('heading', { name: second ?? first, level: 1 })).toBeVisible()
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false')
}

function isPhone(page: Page): boolean {
  return (page.viewportSize()?.width ?? 0) < 600
}
