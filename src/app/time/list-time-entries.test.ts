import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

test('pages follow each other, newest day first, without a gap or a repeat', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const items = Array.from({ length: 23 }, (_, index) => ({
    projectId,
    workedOn: `2026-11-0${1 + (index % 5)}`,
    seconds: index,
  }))
  const made = await createTimeEntries(world.ctx, { items })
  const seen: { id: string; workedOn: string }[] = []
  let cursor: string | undefined
  do {
    const page = await listTimeEntries(world.ctx, { limit: 4, cursor })
    expect(page.items.length).toBeLessThanOrEqual(4)
    seen.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(new Set(seen.map((entry) => entry.id))).toEqual(new Set(made.map((entry) => entry.id)))
  expect(seen).toHaveLength(23)
  const keys = seen.map((entry) => `${entry.workedOn} ${entry.id}`)
  expect(keys).toEqual(keys.toSorted().toReversed())
})

test('a cursor that is none of ours is refused', async () => {
  await using world = await createWorld()
  for (const values of [['2026-11-16'], ['20226-01-01', world.memberId], ['2026-11-16', 'x'], 7]) {
    const cursor = Buffer.from(JSON.stringify(values)).toString('base64url')
    await expect(listTimeEntries(world.ctx, { limit: 1, cursor })).rejects.toMatchObject({
      code: 'input_is_not_valid',
      particulars: { field: 'cursor' },
    })
  }
})

test('filters narrow the rows, the totals and the ids alike', async () => {
  await using world = await createWorld()
  const work = await variedWork(world)
  const check = async (filter: RegistrationFilter, expected: string[]) => {
    const { items } = await listTimeEntries(world.ctx, { limit: 50, ...filter })
    expect(items.map((entry) => entry.notes).toSorted()).toEqual(expected.toSorted())
    const totals = await getReportTotals(world.ctx, { tab: 'hours', ...filter })
    expect(totals.count).toBe(expected.length)
    const ids = await listReportIds(world.ctx, { tab: 'hours', ...filter })
    expect(ids).toEqual(items.map((entry) => entry.id))
  }
  await check({}, ['first', 'second', 'third', '100% _done_'])
  await check({ from: '2026-11-11' }, ['second', 'third', '100% _done_'])
  await check({ to: '2026-11-11' }, ['first', 'second'])
  await check({ from: '2026-11-11', to: '2026-11-11' }, ['second'])
  await check({ memberId: work.memberId }, ['second'])
  await check({ clientId: work.clientId }, ['third'])
  await check({ projectId: work.projectId }, ['third'])
  await check({ taskId: work.taskId }, ['first'])
  await check({ isBillable: false }, ['third'])
  await check({ isBillable: true }, ['first', 'second', '100% _done_'])
  await check({ isInvoiced: true }, ['first'])
  await check({ isInvoiced: false }, ['second', 'third', '100% _done_'])
  await check({ documentId: work.documentId }, ['first'])
  await check({ q: 'FIR' }, ['first'])
  await check({ q: 'anchor' }, ['third'])
  await check({ q: 'y wA' }, ['third'])
  await check({ q: 'qw-7' }, ['third'])
  await check({ q: 'wilhel' }, ['second'])
  await check({ q: 'drawi' }, ['first'])
  await check({ q: 'ir', memberId: work.memberId }, [])
  await check({ q: '% _d' }, ['100% _done_'])
  await check({ q: '_' }, ['100% _done_'])
  await check({ q: String.raw`\ ' "` }, [])
})

test('totals tell the billable, the invoiced and what is left to invoice', async () => {
  await using world = await createWorld()
  const project = await world.has.project({ hourlyRate: '60' })
  const common = { projectId: project.id, workedOn: '2026-11-16' }
  const [invoiced] = await createTimeEntries(world.ctx, {
    items: [
      { ...common, seconds: 3600 },
      { ...common, seconds: 60 },
      { ...common, seconds: 7200, isBillable: false },
    ],
  })
  await world.has.invoiceOf('time_entry', { id: invoiced?.id ?? '', clientId: project.clientId })
  // A minute is 0.02 hours, so 1.20.
  expect(await getReportTotals(world.ctx, { tab: 'hours' })).toEqual({
    count: 3,
    seconds: 10_860,
    amountMinor: 18_120,
    billableMinor: 6120,
    invoicedMinor: 6000,
    writtenOffMinor: 0,
    uninvoicedMinor: 120,
  })
})

test('an employee finds the own hours only, and adds up no money', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  await world.has.timeEntry({ notes: 'of the owner' })
  await world.has.timeEntry({ notes: 'own', memberId: employee.id })
  const { items } = await listTimeEntries(employee.ctx, { limit: 50 })
  expect(items.map((entry) => [entry.notes, entry.rate, entry.amountMinor])).toEqual([
    ['own', null, null],
  ])
  expect(await listReportIds(employee.ctx, { tab: 'hours' })).toEqual(
    items.map((entry) => entry.id),
  )
  expect(await getReportTotals(employee.ctx, { tab: 'hours' })).toEqual({
    count: 1,
    seconds: 3600,
    amountMinor: null,
    billableMinor: null,
    invoicedMinor: null,
    writtenOffMinor: null,
    uninvoicedMinor: null,
  })
  const ofOwner = { memberId: world.memberId }
  const declined = { code: 'not_allowed', particulars: { field: 'memberId' } }
  await expect(listTimeEntries(employee.ctx, { limit: 50, ...ofOwner })).rejects.toMatchObject(
    declined,
  )
  await expect(getReportTotals(employee.ctx, { tab: 'hours', ...ofOwner })).rejects.toMatchObject(
    declined,
  )
  await expect(listReportIds(employee.ctx, { tab: 'hours', ...ofOwner })).rejects.toMatchObject(
    declined,
  )
})

test("another workspace's hours are in no list, total or selection", async () => {
  await using world = await createWorld()
  const { projectId } = await world.has.timeEntry()
  const { ctx } = await world.otherWorkspace()
  expect((await listTimeEntries(ctx, { limit: 50, projectId })).items).toEqual([])
  expect(await getReportTotals(ctx, { tab: 'hours', projectId })).toMatchObject({
    count: 0,
    seconds: 0,
  })
  expect(await listReportIds(ctx, { tab: 'hours', projectId })).toEqual([])
})

test('without any permission nobody reads a report', async () => {
  await using world = await createWorld()
  const ctx = { ...world.ctx, permissions: new Set<never>() }
  const declined = { code: 'not_allowed' }
  await expect(listTimeEntries(ctx, { limit: 1 })).rejects.toMatchObject(declined)
  await expect(getReportTotals(ctx, { tab: 'hours' })).rejects.toMatchObject(declined)
  await expect(listReportIds(ctx, { tab: 'hours' })).rejects.toMatchObject(declined)
})

test('more than 50,000 rows are no selection, but have totals', async () => {
  await using world = await createWorld()
  const { projectId } = await world.has.timeEntry()
  await sql`insert into time_entries (workspace_id, id, member_id, project_id, worked_on, seconds, is_billable,
      rate, rate_rule, created_at, updated_at)
    select ${world.workspaceId}, gen_random_uuid(), ${world.memberId}, ${projectId}, date '2020-01-01' + n % 2000,
      60, true, 60, 'project', now(), now() from generate_series(1, 50000) n`.execute(world.db)
  await expect(listReportIds(world.ctx, { tab: 'hours' })).rejects.toMatchObject({
    code: 'selection_is_too_large',
  })
  expect(await getReportTotals(world.ctx, { tab: 'hours' })).toMatchObject({ count: 50_001 })
  expect(await listReportIds(world.ctx, { tab: 'hours', to: '2024-01-01' })).toHaveLength(36_550)
})

async function variedWork(world: World) {
  const employee = await world.has.member({ name: 'Wilhelmina' })
  const task = await world.has.task({ name: 'Drawing' })
  const anchor = await world.has.client({ name: 'Anchor & Sons' })
  const project = await world.has.project({
    clientId: anchor.id,
    name: 'Quay wall',
    code: 'QW-7',
    invoiceMethod: 'none',
  })
  const first = await world.has.timeEntry({
    notes: 'first',
    workedOn: '2026-11-10',
    taskId: task.id,
  })
  await world.has.timeEntry({ notes: 'second', workedOn: '2026-11-11', memberId: employee.id })
  await world.has.timeEntry({ notes: 'third', workedOn: '2026-11-12', projectId: project.id })
  await world.has.timeEntry({ notes: '100% _done_', workedOn: '2026-11-13' })
  const { invoiceId: documentId } = await world.has.invoiceOf('time_entry', first)
  const ids = { memberId: employee.id, taskId: task.id, clientId: anchor.id }
  return { ...ids, projectId: project.id, documentId }
}
