import { monthOf } from '#domain/periods.ts'
import { addDays } from '#domain/work-day.ts'
import { devices, expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { choose, expectToast, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'month', options: { seed: 'none' } } })

// Days in the middle of the month, each below the one a week before it.
const tenth = addDays(monthOf(today).from, 9)
const eleventh = addDays(tenth, 1)

test('hours are moved and made in the month, with the mouse and without', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  const project = await has.project({ name: 'Lighthouse' })
  await has.timeEntry({ projectId: project.id, workedOn: tenth })
  await page.goto('/timesheets/month')
  await expect(day(page, tenth)).toContainText('Lighthouse')
  await expectAccessible(page)

  await day(page, tenth)
    .getByRole('button', { name: /Lighthouse/ })
    .dragTo(day(page, eleventh))
  await expectToast(page, /^Moved to/)
  await expect(day(page, eleventh)).toContainText('Lighthouse')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(day(page, tenth)).toContainText('Lighthouse')

  await day(page, tenth)
    .getByRole('button', { name: /Lighthouse/ })
    .focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(day(page, addDays(tenth, 7))).toContainText('Lighthouse')

  // Two days at once, by keyboard.
  await day(page, tenth)
    .getByRole('button', { name: /^Add hours on/ })
    .focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^2 days from/ })
  await choose(dialog, 'Project', 'Lighthouse')
  await dialog.getByLabel('Duration').fill('9-12 -15m')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expectToast(page, '2 entries added')
  await expect(day(page, eleventh)).toContainText('2:45')
})

test('many hours are changed, deleted, and all brought back', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  const project = await has.project({ name: 'Lighthouse' })
  for (const notes of ['First', 'Second']) {
    await has.timeEntry({ projectId: project.id, workedOn: today, notes })
  }
  await page.goto('/timesheets')
  const all = page.getByRole('checkbox', { name: 'Select all rows shown' })
  await all.check()
  const bar = page.getByRole('region', { name: '2 selected' })
  await bar.getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit 2 entries' })
  await dialog.getByLabel('Replace the notes').check()
  await dialog.getByRole('textbox', { name: 'Notes', exact: true }).fill('Same')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, '2 entries changed')
  await expect(page.getByText('Same')).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('First')).toBeVisible()
  await all.check()
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No hours this week')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByText('Second')).toBeVisible()
})

test.describe('on a phone', () => {
  const { viewport, isMobile, hasTouch } = devices['iPhone 13']
  test.use({ viewport, isMobile, hasTouch })

  test('the month shows totals, and a day takes hours', async ({ page, stack }) => {
    const { has } = await signInNewcomer(page, stack)
    const project = await has.project({ name: 'Lighthouse' })
    await has.timeEntry({ projectId: project.id, workedOn: tenth })
    await page.goto('/timesheets/month')
    await expect(day(page, tenth)).toContainText('1:00')
    await expectAccessible(page)
    await day(page, tenth)
      .getByRole('button', { name: /^Add hours on/ })
      .tap()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
})

function day(page: Page, on: string) {
  return page.locator(`[data-day="${on}"]`)
}
