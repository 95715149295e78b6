import { updateProject } from '#app/projects/update-project.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { deleteTimeEntries } from '#app/time/delete-time-entries.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { restoreTimeEntries } from '#app/time/restore-time-entries.ts'
import { updateTimeEntries } from '#app/time/update-time-entries.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('undo makes hours what they were, with the id and the rate that would not be given again', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ hourlyRate: '100' })
  const before = [
    await world.has.timeEntry({ projectId, startedAt: '09:00', endedAt: '12:00' }),
    await world.has.timeEntry({ projectId, notes: 'Second' }),
  ]
  await updateProject(world.ctx, { projectId, changes: { hourlyRate: '200' } })
  const other = await world.has.project()
  const items = before.map(({ id, updatedAt }) => ({
    id,
    expectedUpdatedAt: updatedAt,
    changes: { projectId: other.id, workedOn: '2026-11-17', notes: 'Moved' },
  }))
  const moved = await updateTimeEntries(world.ctx, { items })
  expect(moved.map((each) => [each.id, each.notes, each.workedOn])).toEqual(
    before.map(({ id }) => [id, 'Moved', '2026-11-17']),
  )
  await deleteTimeEntries(world.ctx, {
    items: moved.map(({ id, updatedAt }) => ({ id, expectedUpdatedAt: updatedAt })),
  })
  const back = (from: typeof before, updatedAt: Date | null) =>
    from.map((each) => ({ id: each.id, updatedAt: each.updatedAt, expectedUpdatedAt: updatedAt }))
  expect(await restoreTimeEntries(world.ctx, { items: back(moved, null) })).toEqual(moved)
  const undone = back(before, null).map((item, index) => ({
    ...item,
    expectedUpdatedAt: moved[index]?.updatedAt ?? null,
  }))
  expect(await restoreTimeEntries(world.ctx, { items: undone })).toEqual(before)
  // Pressed twice: it is what it was, and stays.
  expect(await restoreTimeEntries(world.ctx, { items: undone })).toEqual(before)
})

test('what somebody changed since is not undone over', async () => {
  await using world = await createWorld()
  const before = await world.has.timeEntry()
  const timeEntryId = before.id
  const first = await updateTimeEntry(world.ctx, { timeEntryId, changes: { notes: 'First' } })
  const second = await updateTimeEntry(world.ctx, { timeEntryId, changes: { notes: 'Second' } })
  const undo = { id: timeEntryId, updatedAt: before.updatedAt, expectedUpdatedAt: first.updatedAt }
  await expect(restoreTimeEntries(world.ctx, { items: [undo] })).rejects.toMatchObject({
    code: 'time_entry_was_changed',
  })
  expect(await getTimeEntry(world.ctx, { timeEntryId })).toEqual(second)
})

test('what an hour was is kept for a day, and is for those who could change it', async () => {
  await using world = await createWorld()
  const before = await world.has.timeEntry()
  const [after] = await updateTimeEntries(world.ctx, {
    items: [{ id: before.id, changes: { notes: 'After' } }],
  })
  const item = {
    id: before.id,
    updatedAt: before.updatedAt,
    expectedUpdatedAt: after?.updatedAt ?? null,
  }
  const missing = { code: 'earlier_state_not_found' }
  const employee = await world.has.member()
  await expect(restoreTimeEntries(employee.ctx, { items: [item] })).rejects.toMatchObject(missing)
  world.clock.advance(25 * 3600 * 1000)
  const another = await world.has.timeEntry()
  await updateTimeEntry(world.ctx, { timeEntryId: another.id, changes: { notes: 'Tidies up' } })
  await expect(restoreTimeEntries(world.ctx, { items: [item] })).rejects.toMatchObject(missing)
})

test('two tabs at one hour: the second is told, and what the first wrote stays', async () => {
  await using world = await createWorld()
  const seen = await world.has.timeEntry()
  const change = (notes: string) =>
    updateTimeEntry(world.ctx, {
      timeEntryId: seen.id,
      expectedUpdatedAt: seen.updatedAt,
      changes: { notes },
    })
  // Within one millisecond, even: every state has its own name.
  const first = await change('First tab')
  await expect(change('Second tab')).rejects.toMatchObject({ code: 'time_entry_was_changed' })
  await expect(
    deleteTimeEntries(world.ctx, {
      items: [{ id: seen.id, expectedUpdatedAt: seen.updatedAt }],
    }),
  ).rejects.toMatchObject({ code: 'time_entry_was_changed' })
  expect(await getTimeEntry(world.ctx, { timeEntryId: seen.id })).toEqual(first)
})

test('many are changed or deleted all or none', async () => {
  await using world = await createWorld()
  const [good, billed] = [await world.has.timeEntry(), await world.has.timeEntry()]
  await world.has.invoiceOf('time_entry', billed)
  const items = [good, billed].map(({ id }) => ({ id, changes: { notes: 'Changed' } }))
  const refused = { code: 'item_is_invoiced', particulars: { field: 'items.1.id' } }
  await expect(updateTimeEntries(world.ctx, { items })).rejects.toMatchObject(refused)
  await expect(deleteTimeEntries(world.ctx, { items })).rejects.toMatchObject(refused)
  expect(await getTimeEntry(world.ctx, { timeEntryId: good.id })).toEqual(good)
  const twice = { items: [{ id: good.id }, { id: good.id }] }
  await expect(deleteTimeEntries(world.ctx, twice)).rejects.toMatchObject({
    code: 'input_is_not_valid',
  })
})

test('moving many to one day counts all of them, not what they were', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const days = ['2026-11-16', '2026-11-17', '2026-11-18']
  const entries = await createTimeEntries(world.ctx, {
    items: days.map((workedOn) => ({ projectId, workedOn, seconds: 28_800 })),
  })
  const to = (workedOn: string, seconds: number) => ({
    items: entries.map(({ id }) => ({ id, changes: { workedOn, seconds } })),
  })
  const moved = await updateTimeEntries(world.ctx, to('2026-11-16', 28_800))
  expect(moved.map((each) => each.workedOn)).toEqual(Array(3).fill('2026-11-16'))
  await expect(updateTimeEntries(world.ctx, to('2026-11-16', 28_801))).rejects.toMatchObject({
    code: 'day_is_over_24_hours',
  })
})
