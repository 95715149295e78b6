import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { addDays, weekdayOf } from '#domain/work-day.ts'
import { expectAccessible } from '../support/axe.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'regional', options: { seed: 'none' } } })

test('each format that is chosen shows at once, and in a list, the week and a PDF', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse', hourlyRate: '1234.5' })
  await has.timeEntry({ projectId, workedOn: today, startedAt: '09:05', endedAt: '14:35' })

  await openFromMenu(page, 'Settings', 'Regional')
  const example = page.getByRole('status').filter({ hasText: 'Example' })
  await expect(example).toContainText('2026-03-09 · 09:00 – 14:30 is 5:30 · €1,234.56')
  await pickFormat(page, 'Dates', '09.03.2026')
  await expect(example).toContainText('09.03.2026 ·')
  await pickFormat(page, 'Times', '2:30 pm')
  await expect(example).toContainText('9:00 am – 2:30 pm')
  await pickFormat(page, 'Numbers', '1.234,56')
  await expect(example).toContainText('€1.234,56')
  await pickFormat(page, 'Durations', '1,50')
  await expect(example).toContainText('is 5,50')
  await pickFormat(page, 'Week starts on', 'Sunday')
  await expect(example).toContainText('in week 11 from 08.03.2026 to 14.03.2026')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Settings saved')

  // The list of hours, and its form: what it shows it understands, and both signs for decimals.
  await page.goto('/timesheets')
  await expect(page.getByText('9:05 am – 2:35 pm')).toBeVisible()
  await page.getByRole('button', { name: 'Lighthouse', exact: true }).last().click()
  const form = page.getByRole('dialog', { name: 'Edit hours' })
  await expect(form.getByLabel('From')).toHaveValue('9:05 am')
  await expect(form.getByLabel('Duration')).toHaveValue('5,50')
  await expect(form.getByRole('button', { name: /Date/ })).toHaveText(written(today))
  await form.getByRole('textbox', { name: 'To', exact: true }).fill('3:05 pm')
  await expect(form.getByLabel('Duration')).toHaveValue('6,00')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('9:05 am – 3:05 pm')).toBeVisible()

  // The week begins on Sunday, and takes 1,5 and 1.5 alike.
  await page.goto('/timesheets/week')
  const sunday = addDays(today, -weekdayOf(today))
  const other = addDays(sunday, weekdayOf(today) === 6 ? 5 : 6)
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('columnheader', { name: /^(?:Sun|Mon) / })).toHaveText([
    /^Sun/,
    /^Mon/,
  ])
  const cells = grid.getByRole('row', { name: /Lighthouse/ }).getByRole('gridcell')
  const column = weekdayOf(other)
  for (const [typed, shown] of [
    ['1.5', '1,50'],
    ['2,25', '2,25'],
  ] as const) {
    // One after the other, in the same cell.
    /* oxlint-disable no-await-in-loop */
    // It shows before it is kept, and the page is left right after.
    const kept = page.waitForResponse(
      (answer) => answer.url().includes('/timesheet-week/cells') && answer.ok(),
    )
    await cells.nth(column).click()
    await grid.getByRole('textbox').fill(typed)
    await cells.nth(column - 1).click()
    await expect(cells.nth(column)).toContainText(shown)
    await kept
    /* oxlint-enable no-await-in-loop */
  }

  await page.goto('/reports/hours?period=this_week')
  const rows = page.getByRole('region', { name: 'Hours' })
  await expect(rows).toContainText(written(today))
  await expect(rows).toContainText(written(other))
  await expect(rows).toContainText('7.407,00')
  const paper = await downloadPdf(page)
  expect(paper).toContain(`${written(sunday)} – ${written(addDays(sunday, 6))}`)
  expect(paper).toMatch(/Total\n8,25/)
})

async function pickFormat(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: text, exact: true }).click()
}

async function downloadPdf(page: Page): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), act(page, 'Download PDF')])
  return pdfPages(await readFile(await file.path())).join('\n')
}

function written(day: string): string {
  return day.split('-').toReversed().join('.')
}
