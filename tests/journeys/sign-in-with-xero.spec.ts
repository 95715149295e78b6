import { expect, type Page } from '@playwright/test'
import { newId } from '#lib/ids.ts'
import { expectAccessible } from '../support/axe.ts'
import { expectFact, expectToast, openFromMenu, signInNewcomer, test } from './steps.ts'

test.use({
  journey: { name: 'sign-in-with-xero', options: { seed: 'none', xeroSignIn: 'sign-up' } },
})

const timesheets = (page: Page) => page.getByRole('heading', { name: 'Timesheets', level: 1 })

async function goToXero(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign in with Xero' }).click()
  await expect(page.getByText('Hourbook wants to know who you are')).toBeVisible()
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
}

test('a stranger signs up with Xero, and comes back with it', async ({ page, stack }) => {
  stack.simulator.control.editUser({ id: newId(), email: 'noor@example.com', givenName: 'Noor' })
  await page.goto('/sign-in')
  await expect(page.getByText('New here?')).toBeVisible()
  await expectAccessible(page)
  await goToXero(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Xero was not allowed to say who you are')).toBeVisible()
  await expectAccessible(page)

  await goToXero(page)
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expect(page.getByRole('heading', { name: 'Your new workspace' })).toBeVisible()
  await expect(page.getByText('You are Noor Vermeer (noor@example.com), says Xero.')).toBeVisible()
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await expect(page.getByRole('textbox', { name: 'Name of the company' })).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'Name of the company' }).fill('Noor Design')
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await expect(timesheets(page)).toBeVisible()

  await openFromMenu(page, 'Settings', 'Signing in')
  await expectFact(page, 'Name', 'Noor Vermeer')
  await expect(page.getByText('You have no password')).toBeVisible()
  await expectAccessible(page)
  await leave(page)
  await page.goto('/settings/regional')
  await goToXero(page)
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Noor Design')
  await page.goto('/sign-up')
  await expect(page.getByText('This sign-up is over')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/settings/sign-in')
  const password = page.getByLabel('New password')
  await password.fill('short')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible()
  await expectAccessible(page)
  await password.fill('correct horse battery')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expectToast(page, 'Password set')
  await page.getByRole('button', { name: 'Remove the link' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the link' }).click()
  await expectToast(page, 'Link removed')
  await leave(page)
  await page.getByLabel('E-mail').fill('noor@example.com')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(timesheets(page)).toBeVisible()
})

test('who has a password links Xero, and removes it again', async ({ page, stack }) => {
  const { email } = await signInNewcomer(page, stack)
  stack.simulator.control.editUser({ id: newId(), email })
  await leave(page)
  await goToXero(page)
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expect(page.getByText('Your e-mail address has an account here')).toBeVisible()

  const id = email.split('@')[0] ?? ''
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(`secret ${id}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(timesheets(page)).toBeVisible()
  await openFromMenu(page, 'Settings', 'Signing in')
  const link = page.getByRole('button', { name: 'Link with Xero' })
  await expect(link).toBeVisible()
  await expectAccessible(page)
  await link.click()
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expectToast(page, 'Linked')
  await expect(page).toHaveURL(/\/settings\/sign-in$/)
  await leave(page)
  await goToXero(page)
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expect(timesheets(page)).toBeVisible()

  await openFromMenu(page, 'Settings', 'Signing in')
  await page.getByRole('button', { name: 'Remove the link' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Remove the link' }).click()
  await expectToast(page, 'Link removed')
  await expect(page.getByRole('button', { name: 'Link with Xero' })).toBeVisible()
})

test('where only linked people come in, a stranger is refused in words', async ({
  page,
  stack,
}) => {
  Object.assign(stack.services, { xeroSignIn: 'sign-in' })
  stack.simulator.control.editUser({ id: newId(), email: 'stranger@example.com' })
  await page.goto('/sign-in')
  await expect(page.getByText('New here?')).toHaveCount(0)
  await goToXero(page)
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expect(page.getByText('Nobody here is linked with this Xero account')).toBeVisible()
  Object.assign(stack.services, { xeroSignIn: 'off' })
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in with Xero' })).toHaveCount(0)
})
