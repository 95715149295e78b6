import { expect } from '@playwright/test'
import { addDays } from '#domain/work-day.ts'
import { expectAccessible } from '../support/axe.ts'
import {
  act,
  choose,
  expectFact,
  expectToast,
  openFromMenu,
  signInNewcomer,
  test,
  today,
} from './steps.ts'

test.use({ journey: { name: 'rates', options: { seed: 'none' } } })

test('a rate is raised from a day on, and given to the work that was chosen', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  const client = await has.client({ name: 'Blue Kettle BV' })
  const project = await has.project({ name: 'Website', clientId: client.id, hourlyRate: '95' })
  const projectId = project.id
  const yesterday = addDays(today, -1)
  await has.timeEntry({ projectId, workedOn: yesterday, notes: 'Before' })
  await has.timeEntry({ projectId, workedOn: today, notes: 'First' })
  await has.timeEntry({ projectId, workedOn: today, notes: 'Second' })

  const dialog = page.getByRole('dialog', { name: 'Change rate: Website' })
  await test.step('from today, for all but one', async () => {
    await openFromMenu(page, 'Projects')
    await page.getByRole('link', { name: 'Website' }).click()
    await page.getByRole('button', { name: 'Hourly rate: Change…' }).click()
    await dialog.getByLabel('Hourly rate').fill('100')
    await expect(dialog).toContainText('2 entries would change · 2:00')
    await expectFact(dialog, 'Now', '€190.00')
    await expectFact(dialog, 'Then', '€200.00')
    await dialog.getByRole('button', { name: 'By project' }).click()
    await expect(dialog.getByRole('row', { name: /Website · Blue Kettle BV/ })).toContainText('2')
    await dialog.getByText('Choose which entries').click()
    await dialog
      .getByRole('checkbox', { name: /Website/ })
      .first()
      .uncheck()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Change rate' }).click()
    await expectToast(page, 'Rate changed, for 1 entry that is not billed yet too')
    const field = page.getByRole('group', { name: 'Hourly rate' })
    await expect(field).toContainText(`100.00 EUR since ${today}`)
    await expectAccessible(page)
  })

  await test.step('what was left out is re-rated from Reports', async () => {
    await openFromMenu(page, 'Reports')
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Rate of' }).check()
    await page.keyboard.press('Escape')
    const rows = page.getByRole('table').getByRole('row')
    const origin = `project rate since ${today}`
    await expect(rows.filter({ hasText: origin })).toHaveCount(1)
    await expect(rows.filter({ hasText: 'Before' })).toContainText('95.00')
    await page.getByRole('checkbox', { name: 'Select all' }).check()
    await act(page, 'Re-rate')
    const reRate = page.getByRole('dialog', { name: 'Re-rate the selection' })
    await expect(reRate).toContainText('1 entry would change · 1:00')
    await expectAccessible(page)
    await reRate.getByRole('button', { name: 'Re-rate' }).click()
    await expectToast(page, '1 entry re-rated')
    await expect(rows.filter({ hasText: origin })).toHaveCount(2)
    await expectAccessible(page)
  })

  await test.step('the rate is taken away again, for new entries only', async () => {
    await openFromMenu(page, 'Projects')
    await page.getByRole('link', { name: 'Website' }).click()
    await page.getByRole('button', { name: 'Hourly rate: Change…' }).click()
    await dialog.getByRole('button', { name: `Take away the rate from ${today}` }).click()
    await expect(dialog).toContainText('2 entries would change')
    await dialog.getByText('None: the new rate is for new entries only').click()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Take rate away' }).click()
    await expectToast(page, 'Rate changed')
    const field = page.getByRole('group', { name: 'Hourly rate' })
    await expect(field).toContainText('95.00 EUR')
    await expect(field).not.toContainText('since')
  })
})

test('a budget shows what is used, warns, and says what comes of it', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Website' })
  await has.timeEntry({ projectId, workedOn: addDays(today, -7), seconds: 4 * 3600 })
  const { id: taskId } = await has.task({ name: 'Design' })
  await has.timeEntry({ projectId, taskId, workedOn: today, seconds: 4 * 3600 })
  await openFromMenu(page, 'Projects')
  await page.getByRole('link', { name: 'Website' }).click()

  await page.getByRole('button', { name: 'Set budget…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Budget of Website' })
  await dialog.getByRole('button', { name: 'Save budget' }).click()
  await expect(dialog).toContainText('Enter more than zero.')
  await dialog.getByRole('textbox', { name: 'Hours' }).fill('10')
  await dialog.getByLabel('Warn at').fill('50, 80, 100')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save budget' }).click()
  await expectToast(page, 'Budget saved')

  await expect(page.getByText('80 % of the budget is used')).toBeVisible()
  await expectFact(page, 'Left', '2:00')
  await expect(page.getByRole('img', { name: /Work day by day against the budget/ })).toBeVisible()
  await expect(page.getByText(/At this pace nothing is left on/)).toBeVisible()
  await expect(page.getByText(/50 % reached, seen/)).toBeVisible()
  await page.getByRole('button', { name: 'The figures of the chart' }).click()
  await expect(page.getByRole('row', { name: new RegExp(`${today} 8:00 80 %`) })).toBeVisible()
  await expectAccessible(page)

  // A task has a budget of its own, which warns as well.
  await page.getByRole('button', { name: 'Set budget of a task…' }).click()
  const ofTask = page.getByRole('dialog', { name: 'Budget of Website' })
  await ofTask.getByRole('button', { name: 'Save budget' }).click()
  await expect(ofTask).toContainText('Choose a task.')
  await choose(ofTask, 'Task', 'Design')
  await ofTask.getByRole('textbox', { name: 'Hours' }).fill('3')
  await expectAccessible(page)
  await ofTask.getByRole('button', { name: 'Save budget' }).click()
  const tasks = page.getByRole('list', { name: 'Budgets of tasks' })
  await expect(tasks.getByRole('listitem').first()).toContainText('4:00 of 3:00')
  await expect(page.getByText('Design: 133 % of the budget is used')).toBeVisible()
  await expect(tasks.getByText(/100 % reached, seen/)).toBeVisible()
  await expectAccessible(page)
  await tasks.getByRole('button', { name: 'Change budget of Design' }).click()
  const dialogOfDesign = page.getByRole('dialog', { name: 'Budget of Design' })
  await dialogOfDesign.getByRole('button', { name: 'Remove' }).click()
  await expect(tasks).not.toBeVisible()
  await expect(page.getByText('80 % of the budget is used')).toBeVisible()

  await openFromMenu(page, 'Projects')
  await expect(page.getByRole('row', { name: /Website/ })).toContainText('80 %')
  await expectAccessible(page)
})
