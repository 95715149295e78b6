import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'reports', options: { seed: 'none' } } })

test('a report is narrowed to several clients, and its columns are chosen', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await work(has)
  await openFromMenu(page, 'Reports')
  const hours = page.getByRole('region', { name: 'Hours' })
  await expect(hours.getByRole('row')).toHaveCount(6)

  await tick(page, 'Client', 'Anchor')
  await tick(page, 'Client', 'Harbour')
  await expect(hours.getByRole('row')).toHaveCount(5)
  await expect(page.getByRole('combobox', { name: 'Client' })).toHaveValue('Client: 2')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await tick(page, 'Status', 'Invoiced')
  await expect(page.getByText('No hours match')).toBeVisible()
  await tick(page, 'Status', 'Open')
  await expect(hours.getByRole('row')).toHaveCount(5)
  await tick(page, 'Status', 'Refused In Xero')
  await expect(hours.getByRole('row')).toHaveCount(5)
  await tick(page, 'Status', 'Refused In Xero')
  await page.keyboard.press('Escape')

  // Sorted by a column, up and down, and so in the address.
  const places = hours.getByRole('row').getByRole('cell', { name: / · / })
  await hours.getByRole('button', { name: 'Project' }).click()
  await expect(hours.getByRole('columnheader', { name: 'Project' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await expect(places.first()).toContainText('Anchor')
  await hours.getByRole('button', { name: 'Project' }).click()
  await expect(places.first()).toContainText('Harbour')
  expect(page.url()).toContain('sort=-project')
  await expectAccessible(page)
  await hours.getByRole('button', { name: 'Date' }).click()

  await page.getByRole('button', { name: 'Columns' }).click()
  const columns = page.getByRole('dialog', { name: 'Columns' })
  for (const name of ['Task', 'Person', 'Rate', 'Invoice', 'In Xero']) {
    await columns.getByRole('checkbox', { name, exact: true }).uncheck()
  }
  await columns.getByRole('checkbox', { name: 'Billable' }).check()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  const heads = ['Date', 'Project', 'Notes', 'Hours', 'Amount', 'Billable']
  await expect(hours.getByRole('columnheader')).toHaveText(['', ...heads])

  const csv = await download(page, 'Download CSV')
  expect(csv.name).toBe('hours.csv')
  expect(csv.text.split('\r\n')[0]).toBe('\uFEFFDate,Client,Project,Notes,Hours,Amount,Billable')
  expect(csv.text.trim().split('\r\n')).toHaveLength(4)

  const pdf = await download(page, 'Download PDF')
  expect(pdf.name).toBe('hours.pdf')
  const [paper = ''] = pdfPages(pdf.bytes)
  expect(paper).toContain('Client\nAnchor, Harbour\nStatus\nOpen, Invoiced')
  expect(paper).toContain('Date\nClient\nProject\nNotes\nHours\nAmount\nBillable')
  expect(paper).toMatch(/Total\n3:00\n180\.00/)

  // What was chosen stays with the report, and is chosen for it alone.
  await page.getByRole('link', { name: /^Expenses/ }).click()
  await expect(page.getByText('No expenses match')).toBeVisible()
  await openFromMenu(page, 'Projects')
  await openFromMenu(page, 'Reports')
  await expect(hours.getByRole('columnheader')).toHaveText(['', ...heads])
})

test('a view is saved, opened, changed and deleted', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  await work(has)
  await page.goto('/reports/hours')
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'This year' }).click()
  await tick(page, 'Client', 'Anchor')
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By month' }).click()
  const months = page.getByRole('region', { name: 'By month' })
  await expect(months.getByRole('row')).toHaveCount(3)
  await months.getByRole('button', { name: 'Amount' }).click()

  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save as a view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as a view' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Fill this in.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Anchor by month')
  await dialog.getByLabel('Everybody of the workspace sees it').check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, '“Anchor by month” is saved')
  const menu = page.getByRole('button', { name: 'Anchor by month' })
  await expect(menu).toHaveText('Anchor by month')
  expect(page.url()).toMatch(/period=this_year/)

  await openFromMenu(page, 'Projects')
  await page.goto('/reports/expenses')
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Anchor by month' }).click()
  await expect(months.getByRole('row')).toHaveCount(3)
  await expect(months.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute('aria-sort')
  await expect(page.getByRole('combobox', { name: 'Client' })).toHaveValue('Anchor')
  expect(new URL(page.url()).pathname).toBe('/reports/hours')

  await page.getByRole('button', { name: /^Clear: Client/ }).click()
  await expect(menu).toHaveText('Anchor by month (changed)')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Save changes to' }).click()
  await expectToast(page, '“Anchor by month” is saved')
  await expect(menu).toHaveText('Anchor by month')

  await menu.click()
  await page.getByRole('menuitem', { name: 'Rename or share…' }).click()
  const change = page.getByRole('dialog', { name: 'Change the view' })
  await change.getByLabel('Name').fill('All by month')
  await change.getByRole('button', { name: 'Save' }).click()
  const renamed = page.getByRole('button', { name: 'All by month' })
  await expect(renamed).toHaveText('All by month')

  await renamed.click()
  await page.getByRole('menuitem', { name: 'Delete “All by month”' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete the view' }).click()
  await expectToast(page, '“All by month” is deleted')
  await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeVisible()
  await expect(months.getByRole('row')).toHaveCount(3)
})

type Has = Awaited<ReturnType<typeof signInNewcomer>>['has']

/** Of today: two hours of Anchor, one of Harbour and one of Zebra, at 60 each. */
async function work(has: Has): Promise<void> {
  const projects = await Promise.all(
    ['Anchor', 'Harbour', 'Zebra'].map(async (name) => {
      const { id: clientId } = await has.client({ name })
      return await has.project({ name: `${name} site`, clientId, hourlyRate: '60' })
    }),
  )
  const [anchor] = projects
  await Promise.all(
    [...projects, ...(anchor ? [anchor] : [])].map(
      async ({ id: projectId }) => await has.timeEntry({ projectId, workedOn: today }),
    ),
  )
}

async function tick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function download(page: Page, action: string) {
  const [file] = await Promise.all([page.waitForEvent('download'), act(page, action)])
  const bytes = await readFile(await file.path())
  return { name: file.suggestedFilename(), bytes, text: bytes.toString('utf8') }
}
