import { addDays } from '#domain/work-day.ts'
import { expect, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { choose, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'registering', options: { seed: 'none' } } })

const tooLong = 'x'.repeat(10_000)

test('hours are entered, changed, deleted and brought back', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await expect(page.getByText('No hours this week')).toBeVisible()
  await expectAccessible(page)

  const form = page.getByRole('form', { name: 'Add hours' })
  await choose(form, 'Project', 'Lighthouse')
  await form.getByLabel('Notes').fill('Lamp <script>alert(1)</script> 💡')
  await form.getByLabel('Duration').fill('9-10:30')
  await form.getByLabel('Duration').press('Enter')
  await expectToast(page, '1:30 added to Lighthouse')
  await expect(form.getByLabel('Duration')).toBeFocused()
  const row = rows(page, 'Hours of this week', 'Lighthouse')
  await expect(row).toContainText('Lamp <script>alert(1)</script> 💡')
  await expect(row).toContainText('09:00 – 10:30')

  await row.getByRole('button', { name: 'Lighthouse', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Edit hours' })
  await expect(drawer.getByLabel('From')).toHaveValue('09:00')
  await drawer.getByRole('textbox', { name: 'To', exact: true }).fill('12:00')
  await drawer.getByLabel('Pause').fill('15')
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Hours saved')
  await expect(row).toContainText('2:45')

  // The menu of a row opens by key, and gives the focus back, each time.
  const dots = row.getByRole('button', { name: 'Actions for' })
  await dots.focus()
  for (const key of ['Enter', 'Enter']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(dots).toBeFocused()
  }

  await chooseForRow(row, 'Delete')
  await expect(page.getByText('No hours this week')).toBeVisible()
  await expectToast(page, 'Hours deleted')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(row).toContainText('2:45')
  await expectAccessible(page)
})

test('who looks at hours of others narrows them to a person and a task', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  const { id: memberId } = await has.member({ name: 'Emma' })
  const of = { projectId, memberId, workedOn: today }
  await has.timeEntry({ ...of, taskId: (await has.task({ name: 'Design' })).id, notes: 'Drawn' })
  await has.timeEntry({ ...of, seconds: 7200, notes: 'Talked' })
  await page.reload()
  await choose(page, 'Whose timesheet', 'Emma')
  const list = page.getByRole('region', { name: 'Hours of this week' })
  await expect(list).toContainText('Drawn')
  const filter = page.getByRole('combobox', { name: 'Only this task' })
  await filter.click()
  await page.getByRole('option', { name: 'Design' }).click()
  await expect(list).not.toContainText('Talked')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Next week' }).click()
  await expect(page.getByText('No hours with this task this week')).toBeVisible()
  await page.getByRole('button', { name: 'Previous week' }).click()
  await filter.click()
  await page.getByRole('option', { name: 'All tasks' }).click()
  await expect(list).toContainText('Talked')
})

test('expenses are entered, changed, deleted and brought back', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await openTab(page, 'Expenses')
  await expect(page.getByText('No expenses this month')).toBeVisible()
  await page.getByRole('button', { name: 'Add expense' }).first().click()
  const drawer = page.getByRole('dialog')
  await choose(drawer, 'Project', 'Lighthouse')
  await drawer.getByLabel('Description').fill('=SUM(A1:A9)')
  await drawer.getByLabel('Quantity').fill('3')
  await drawer.getByLabel('Unit price').fill('9.95')
  await drawer.getByRole('button', { name: 'Add expense' }).click()
  await expectToast(page, 'Expense saved')
  const row = rows(page, 'Expenses of this month', 'Lighthouse')
  await expect(row).toContainText('=SUM(A1:A9)')
  await expect(row).toContainText('29.85')

  await chooseForRow(row, 'Edit')
  await drawer.getByLabel('Unit price').fill('10')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('30.00')
  await chooseForRow(row, 'Delete')
  await expect(page.getByText('No expenses this month')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(row).toContainText('30.00')
})

test('trips are entered, changed, deleted and brought back', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await openTab(page, 'Mileages')
  await expect(page.getByText('No trips this month')).toBeVisible()
  await page.getByRole('button', { name: 'Add trip' }).first().click()
  const drawer = page.getByRole('dialog')
  await choose(drawer, 'Project', 'Lighthouse')
  await drawer.getByLabel('From').fill('Harbour')
  await drawer.getByRole('combobox', { name: 'To', exact: true }).fill('Island')
  await drawer.getByLabel('Distance, one way').fill('40')
  await drawer.getByRole('button', { name: 'Add trip' }).click()
  await expectToast(page, 'Trip saved')
  const row = rows(page, 'Trips of this month', 'Lighthouse')
  await expect(row).toContainText('Island')

  await chooseForRow(row, 'Edit')
  await drawer.getByLabel('Return trip').check()
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('80')
  await chooseForRow(row, 'Delete')
  await expect(page.getByText('No trips this month')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(row).toContainText('80')
})

test('a trip that was driven before is entered by keyboard, with its distance and purpose', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  const isPicked = new Set(['From', 'To', 'Vehicle'])
  const drive = { projectId, fromPlace: 'Harbour street', toPlace: 'Island', vehicle: 'Van' }
  const lastOn = addDays(today, -40)
  await has.mileage({ ...drive, travelledOn: lastOn, distanceKm: '40.5', purpose: 'Lamps' })
  await openTab(page, 'Mileages')
  await page.getByRole('button', { name: 'Add trip' }).first().click()
  const drawer = page.getByRole('dialog')
  await choose(drawer, 'Project', 'Lighthouse')
  const fieldOf = (name: string) =>
    drawer.getByRole(isPicked.has(name) ? 'combobox' : 'textbox', { name, exact: true })
  await fieldOf('From').focus()
  await page.keyboard.type('harb')
  await expect(page.getByRole('option', { name: /Harbour street/ })).toBeVisible()
  await expectAccessible(page)
  for (const key of ['ArrowDown', 'Enter', 'Tab']) await page.keyboard.press(key)
  await expect(fieldOf('From')).toHaveValue('Harbour street')
  await expect(page.getByRole('option', { name: /Island/ })).toContainText('40.5 km')
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect(fieldOf('To')).toHaveValue('Island')
  await expect(fieldOf('Distance, one way')).toHaveValue('40.5')
  await expect(fieldOf('Purpose')).toHaveValue('Lamps')
  await expect(fieldOf('Vehicle')).toHaveValue('Van')
  await drawer.getByLabel('Return trip').focus()
  await page.keyboard.press('Space')
  await expect(drawer.getByText('Counts as 81')).toBeVisible()
  await expectAccessible(page)

  // What was typed is not replaced by what another pair remembers.
  await fieldOf('Distance, one way').fill('43')
  await fieldOf('From').fill('Island')
  await fieldOf('To').fill('harbour street')
  await fieldOf('Purpose').focus()
  await expect(fieldOf('Distance, one way')).toHaveValue('43')
  await page.keyboard.press('Enter')
  await expectToast(page, 'Trip saved')
  const row = rows(page, 'Trips of this month', 'Lighthouse')
  await expect(row).toContainText('86')
})

test('bad input gets words beside its field, and what was typed stays', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  const project = await has.project({ name: 'Lighthouse' })
  const form = page.getByRole('form', { name: 'Add hours' })
  const add = form.getByRole('button', { name: 'Add' })
  const duration = form.getByLabel('Duration')
  await add.click()
  await expectWords(form.getByRole('combobox', { name: 'Project' }), 'Choose a project.')
  await expectWords(duration, 'Enter how long it took.')
  await expectAccessible(page)

  await choose(form, 'Project', 'Lighthouse')
  for (const bad of ['25', '25:00', '-1', 'soon', '17:00-9:00', '1e9']) {
    await duration.fill(bad)
    await add.click()
    await expectWords(duration, /at most 24 hours|The end is before the start|Write 1:30/)
    await expect(duration).toHaveValue(bad)
  }
  await duration.fill('1')
  await form.getByLabel('Notes').fill(tooLong)
  await add.click()
  await expectWords(form.getByLabel('Notes'), /\d/)
  await form.getByLabel('Notes').fill('Short')
  await add.click()
  await expectToast(page, '1:00 added to Lighthouse')

  await rows(page, 'Hours of this week', 'Lighthouse')
    .getByRole('button', { name: 'Lighthouse', exact: true })
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('From').fill('17:00')
  await drawer.getByRole('textbox', { name: 'To', exact: true }).fill('9:00')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expectWords(
    drawer.getByRole('textbox', { name: 'To', exact: true }),
    'The end is before the start.',
  )
  await drawer.getByRole('textbox', { name: 'To', exact: true }).fill('17.61')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expectWords(
    drawer.getByRole('textbox', { name: 'To', exact: true }),
    'Write a time such as',
  )
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Cancel' }).click()

  // A year of five digits cannot be picked; neither the address nor the API take it.
  await page.goto('/timesheets?on=20226-01-01')
  await expect(page.getByRole('link', { name: /today/ })).toBeVisible()
  await page.goto('/reports/hours?period=custom&from=20226-01-01&to=20226-02-01')
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible()
  const refused = await page.evaluate(async (projectId) => {
    const item = { projectId, workedOn: '20226-01-01', seconds: 3600 }
    const response = await fetch('/api/v1/time-entries', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [item] }),
    })
    const problem = (await response.json()) as { errors: { field: string }[] }
    return { status: response.status, fields: problem.errors.map(({ field }) => field) }
  }, project.id)
  expect(refused).toEqual({ status: 422, fields: ['items.0.workedOn'] })
})

test('expenses and trips refuse what cannot be, beside the field', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  const drawer = page.getByRole('dialog')
  await openTab(page, 'Expenses')
  await page.getByRole('button', { name: 'Add expense' }).first().click()
  const addExpense = drawer.getByRole('button', { name: 'Add expense' })
  await addExpense.click()
  await expectWords(drawer.getByRole('combobox', { name: 'Project' }), 'Choose a project.')
  await expectWords(drawer.getByLabel('Unit price'), 'Enter a price')
  await drawer.getByLabel('Quantity').fill('0')
  await addExpense.click()
  await expectWords(drawer.getByLabel('Quantity'), 'Enter a quantity above zero.')
  await choose(drawer, 'Project', 'Lighthouse')
  await drawer.getByLabel('Quantity').fill('1')
  await drawer.getByLabel('Unit price').fill('10')
  await drawer.getByLabel('Description').fill(tooLong)
  await addExpense.click()
  await expectWords(drawer.getByLabel('Description'), /\d/)
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Cancel' }).click()

  await openTab(page, 'Mileages')
  await page.getByRole('button', { name: 'Add trip' }).first().click()
  await drawer.getByRole('button', { name: 'Add trip' }).click()
  await expectWords(drawer.getByLabel('From'), 'Enter a place.')
  await expectWords(drawer.getByLabel('Distance, one way'), 'Enter the distance')
  await expectAccessible(page)
})

test('what is invoiced is locked, and says so', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  const entry = await has.timeEntry({ projectId, workedOn: today })
  const expense = await has.expense({ projectId, spentOn: today })
  const mileage = await has.mileage({ projectId, travelledOn: today })
  await has.invoiceOf('time_entry', entry)
  await has.invoiceOf('expense', expense)
  await has.invoiceOf('mileage', mileage)
  await page.reload()
  for (const [tab, list] of [
    ['Hours', 'Hours of this week'],
    ['Expenses', 'Expenses of this month'],
    ['Mileages', 'Trips of this month'],
  ] as const) {
    await openTab(page, tab)
    const row = rows(page, list, 'Lighthouse')
    await expect(row.getByRole('img', { name: 'Invoiced, cannot be changed' })).toBeVisible()
    await expect(row.getByRole('button', { name: 'Lighthouse', exact: true })).toHaveCount(0)
    await row.getByRole('button', { name: 'Actions for' }).click()
    for (const action of ['Edit', 'Delete']) {
      const item = page.getByRole('menuitem', { name: action })
      await expect(item).toBeDisabled()
      await expect(item).toContainText('This is invoiced.')
    }
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  }
})

const rows = (page: Page, list: string, name: string): Locator =>
  page.getByRole('region', { name: list }).getByRole('row', { name })

async function openTab(page: Page, name: string): Promise<void> {
  await openFromMenu(page, 'Timesheets')
  await page.getByRole('navigation', { name: 'Timesheets' }).getByRole('link', { name }).click()
}

async function chooseForRow(row: Locator, action: string): Promise<void> {
  await row.getByRole('button', { name: 'Actions for' }).click()
  await row.page().getByRole('menuitem', { name: action }).click()
}

/** The words that a screen reader says with the field, and that stand below it. */
async function expectWords(field: Locator, words: string | RegExp): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(
    typeof words === 'string' ? new RegExp(words.replaceAll('.', '\\.')) : words,
  )
}
