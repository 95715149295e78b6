import { updateProject } from '#app/projects/update-project.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { weekOf } from '#domain/periods.ts'
import { addDays } from '#domain/work-day.ts'
import { devices, expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import type { Stack } from '../support/stack.ts'
import { choose, expectToast, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'week', options: { seed: 'none' } } })

const week = weekOf(today, 1)
const dayAt = (column: number) => week.days[column] ?? today

test('a week is written by keyboard, emptied, brought back, and copied to the next', async ({
  page,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Aurora' })
  const lighthouse = await has.project({ clientId, name: 'Lighthouse' })
  await has.project({ clientId, name: 'Windmill' })
  await createTimeEntries(ctx, {
    items: [{ projectId: lighthouse.id, workedOn: addDays(week.from, -7), seconds: 3600 }],
  })
  await page.goto(`/timesheets/week?on=${week.from}`)
  const grid = page.getByRole('grid', { name: 'Hours of this week' })
  await expect(grid.getByRole('rowheader', { name: /Lighthouse/ })).toBeVisible()

  // A row for another project, found by typing.
  const form = page.getByRole('form', { name: 'Add row' })
  await choose(form, 'Project', 'Windmill')
  await form.getByRole('button', { name: 'Add row' }).click()
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('ArrowUp')

  await type(page, ['1,5', 'Tab', '9:00-17:00 -30m', 'Tab', '90m', 'Enter', '2', 'Enter'])
  await expect(grid.getByRole('row', { name: /Lighthouse/ })).toContainText('10:30')
  await expect(grid.getByRole('row', { name: /^Total/ })).toContainText('12:30')
  await expect.poll(async () => (await entriesOf(stack, ctx)).length).toBe(4)
  await expectAccessible(page)

  // What means nothing is told, and stays to be corrected.
  await type(page, ['25', 'ArrowUp', 'ArrowDown'])
  await expect(page.getByText('at most 24 hours')).toBeVisible()
  await expect(field(page)).toHaveValue('25')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await type(page, ['', 'ArrowUp'])
  await expectToast(page, 'Hours deleted')
  await expect.poll(async () => (await entriesOf(stack, ctx)).length).toBe(3)
  // Undo is still there on another page.
  await page.getByRole('link', { name: 'Reports' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await entriesOf(stack, ctx)).length).toBe(4)

  // One day of it is past the end of the project, and is left out.
  await updateProject(ctx, { projectId: lighthouse.id, changes: { endsOn: addDays(week.next, 1) } })
  await page.goto(`/timesheets/week?on=${week.next}`)
  await page.getByRole('button', { name: 'Copy last week' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy last week' })
  await expect(dialog.getByText('Lighthouse')).toBeVisible()
  await expectAccessible(page)
  const wednesday = 'outside the dates of the project'
  await expect(dialog.getByText(`Wed: ${wednesday}`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy hours' }).click()
  await expectToast(page, `3 entries copied. Left out: ${wednesday} (Wed)`)
  await expect(grid.getByRole('row', { name: /^Total/ })).toContainText('11:00')
  await page.getByRole('button', { name: 'Copy last week' }).click()
  await expect(dialog.getByText('has hours already').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Copy hours' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('no key of a fast typist is lost', async ({ page, stack }) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Aurora' })
  for (const name of ['Lighthouse', 'Windmill']) {
    const { id: projectId } = await has.project({ clientId, name })
    await createTimeEntries(ctx, {
      items: [{ projectId, workedOn: addDays(week.from, -7), seconds: 3600 }],
    })
  }
  await page.goto(`/timesheets/week?on=${week.from}`)
  await field(page).focus()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  for (const key of ['1', 'Tab', '2', 'Tab', '3', 'Enter', '4', 'Enter'])
    await page.keyboard.press(key)
  // In the last row one stays, and goes on typing while the answer comes.
  await expect
    .poll(async () =>
      (await entriesOf(stack, ctx)).map(({ seconds }) => seconds / 3600).toSorted((a, b) => a - b),
    )
    .toEqual([1, 2, 3, 4])
  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue('4:00')
  for (const key of ['5', 'Enter']) await page.keyboard.press(key)
  await expect
    .poll(async () =>
      (await entriesOf(stack, ctx)).map(({ seconds }) => seconds / 3600).toSorted((a, b) => a - b),
    )
    .toEqual([1, 2, 3, 5])
  await expect(field(page)).toBeFocused()
})

test('what stands in a cell is saved when one leaves without leaving it', async ({
  page,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Aurora' })
  const { id: projectId } = await has.project({ clientId, name: 'Lighthouse' })
  await createTimeEntries(ctx, {
    items: [{ projectId, workedOn: addDays(week.from, -7), seconds: 3600 }],
  })
  const saved = async () => {
    const entries = await stack.db
      .selectFrom('time_entries')
      .where('workspace_id', '=', ctx.workspaceId)
      .where('worked_on', '>=', week.from)
      .select('seconds')
      .orderBy('seconds')
      .execute()
    return entries.map(({ seconds }) => seconds / 60)
  }

  // To another page with the keys of the browser: the field goes away with its focus, and no event says so.
  await page.goto(`/timesheets/week?on=${week.from}`)
  await page.getByRole('link', { name: 'Reports' }).click()
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible()
  await page.goBack()
  await field(page).fill('1:10')
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible()
  await expect.poll(saved).toEqual([70])

  // Another week, and typing there at once.
  await page.goto(`/timesheets/week?on=${week.from}`)
  await field(page).fill('1:20')
  await page.getByRole('button', { name: 'Next week' }).click()
  await field(page).fill('1:30')
  await page.keyboard.press('Enter')
  await expect.poll(saved).toEqual([80, 90])

  // The window is closed, or goes somewhere else.
  await field(page).fill('1:40')
  await page.goto('about:blank')
  await expect.poll(saved).toEqual([80, 100])
})

test('of two tabs at one entry the second is told, and nothing is lost', async ({
  page,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const project = await has.project({ name: 'Lighthouse' })
  const entry = await has.timeEntry({ projectId: project.id, workedOn: dayAt(0), notes: 'Mine' })
  await page.goto(`/timesheets/week?on=${week.from}`)
  await expect(field(page)).toHaveValue('1:00')
  const elsewhere = async (seconds: number) =>
    await updateTimeEntry(ctx, { timeEntryId: entry.id, changes: { seconds } })

  await elsewhere(7200)
  await field(page).focus()
  await type(page, ['3', 'Enter'])
  await expect(page.getByText('it is 2:00 now, you typed 3')).toBeVisible()
  await expectAccessible(page)
  expect((await entriesOf(stack, ctx)).map((each) => each.seconds)).toEqual([7200])
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await expect
    .poll(async () => (await entriesOf(stack, ctx)).map((each) => each.seconds))
    .toEqual([10_800])

  // The same in the form.
  await page.getByRole('button', { name: 'Details' }).click()
  const drawer = page.getByRole('dialog', { name: 'Edit hours' })
  await drawer.getByLabel('Notes').fill('Typed here')
  await elsewhere(14_400)
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(drawer.getByText('Changed in the meantime')).toBeVisible()
  await expect(drawer.getByRole('alert')).toContainText('4:00')
  await expect(drawer.getByLabel('Notes')).toHaveValue('Typed here')
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Take the newer' }).click()
  await drawer.getByLabel('Notes').fill('Typed here')
  await drawer.getByRole('button', { name: 'Keep mine' }).click()
  await expectToast(page, 'Hours saved')
  expect(await entriesOf(stack, ctx)).toMatchObject([{ seconds: 14_400, notes: 'Typed here' }])
})

test('billed hours, and several in a cell, are not typed over', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  const project = await has.project({ name: 'Lighthouse' })
  const billed = await has.timeEntry({ projectId: project.id, workedOn: dayAt(0) })
  await has.invoiceOf('time_entry', billed)
  for (const notes of ['First', 'Second']) {
    await has.timeEntry({ projectId: project.id, workedOn: dayAt(1), notes })
  }
  await page.goto(`/timesheets/week?on=${week.from}`)
  await field(page).focus()
  await expect(field(page)).toHaveAttribute('readonly')
  await expect(page.getByText('This is invoiced.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(field(page)).toHaveValue('2:00')
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: /Lighthouse/ })
  await expect(list.getByText('Second')).toBeVisible()
  await expectAccessible(page)
})

test('what could not be sent is kept, said, and sent later', async ({
  page,
  stack,
  complaints,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const project = await has.project({ name: 'Lighthouse' })
  await has.timeEntry({ projectId: project.id, workedOn: dayAt(0) })
  await page.goto(`/timesheets/week?on=${week.from}`)
  await field(page).focus()
  await page.route('**/timesheet-week/cells', (route) => route.abort())
  await type(page, ['2', 'Enter'])
  await expect(page.getByText('Not saved: the server cannot be reached.')).toBeVisible()
  // The browser says so too, and is meant to.
  complaints.length = 0
  await page.unroute('**/timesheet-week/cells')
  await page.getByRole('link', { name: 'Projects' }).click()
  await page.goBack()
  await expect(field(page)).toHaveValue('2')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect
    .poll(async () => (await entriesOf(stack, ctx)).map((each) => each.seconds))
    .toEqual([7200])
})

test.describe('on a phone', () => {
  const { viewport, isMobile, hasTouch } = devices['iPhone 13']
  test.use({ viewport, isMobile, hasTouch })

  test('a week is written day by day', async ({ page, stack }) => {
    const { has, ctx } = await signInNewcomer(page, stack)
    const project = await has.project({ name: 'Lighthouse' })
    await has.timeEntry({ projectId: project.id, workedOn: dayAt(0) })
    await page.goto(`/timesheets/week?on=${dayAt(2)}`)
    await field(page).tap()
    await type(page, ['1:15', 'Enter'])
    await expect.poll(async () => (await entriesOf(stack, ctx)).length).toBe(2)
    await expect(page.getByRole('navigation', { name: 'Days of the week' })).toContainText('1:15')
    await expectAccessible(page)
  })
})

function field(page: Page) {
  return page.getByRole('grid').getByRole('textbox')
}

const keys = /^(?:Tab|Enter|Arrow\w+)$/

/** Types into one cell after the other; the name of a key is pressed. */
async function type(page: Page, steps: string[]): Promise<void> {
  for (const step of steps) {
    if (keys.test(step)) await page.keyboard.press(step)
    else await field(page).fill(step)
    await expect(field(page)).toBeFocused()
  }
}

async function entriesOf({ db }: Stack, ctx: { workspaceId: string }) {
  return await db
    .selectFrom('time_entries')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('worked_on', '>=', week.from)
    .where('worked_on', '<', week.next)
    .select(['seconds', 'notes'])
    .execute()
}
