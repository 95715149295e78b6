import { addDays } from '#domain/work-day.ts'
import { devices, expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import type { Stack } from '../support/stack.ts'
import { expectToast, openFromMenu, signIn, test, today } from './steps.ts'

test.use({ journey: { name: 'approval' } })

const employee = 'jasper.okafor@studio-noord.example'
const name = 'Jasper Okafor'
const { viewport, isMobile, hasTouch } = devices['iPhone 14']

async function as(page: Page, stack: Stack, email = stack.signIn.email): Promise<void> {
  await page.context().clearCookies()
  await signIn(page, { ...stack.signIn, email })
}

test('a week is submitted, rejected with a note, submitted again and approved', async ({
  page,
  stack,
}) => {
  test.setTimeout(180_000)
  await as(page, stack)
  await page.goto('/settings/approval')
  await page.getByRole('radio', { name: 'The project manager' }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Approval saved.')

  await as(page, stack, employee)
  const bar = page.getByRole('region', { name: 'Approval' })
  await openWeek(page)
  await expect(bar).toContainText('not submitted')
  await expectAccessible(page)
  await bar.getByRole('button', { name: 'Submit week' }).click()
  await expectToast(page, 'Submitted for approval.')
  await expect(bar).toContainText('waiting for approval')
  await expect(bar).not.toContainText('not submitted')
  await expectAccessible(page)

  await as(page, stack)
  await openFromMenu(page, 'Approvals')
  await expect(page.getByRole('main')).toContainText(name)
  const menu = page.getByRole('navigation', { name: 'Main menu' })
  await expect(menu.getByRole('link', { name: 'Approvals' })).toHaveAccessibleDescription(/wait/)
  await expect(menu.getByRole('link', { name: 'Reports' })).toHaveAccessibleDescription('')
  await expectAccessible(page)
  await page.getByRole('button', { name: `Reject: ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(dialog).toContainText('Say what should be corrected.')
  await expectAccessible(page)
  await dialog.getByLabel('Note').fill('Tuesday was a holiday.')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expectToast(page, `Work of ${name} rejected.`)

  await as(page, stack, employee)
  await openWeek(page)
  await expect(bar).toContainText('Tuesday was a holiday.')
  await expectAccessible(page)
  await bar.getByRole('button', { name: 'Submit week' }).click()
  await expectToast(page, 'Submitted for approval.')

  await as(page, stack)
  await openFromMenu(page, 'Approvals')
  await page.getByRole('button', { name: `Approve: ${name}` }).click()
  await expectToast(page, `Work of ${name} approved.`)
  await expect(page.getByRole('main')).not.toContainText(name)

  await as(page, stack, employee)
  await openWeek(page)
  await expect(bar).toContainText('approved')
  await expect(bar.getByRole('button')).toHaveCount(0)
  await expectAccessible(page)
})

test.describe('on a phone', () => {
  test.use({ viewport, isMobile, hasTouch })

  test('what is closed cannot be changed, and says so', async ({ page, stack }) => {
    await as(page, stack)
    await page.goto('/settings/approval')
    await page.getByLabel('Weeks until a week closes').fill('0')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Enter a whole number from 1 to 520')).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('Weeks until a week closes').fill('1')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Closed now: everything through')).toBeVisible()
    await page.goto('/timesheets?on=2026-01-05')
    await expect(page.getByRole('region', { name: 'Approval' })).toContainText('Closed period')
    await expectAccessible(page)
  })
})

async function openWeek(page: Page): Promise<void> {
  await page.goto(`/timesheets/week?on=${addDays(today, -7)}`)
}
