import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { copyTimesheetWeek } from '#app/time/copy-timesheet-week.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { getTimesheetWeek } from '#app/time/get-timesheet-week.ts'
import { listRecentNotes } from '#app/time/list-recent-notes.ts'
import { listShortcuts } from '#app/time/list-shortcuts.ts'
import { previewTimesheetCopy } from '#app/time/preview-timesheet-copy.ts'
import { saveTimesheetCells } from '#app/time/save-timesheet-cells.ts'
import { setFavourites } from '#app/time/set-favourites.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { addDays } from '#domain/work-day.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const monday = '2026-11-16'
const empty = { taskId: null, entryId: null, expectedUpdatedAt: null }

async function cellsOf(world: World, from = monday) {
  const { rows } = await getTimesheetWeek(world.ctx, { from })
  return rows.flatMap((row) =>
    row.entries.map((entry) => [row.projectName, entry.workedOn, entry.seconds]),
  )
}

test('a week is read in two queries, with the rows of the weeks before and the favourites', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client()
  const now = await world.has.project({ clientId, name: 'Now' })
  const before = await world.has.project({ clientId, name: 'Before' })
  const long = await world.has.project({ clientId, name: 'Long ago' })
  const starred = await world.has.project({ clientId, name: 'Starred' })
  await createTimeEntries(world.ctx, {
    items: [
      { projectId: now.id, workedOn: monday, seconds: 3600 },
      { projectId: now.id, workedOn: monday, seconds: 1800 },
      { projectId: before.id, workedOn: '2026-11-09', seconds: 60 },
      { projectId: long.id, workedOn: '2026-10-01', seconds: 60 },
    ],
  })
  await setFavourites(world.ctx, { items: [{ projectId: starred.id, taskId: null }] })
  const { rows, to } = await getTimesheetWeek(world.ctx, { from: monday })
  expect(to).toBe('2026-11-22')
  expect(rows.map((row) => [row.projectName, row.isFavourite, row.entries.length])).toEqual([
    ['Before', false, 0],
    ['Now', false, 2],
    ['Starred', true, 0],
  ])
  await updateProject(world.ctx, { projectId: before.id, changes: { isArchived: true } })
  const { rows: left } = await getTimesheetWeek(world.ctx, {})
  expect(left.map((row) => row.projectName)).toEqual(['Now', 'Starred'])
})

test('a week is read in at most three queries, however many rows it has', async () => {
  await using world = await createWorld()
  for (const name of ['One', 'Two', 'Three']) {
    const project = await world.has.project({ name })
    await world.has.timeEntry({ projectId: project.id, workedOn: monday })
  }
  const queries: string[] = []
  const db = world.ctx.db.withPlugin({
    transformQuery: ({ node }) => {
      queries.push(node.kind)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const { rows } = await getTimesheetWeek({ ...world.ctx, db }, { from: monday })
  expect(rows).toHaveLength(3)
  expect(queries.length).toBeGreaterThan(0)
  expect(queries.length).toBeLessThanOrEqual(2)
  await getTimesheetWeek({ ...world.ctx, db }, {})
  expect(queries.length).toBeLessThanOrEqual(2 + 3)
})

test('cells are written once, however often they are sent, and emptied once', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ name: 'Lighthouse' })
  const cells = [
    { ...empty, projectId, workedOn: monday, work: { seconds: 5400 } },
    {
      ...empty,
      projectId,
      workedOn: '2026-11-17',
      work: { startedAt: '09:00', endedAt: '12:00', pauseSeconds: 900 },
    },
  ]
  const first = await saveTimesheetCells(world.ctx, { cells })
  expect(first.map((each) => [each.outcome, each.entries[0]?.seconds])).toEqual([
    ['saved', 5400],
    ['saved', 9900],
  ])
  const again = await saveTimesheetCells(world.ctx, { cells })
  expect(again.map((each) => each.outcome)).toEqual(['unchanged', 'unchanged'])
  expect(await cellsOf(world)).toHaveLength(2)

  const [entry] = first[0]?.entries ?? []
  const change = (seconds: number) => ({
    cells: [
      {
        ...empty,
        projectId,
        workedOn: monday,
        work: { seconds },
        entryId: entry?.id ?? null,
        expectedUpdatedAt: entry?.updatedAt ?? null,
      },
    ],
  })
  const outcomes = async (seconds: number) =>
    (await saveTimesheetCells(world.ctx, change(seconds))).map((each) => each.outcome)
  expect(await outcomes(7200)).toEqual(['saved'])
  expect(await outcomes(7200)).toEqual(['unchanged'])
  // What was seen is gone: the newer is shown, and kept.
  const [asked] = await saveTimesheetCells(world.ctx, change(0))
  expect([asked?.outcome, asked?.entries[0]?.seconds]).toEqual(['changed_elsewhere', 7200])
  const newer = asked?.entries[0]
  const [last] = change(0).cells
  const emptying = {
    cells: last && newer ? [{ ...last, expectedUpdatedAt: newer.updatedAt }] : [],
  }
  expect((await saveTimesheetCells(world.ctx, emptying)).map((each) => each.outcome)).toEqual([
    'removed',
  ])
  expect((await saveTimesheetCells(world.ctx, emptying)).map((each) => each.outcome)).toEqual([
    'unchanged',
  ])
})

test('cells that cannot be written say why, and do not hold the others up', async () => {
  await using world = await createWorld()
  const good = await world.has.project({ name: 'Good' })
  const gone = await world.has.project()
  await updateProject(world.ctx, { projectId: gone.id, changes: { isArchived: true } })
  const billed = await world.has.timeEntry({ projectId: good.id, workedOn: monday })
  await world.has.invoiceOf('time_entry', billed)
  await world.has.timeEntry({ projectId: good.id, workedOn: '2026-11-18' })
  const cell = (projectId: string, workedOn: string, seconds: number) => ({
    ...empty,
    projectId,
    workedOn,
    work: { seconds },
  })
  const saved = await saveTimesheetCells(world.ctx, {
    cells: [
      { ...cell(good.id, monday, 60), entryId: billed.id, expectedUpdatedAt: billed.updatedAt },
      cell(gone.id, '2026-11-17', 60),
      cell(good.id, '2026-11-17', 86_400),
      cell(good.id, '2026-11-18', 7200),
      cell(good.id, '2026-11-19', 7200),
    ],
  })
  expect(saved.map((each) => [each.outcome, each.problem?.code])).toEqual([
    ['refused', 'item_is_invoiced'],
    ['refused', 'project_is_archived'],
    ['saved', undefined],
    ['changed_elsewhere', undefined],
    ['saved', undefined],
  ])
  const twins = [cell(good.id, '2026-11-20', 60), cell(good.id, '2026-11-20', 60)]
  await expect(saveTimesheetCells(world.ctx, { cells: twins })).rejects.toMatchObject({
    code: 'input_is_not_valid',
    particulars: { field: 'cells.1' },
  })
})

test('two who fill the same empty cell at once make one entry', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const cells = [{ ...empty, projectId, workedOn: monday, work: { seconds: 60 } }]
  await Promise.all(Array.from({ length: 4 }, () => saveTimesheetCells(world.ctx, { cells })))
  expect(await cellsOf(world)).toHaveLength(1)
})

test('an employee has only the own week', async () => {
  await using world = await createWorld()
  await world.has.timeEntry()
  const { ctx } = await world.has.member()
  expect((await getTimesheetWeek(ctx, { from: monday })).rows).toEqual([])
  const memberId = world.memberId
  const { id: projectId } = await world.has.project()
  const cells = [{ ...empty, projectId, workedOn: monday, work: { seconds: 60 } }]
  const week = { memberId, from: monday, to: '2026-11-23' }
  for (const asked of [
    () => getTimesheetWeek(ctx, { from: monday, memberId }),
    () => saveTimesheetCells(ctx, { memberId, cells }),
    () => previewTimesheetCopy(ctx, week),
    () => copyTimesheetWeek(ctx, week),
  ]) {
    await expect(asked()).rejects.toMatchObject({ code: 'not_allowed' })
  }
})

test('a week is copied once, however often it is asked, and only where there is room', async () => {
  await using world = await createWorld()
  const one = await world.has.project({ name: 'One' })
  const two = await world.has.project({ name: 'Two' })
  const next = addDays(monday, 7)
  await createTimeEntries(world.ctx, {
    items: [
      { projectId: one.id, workedOn: monday, seconds: 3600, notes: 'Twice a day' },
      { projectId: one.id, workedOn: monday, startedAt: '09:00', endedAt: '10:00' },
      { projectId: two.id, workedOn: '2026-11-22', seconds: 60 },
      { projectId: two.id, workedOn: next, seconds: 7200 },
    ],
  })
  const request = { from: monday, to: next }
  const preview = await previewTimesheetCopy(world.ctx, request)
  const told = preview.map((each) => [each.projectName, each.copiedTo, each.outcome].join(' '))
  expect(told.toSorted()).toEqual([
    `One ${next} copied`,
    `One ${next} copied`,
    'Two 2026-11-29 copied',
  ])
  const row = { ...request, rows: [{ projectId: two.id, taskId: null }] }
  expect((await copyTimesheetWeek(world.ctx, row)).items).toHaveLength(1)
  const [first, second] = await Promise.all([
    copyTimesheetWeek(world.ctx, request),
    copyTimesheetWeek(world.ctx, request),
  ])
  expect(new Set([first.items.length, second.items.length])).toEqual(new Set([0, 2]))
  expect((await previewTimesheetCopy(world.ctx, request)).map((each) => each.outcome)).toEqual(
    Array(3).fill('has_hours'),
  )
  expect(await cellsOf(world, next)).toHaveLength(4)
})

test('what cannot be in the week is left out with its reason, and keeps nothing from being copied', async () => {
  await using world = await createWorld({ startAt: '2026-11-30T10:00:00Z' })
  const { ctx, has } = world
  const task = await has.task()
  const named = async (name: string) => (await has.project({ name })).id
  const main = await has.project({ name: 'Main' })
  const projects = {
    ends: await named('Ends'),
    archived: await named('Archived'),
    strange: await named('Strange'),
    otherTask: await named('Other task'),
    part: (await has.project({ name: 'Part', clientId: main.clientId, parentId: main.id })).id,
    full: await named('Full'),
  }
  const { ends, archived, strange, otherTask, part, full } = projects
  const [tuesday, thursday] = ['2026-11-17', '2026-11-19']
  await createTimeEntries(ctx, {
    items: [
      { projectId: ends, workedOn: monday, seconds: 60 },
      { projectId: ends, workedOn: tuesday, seconds: 60 },
      { projectId: ends, workedOn: thursday, seconds: 60 },
      { projectId: archived, workedOn: tuesday, seconds: 60 },
      { projectId: strange, workedOn: tuesday, seconds: 60 },
      { projectId: otherTask, taskId: task.id, workedOn: tuesday, seconds: 60 },
      { projectId: part, workedOn: tuesday, seconds: 60 },
      { projectId: full, workedOn: tuesday, seconds: 16 * 3600 },
      // The week that is copied to, where sixteen hours more are too many.
      { projectId: strange, taskId: task.id, workedOn: '2026-11-24', seconds: 9 * 3600 },
    ],
  })
  const somebody = await has.member()
  await updateProject(ctx, { projectId: ends, changes: { endsOn: '2026-11-25' } })
  await updateProject(ctx, { projectId: archived, changes: { isArchived: true } })
  await updateProject(ctx, { projectId: main.id, changes: { isArchived: true } })
  await updateProject(ctx, { projectId: strange, changes: { memberIds: [somebody.id] } })
  const { id: taskId } = await has.task()
  await updateProject(ctx, { projectId: otherTask, changes: { taskIds: [taskId] } })
  await updateApprovalSettings(ctx, { changes: { lockedThrough: '2026-11-23' } })

  const request = { from: monday, to: '2026-11-23' }
  const told = (plan: Awaited<ReturnType<typeof previewTimesheetCopy>>) =>
    plan.map((each) => `${each.projectName} ${each.copiedTo} ${each.outcome}`).toSorted()
  const expected = [
    'Archived 2026-11-24 is_archived',
    'Ends 2026-11-23 period_is_closed',
    'Ends 2026-11-24 copied',
    'Ends 2026-11-26 is_outside_project',
    'Full 2026-11-24 day_is_full',
    'Other task 2026-11-24 is_not_on_project',
    'Part 2026-11-24 is_archived',
    'Strange 2026-11-24 is_not_on_project',
  ]
  expect(told(await previewTimesheetCopy(ctx, request))).toEqual(expected)
  const { plan, items } = await copyTimesheetWeek(ctx, request)
  expect(told(plan)).toEqual(expected)
  expect(items.map((each) => [each.projectName, each.workedOn])).toEqual([['Ends', '2026-11-24']])
})

test('favourites are in the order given, recents are what was written last, notes come back', async () => {
  await using world = await createWorld()
  const project = await world.has.project({ name: 'Lighthouse' })
  const other = await world.has.project({ name: 'Harbour' })
  const task = await world.has.task({ name: 'Advice' })
  await world.has.timeEntry({ projectId: project.id, taskId: task.id, notes: 'Lamp' })
  await world.has.timeEntry({ projectId: other.id, notes: 'Quay' })
  const latest = await world.has.timeEntry({ projectId: project.id, notes: 'Mirror' })
  await world.has.timeEntry({ projectId: project.id, taskId: task.id, notes: 'Lamp' })
  const items = [
    { projectId: other.id, taskId: null },
    { projectId: project.id, taskId: task.id },
    { projectId: other.id, taskId: null },
  ]
  const favourites = await setFavourites(world.ctx, { items })
  expect(favourites.map((each) => [each.projectName, each.taskName])).toEqual([
    ['Harbour', null],
    ['Lighthouse', 'Advice'],
  ])
  const shortcuts = await listShortcuts(world.ctx, { limit: 50 })
  expect(shortcuts.items).toEqual(favourites)
  expect(shortcuts.recents.map((each) => [each.projectName, each.taskName])).toEqual([
    ['Lighthouse', 'Advice'],
    ['Lighthouse', null],
    ['Harbour', null],
  ])
  expect(await listRecentNotes(world.ctx, { projectId: project.id })).toEqual(['Lamp', 'Mirror'])
  await updateTimeEntry(world.ctx, { timeEntryId: latest.id, changes: { notes: '' } })
  expect(await listRecentNotes(world.ctx, { projectId: project.id })).toEqual(['Lamp'])
  const { ctx } = await world.has.member()
  expect(await listShortcuts(ctx, { limit: 50 })).toEqual({
    items: [],
    nextCursor: null,
    recents: [],
  })
  expect(await listRecentNotes(ctx, { projectId: project.id })).toEqual([])
})
