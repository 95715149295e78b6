import { updateProject } from '#app/projects/update-project.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('only the given fields change, and the rate stays what it was', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ hourlyRate: '100' })
  const { id: timeEntryId } = await world.has.timeEntry({ projectId, notes: 'Before' })
  await updateProject(world.ctx, { projectId, changes: { hourlyRate: '200' } })
  world.clock.advance(60_000)
  const changes = { seconds: 7200, workedOn: '2026-11-15', isBillable: false }
  const changed = await updateTimeEntry(world.ctx, { timeEntryId, changes })
  expect(changed).toMatchObject({
    ...changes,
    notes: 'Before',
    rate: '100.0000',
    rateRule: 'project',
  })
  expect(changed.updatedAt).toEqual(world.clock.now())
  expect(await getTimeEntry(world.ctx, { timeEntryId })).toEqual(changed)
})

test('the rate follows when the hour moves to another project, task or person', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ invoiceMethod: 'task_hourly_rate' })
  const [cheap, dear] = [
    await world.has.task({ hourlyRate: '50' }),
    await world.has.task({ hourlyRate: '150' }),
  ]
  const { id: timeEntryId } = await world.has.timeEntry({ projectId, taskId: cheap.id })
  const byTask = await updateTimeEntry(world.ctx, { timeEntryId, changes: { taskId: dear.id } })
  expect([byTask.rate, byTask.rateRule]).toEqual(['150.0000', 'task'])
  const byWorkspace = await updateTimeEntry(world.ctx, { timeEntryId, changes: { taskId: null } })
  expect([byWorkspace.rate, byWorkspace.rateRule]).toEqual(['0.0000', 'workspace'])
  const fixed = await world.has.project({ invoiceMethod: 'fixed_price', fixedPriceMinor: 100 })
  const covered = await updateTimeEntry(world.ctx, {
    timeEntryId,
    changes: { projectId: fixed.id },
  })
  expect([covered.rate, covered.rateRule, covered.isBillable]).toEqual(['0.0000', 'none', false])
})

test('a duration lets go of times, times let go of a duration, and a pause counts again', async () => {
  await using world = await createWorld()
  const { id: timeEntryId } = await world.has.timeEntry({ startedAt: '09:00', endedAt: '12:00' })
  const change = async (changes: Parameters<typeof updateTimeEntry>[1]['changes']) => {
    const entry = await updateTimeEntry(world.ctx, { timeEntryId, changes })
    return [entry.startedAt, entry.endedAt, entry.pauseSeconds, entry.seconds]
  }
  expect(await change({ pauseSeconds: 600 })).toEqual(['09:00', '12:00', 600, 10_200])
  expect(await change({ endedAt: '11:00' })).toEqual(['09:00', '11:00', 600, 6600])
  expect(await change({ notes: 'Same' })).toEqual(['09:00', '11:00', 600, 6600])
  expect(await change({ seconds: 60 })).toEqual([null, null, 0, 60])
  expect(await change({ startedAt: '09:00', endedAt: '10:00' })).toEqual([
    '09:00',
    '10:00',
    0,
    3600,
  ])
  expect(await change({ startedAt: null, endedAt: null, seconds: 120 })).toEqual([
    null,
    null,
    0,
    120,
  ])
  await expect(change({ startedAt: '09:00' })).rejects.toMatchObject({
    code: 'duration_is_missing',
    particulars: { field: 'endedAt' },
  })
})

test('a change counts against the day, apart from what the hour was itself', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const [morning] = await createTimeEntries(world.ctx, {
    items: [
      { projectId, workedOn: '2026-11-16', seconds: 40_000 },
      { projectId, workedOn: '2026-11-16', seconds: 40_000 },
    ],
  })
  const timeEntryId = morning?.id ?? ''
  await updateTimeEntry(world.ctx, { timeEntryId, changes: { seconds: 46_400 } })
  await expect(
    updateTimeEntry(world.ctx, { timeEntryId, changes: { seconds: 46_401 } }),
  ).rejects.toMatchObject({
    code: 'day_is_over_24_hours',
    particulars: { field: 'seconds' },
  })
})

test('what is archived since may stay, and cannot be chosen anew', async () => {
  await using world = await createWorld()
  const entry = await world.has.timeEntry()
  const archived = await world.has.project()
  for (const projectId of [entry.projectId, archived.id]) {
    await updateProject(world.ctx, { projectId, changes: { isArchived: true } })
  }
  const timeEntryId = entry.id
  await updateTimeEntry(world.ctx, { timeEntryId, changes: { notes: 'Still fine' } })
  const changes = { projectId: archived.id }
  await expect(updateTimeEntry(world.ctx, { timeEntryId, changes })).rejects.toMatchObject({
    code: 'project_is_archived',
  })
})

test('an hour on an invoice cannot be changed or removed, until it is released', async () => {
  await using world = await createWorld()
  const entry = await world.has.timeEntry()
  const timeEntryId = entry.id
  const { invoiceId, lineId } = await world.has.invoiceOf('time_entry', entry)
  const changes = { notes: 'Rewritten' }
  const invoiced = { code: 'item_is_invoiced' }
  await expect(updateTimeEntry(world.ctx, { timeEntryId, changes })).rejects.toMatchObject(invoiced)
  await expect(deleteTimeEntry(world.ctx, { timeEntryId })).rejects.toMatchObject(invoiced)
  expect((await getTimeEntry(world.ctx, { timeEntryId })).billing).toEqual({
    documentKind: 'invoice',
    documentId: invoiceId,
    lineId,
    number: null,
    state: 'draft',
    exportId: null,
    url: null,
    inXero: null,
  })
  // Not even past the verbs: the database holds the hour itself.
  const directly = world.db.deleteFrom('time_entries').where('id', '=', timeEntryId).execute()
  await expect(directly).rejects.toMatchObject({ constraint: 'billed_item_is_locked' })

  const key = { workspace_id: world.workspaceId, created_at: world.clock.now() }
  const item = { item_kind: 'time_entry' as const, item_id: timeEntryId, amount_minor: 0 }
  const document = { document_kind: 'invoice' as const, document_id: invoiceId, line_id: lineId }
  await world.db
    .insertInto('allocations')
    .values({ ...key, ...item, ...document, step: 1 })
    .execute()
  expect((await updateTimeEntry(world.ctx, { timeEntryId, changes })).billing).toBeNull()
  await deleteTimeEntry(world.ctx, { timeEntryId })
  await expect(getTimeEntry(world.ctx, { timeEntryId })).rejects.toMatchObject({
    code: 'time_entry_not_found',
  })
})

test("somebody else's hour is not there for an employee, nor is another workspace's for anybody", async () => {
  await using world = await createWorld()
  const { id: timeEntryId } = await world.has.timeEntry()
  const employee = await world.has.member()
  const other = await world.otherWorkspace()
  const missing = { code: 'time_entry_not_found' }
  for (const ctx of [employee.ctx, other.ctx]) {
    await expect(getTimeEntry(ctx, { timeEntryId })).rejects.toMatchObject(missing)
    await expect(updateTimeEntry(ctx, { timeEntryId, changes: {} })).rejects.toMatchObject(missing)
    await expect(deleteTimeEntry(ctx, { timeEntryId })).rejects.toMatchObject(missing)
  }
  const own = await world.has.timeEntry({ memberId: employee.id })
  const changes = { memberId: world.memberId }
  await expect(
    updateTimeEntry(employee.ctx, { timeEntryId: own.id, changes }),
  ).rejects.toMatchObject({ code: 'not_allowed' })
  await updateTimeEntry(employee.ctx, { timeEntryId: own.id, changes: { notes: 'Mine' } })
  await deleteTimeEntry(employee.ctx, { timeEntryId: own.id })
})

test('without any permission nobody gets at hours', async () => {
  await using world = await createWorld()
  const { id: timeEntryId } = await world.has.timeEntry()
  const ctx = { ...world.ctx, permissions: new Set<never>() }
  const declined = { code: 'not_allowed' }
  await expect(getTimeEntry(ctx, { timeEntryId })).rejects.toMatchObject(declined)
  await expect(updateTimeEntry(ctx, { timeEntryId, changes: {} })).rejects.toMatchObject(declined)
  await expect(deleteTimeEntry(ctx, { timeEntryId })).rejects.toMatchObject(declined)
})
