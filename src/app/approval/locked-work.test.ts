import { getApprovalSettings } from '#app/approval/get-approval-settings.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { createExpenses } from '#app/expenses/create-expenses.ts'
import { deleteExpense } from '#app/expenses/delete-expense.ts'
import { deleteExpenses } from '#app/expenses/delete-expenses.ts'
import { restoreExpenses } from '#app/expenses/restore-expenses.ts'
import { updateExpense } from '#app/expenses/update-expense.ts'
import { createMileages } from '#app/mileages/create-mileages.ts'
import { deleteMileage } from '#app/mileages/delete-mileage.ts'
import { deleteMileages } from '#app/mileages/delete-mileages.ts'
import { updateMileage } from '#app/mileages/update-mileage.ts'
import { previewReRating } from '#app/rates/preview-re-rating.ts'
import { deleteReceipt } from '#app/receipts/delete-receipt.ts'
import { copyTimesheetWeek } from '#app/time/copy-timesheet-week.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { deleteTimeEntries } from '#app/time/delete-time-entries.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { restoreTimeEntries } from '#app/time/restore-time-entries.ts'
import { saveTimesheetCells } from '#app/time/save-timesheet-cells.ts'
import { updateTimeEntries } from '#app/time/update-time-entries.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { getRunningTimer } from '#app/timers/get-running-timer.ts'
import { startTimer } from '#app/timers/start-timer.ts'
import { stopTimer } from '#app/timers/stop-timer.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'

const day = '2026-11-10'
const later = '2026-11-16'
const dayMs = 86_400_000

/** An hour, an expense with a receipt and a trip, on a day in the past. */
async function aDay(world: World) {
  const { id: projectId } = await world.has.project()
  const hour = await world.has.timeEntry({ projectId, workedOn: day })
  const expense = await world.has.expense({ projectId, spentOn: day })
  const trip = await world.has.mileage({ projectId, travelledOn: day })
  const content = new TextEncoder().encode('%PDF-1.4 a receipt')
  const receipt = await world.has.receipt(expense.id, { name: 'receipt.pdf', content })
  return { projectId, hour, expense, trip, receipt }
}
type Day = Awaited<ReturnType<typeof aDay>>

/** Every verb that changes or removes what is there. */
const roads: Record<string, (world: World, there: Day) => Promise<unknown>> = {
  'change an hour': async ({ ctx }, { hour }) =>
    await updateTimeEntry(ctx, { timeEntryId: hour.id, changes: { notes: 'Other' } }),
  'move an hour away': async ({ ctx }, { hour }) =>
    await updateTimeEntry(ctx, { timeEntryId: hour.id, changes: { workedOn: later } }),
  'change many hours': async ({ ctx }, { hour }) =>
    await updateTimeEntries(ctx, { items: [{ id: hour.id, changes: { seconds: 60 } }] }),
  'delete an hour': async ({ ctx }, { hour }) =>
    await deleteTimeEntry(ctx, { timeEntryId: hour.id }),
  'delete many hours': async ({ ctx }, { hour }) =>
    await deleteTimeEntries(ctx, { items: [{ id: hour.id }] }),
  'change a cell of the week': async (world, there) => await aCell(world, there, 1800),
  'empty a cell of the week': async (world, there) => await aCell(world, there, 0),
  'change an expense': async ({ ctx }, { expense }) =>
    await updateExpense(ctx, { expenseId: expense.id, changes: { quantity: '2' } }),
  'delete an expense': async ({ ctx }, { expense }) =>
    await deleteExpense(ctx, { expenseId: expense.id }),
  'delete many expenses': async ({ ctx }, { expense }) =>
    await deleteExpenses(ctx, { items: [{ id: expense.id }] }),
  'add a receipt': async ({ has }, { expense }) => {
    const content = new TextEncoder().encode('%PDF-1.4 another')
    await has.receipt(expense.id, { name: 'other.pdf', content })
  },
  'remove a receipt': async ({ ctx }, { expense, receipt }) =>
    await deleteReceipt(ctx, { expenseId: expense.id, receiptId: receipt.id }),
  'change a trip': async ({ ctx }, { trip }) =>
    await updateMileage(ctx, { mileageId: trip.id, changes: { distanceKm: '1' } }),
  'delete many trips': async ({ ctx }, { trip }) =>
    await deleteMileages(ctx, { items: [{ id: trip.id }] }),
  'delete a trip': async ({ ctx }, { trip }) => await deleteMileage(ctx, { mileageId: trip.id }),
}

/** Every verb that adds to a day. */
const additions: Record<string, (world: World, there: Day) => Promise<unknown>> = {
  'add an hour': async ({ ctx }, { projectId }) =>
    await createTimeEntries(ctx, { items: [{ projectId, workedOn: day, seconds: 60 }] }),
  'move an hour there': async ({ ctx, has }, { projectId }) => {
    const { id } = await has.timeEntry({ projectId, workedOn: later })
    await updateTimeEntry(ctx, { timeEntryId: id, changes: { workedOn: day } })
  },
  'fill a cell of the week': async ({ ctx, has }, { projectId }) => {
    const { id: taskId } = await has.task()
    const cell = { projectId, taskId, workedOn: day, work: { seconds: 60 } }
    const cells = [{ ...cell, entryId: null, expectedUpdatedAt: null }]
    throwRefused(await saveTimesheetCells(ctx, { cells }))
  },
  'copy a week there': async ({ ctx, has }) => {
    await has.timeEntry({ workedOn: '2026-11-17' })
    const { plan, items } = await copyTimesheetWeek(ctx, { from: later, to: '2026-11-09' })
    // What is closed is left out and named, and nothing comes of it.
    if (items.length > 0) return
    const isClosed = plan.length > 0 && plan.every((each) => each.outcome === 'period_is_closed')
    expect(isClosed).toBe(true)
    throw Object.assign(new Error('left out'), { code: 'period_is_closed' })
  },
  'add an expense': async ({ ctx }, { projectId }) =>
    await createExpenses(ctx, { items: [{ projectId, spentOn: day, unitPrice: '1' }] }),
  'add a trip': async ({ ctx }, { projectId }) => {
    const trip = { fromPlace: 'A', toPlace: 'B', distanceKm: '1' }
    await createMileages(ctx, { items: [{ projectId, travelledOn: day, ...trip }] })
  },
}

async function aCell({ ctx }: World, { hour }: Day, seconds: number): Promise<void> {
  const { projectId, taskId, workedOn, id: entryId, updatedAt: expectedUpdatedAt } = hour
  const cell = { projectId, taskId, workedOn, work: { seconds }, entryId, expectedUpdatedAt }
  throwRefused(await saveTimesheetCells(ctx, { cells: [cell] }))
}

function throwRefused([cell]: Awaited<ReturnType<typeof saveTimesheetCells>>): void {
  if (cell?.outcome === 'refused') throw Object.assign(new Error('refused'), cell.problem)
}

async function handIn({ db }: World, approval: 'submitted' | 'approved' | 'rejected') {
  for (const table of ['time_entries', 'expenses', 'mileages'] as const) {
    await sql`update ${sql.table(table)} set approval = ${approval}`.execute(db)
  }
}

async function snapshot({ db }: World) {
  const tables = ['time_entries', 'expenses', 'mileages', 'expense_receipts']
  return await Promise.all(
    tables.map(
      async (table) => (await sql`select * from ${sql.table(table)} order by id`.execute(db)).rows,
    ),
  )
}

describe('what cannot be changed by any road', () => {
  const reasons = {
    item_is_submitted: async (world: World) => await handIn(world, 'submitted'),
    item_is_approved: async (world: World) => await handIn(world, 'approved'),
    period_is_closed: async ({ ctx }: World) =>
      await updateApprovalSettings(ctx, { changes: { lockedThrough: day } }),
    item_is_invoiced: async ({ has }: World, { hour, expense, trip }: Day) => {
      await has.invoiceOf('time_entry', hour)
      await has.invoiceOf('expense', expense)
      await has.invoiceOf('mileage', trip)
    },
  }

  test.each(Object.entries(reasons))('%s', async (code, happen) => {
    await using world = await createWorld()
    const there = await aDay(world)
    await happen(world, there)
    const before = await snapshot(world)
    for (const [name, road] of Object.entries(roads)) {
      await expect(road(world, there), name).rejects.toMatchObject({ code })
    }
    const tables = { time_entries: 'notes', expenses: 'description', mileages: 'purpose' }
    for (const [table, column] of Object.entries(tables)) {
      const change = sql`update ${sql.table(table)} set ${sql.ref(column)} = 'x'`.execute(world.db)
      await expect(change, table).rejects.toThrow(/cannot be changed|is locked/)
      const removal = sql`delete from ${sql.table(table)}`.execute(world.db)
      await expect(removal, table).rejects.toThrow(/cannot be changed|is locked/)
    }
    expect(await snapshot(world)).toEqual(before)
  })

  test('nothing is: an open day lets all of it happen', async () => {
    await using world = await createWorld()
    for (const road of Object.values(roads)) await road(world, await aDay(world))
    for (const road of Object.values(additions)) await road(world, await aDay(world))
  })
})

test.each([
  ['by date', { lockedThrough: day }],
  ['by weeks', { closesAfterWeeks: 1 }],
])('nothing is added to a period that is closed %s', async (_words, changes) => {
  await using world = await createWorld({ startAt: '2026-11-23T10:00:00Z' })
  const there = await aDay(world)
  await updateApprovalSettings(world.ctx, { changes })
  for (const [name, road] of Object.entries(additions)) {
    await expect(road(world, there), name).rejects.toMatchObject({ code: 'period_is_closed' })
  }
  const { closedThrough } = await getApprovalSettings(world.ctx)
  expect(closedThrough).toBe('lockedThrough' in changes ? day : '2026-11-15')
  // The day after is open.
  await world.has.timeEntry({ workedOn: later })
  // Opened again, all of it is possible.
  const open = { lockedThrough: null, closesAfterWeeks: null }
  await updateApprovalSettings(world.ctx, { changes: open })
  for (const road of Object.values(additions)) await road(world, there)
})

test('what is rejected can be changed; undo brings it back as rejected', async () => {
  await using world = await createWorld()
  const { hour } = await aDay(world)
  await handIn(world, 'rejected')
  const timeEntryId = hour.id
  const changed = await updateTimeEntry(world.ctx, { timeEntryId, changes: { notes: 'Better' } })
  const [restored] = await restoreTimeEntries(world.ctx, {
    items: [{ id: hour.id, updatedAt: hour.updatedAt, expectedUpdatedAt: changed.updatedAt }],
  })
  expect(restored).toMatchObject({ notes: 'Work', approval: 'rejected' })
})

test('undo does not reach into a closed period, nor over what was handed in meanwhile', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { hour } = await aDay(world)
  const { id, updatedAt } = hour
  const changed = await updateTimeEntry(ctx, { timeEntryId: id, changes: { notes: 'Better' } })
  const undo = async (expectedUpdatedAt: Date | null) =>
    await restoreTimeEntries(ctx, { items: [{ id, updatedAt, expectedUpdatedAt }] })
  await handIn(world, 'submitted')
  await expect(undo(changed.updatedAt)).rejects.toMatchObject({ code: 'item_is_submitted' })
  await handIn(world, 'rejected')
  await deleteTimeEntry(ctx, { timeEntryId: id })
  await updateApprovalSettings(ctx, { changes: { lockedThrough: day } })
  await expect(undo(null)).rejects.toMatchObject({ code: 'period_is_closed' })
  await updateApprovalSettings(ctx, { changes: { lockedThrough: '2026-11-09' } })
  expect(await undo(null)).toHaveLength(1)
})

test('undo of an expense neither', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { expense } = await aDay(world)
  const { id, updatedAt } = expense
  await deleteExpense(ctx, { expenseId: id })
  const undo = async () =>
    await restoreExpenses(ctx, { items: [{ id, updatedAt, expectedUpdatedAt: null }] })
  await updateApprovalSettings(ctx, { changes: { lockedThrough: day } })
  await expect(undo()).rejects.toMatchObject({ code: 'period_is_closed' })
  await updateApprovalSettings(ctx, { changes: { lockedThrough: null } })
  expect(await undo()).toHaveLength(1)
})

test('a timer that stops into a closed period is refused, and loses no minute', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const { timer } = await startTimer(world.ctx, { projectId })
  world.clock.advance(3_600_000)
  const stop = async () => await stopTimer(world.ctx, { timerId: timer.id })
  await updateApprovalSettings(world.ctx, { changes: { lockedThrough: later } })
  await expect(stop()).rejects.toMatchObject({ code: 'period_is_closed' })
  expect((await getRunningTimer(world.ctx)).timer).toMatchObject({ startedAt: timer.startedAt })
  await updateApprovalSettings(world.ctx, { changes: { lockedThrough: null } })
  expect(await stop()).toMatchObject([{ workedOn: later, seconds: 3600 }])
})

test('"closed after weeks" counts the weeks of the zone of the workspace', async () => {
  // Monday in Auckland, Sunday still in Amsterdam.
  await using world = await createWorld({ startAt: '2026-11-22T12:00:00Z' })
  const { ctx } = world
  const closed = async () => (await getApprovalSettings(ctx)).closedThrough
  await updateApprovalSettings(ctx, { changes: { closesAfterWeeks: 1 } })
  expect(await closed()).toBe('2026-11-08')
  await sql`update workspaces set time_zone = 'Pacific/Auckland'`.execute(world.db)
  expect(await closed()).toBe('2026-11-15')
  world.clock.advance(7 * dayMs)
  expect(await closed()).toBe('2026-11-22')
})

test('rates of a closed period are not given anew', async () => {
  await using world = await createWorld()
  const { hour, projectId } = await aDay(world)
  await updateProject(world.ctx, { projectId, changes: { hourlyRate: '120' } })
  const preview = async () =>
    await previewReRating(world.ctx, { kind: 'time_entry', ids: [hour.id], limit: 10 })
  const before = (await preview()).count
  await updateApprovalSettings(world.ctx, { changes: { lockedThrough: day } })
  expect([before, (await preview()).count]).toEqual([1, 0])
})

test('who writes and who closes wait for each other: never is there work in a period after it closed', async () => {
  await using world = await createWorld()
  const { ctx, db } = world
  const { projectId } = await aDay(world)
  const writers = Array.from({ length: 8 }, async () => {
    try {
      await createTimeEntries(ctx, { items: [{ projectId, workedOn: day, seconds: 60 }] })
    } catch (error) {
      expect(error).toMatchObject({ code: 'period_is_closed' })
    }
  })
  const closing = (async () => {
    await updateApprovalSettings(ctx, { changes: { lockedThrough: day } })
    return await count()
  })()
  async function count() {
    const { rows } = await sql<{
      count: number
    }>`select count(*) as count from time_entries`.execute(db)
    return rows[0]?.count
  }
  const [whenClosed] = await Promise.all([closing, ...writers])
  expect(await count()).toBe(whenClosed)
})

test('bookkeepers close periods, administrators say who approves, employees read both', async () => {
  await using world = await createWorld()
  const bookkeeper = (await world.has.member({ role: 'bookkeeper' })).ctx
  const employee = (await world.has.member()).ctx
  const closed = await updateApprovalSettings(bookkeeper, { changes: { lockedThrough: day } })
  expect(closed).toMatchObject({ lockedThrough: day, approvalBy: 'off' })
  const declined = { code: 'not_allowed' }
  const approval = updateApprovalSettings(bookkeeper, { changes: { approvalBy: 'both' } })
  await expect(approval).rejects.toMatchObject({
    ...declined,
    particulars: { field: 'approvalBy' },
  })
  const reopening = updateApprovalSettings(employee, { changes: { lockedThrough: null } })
  await expect(reopening).rejects.toMatchObject(declined)
  expect(await getApprovalSettings(employee)).toMatchObject({ closedThrough: day })
})

test('without approval nothing is handed in', async () => {
  await using world = await createWorld()
  const { hour } = await aDay(world)
  await updateApprovalSettings(world.ctx, { changes: { approvalBy: 'both' } })
  await handIn(world, 'approved')
  await updateApprovalSettings(world.ctx, { changes: { approvalBy: 'off' } })
  expect(await getTimeEntry(world.ctx, { timeEntryId: hour.id })).toMatchObject({
    approval: 'open',
  })
})
