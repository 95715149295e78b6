import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { getRunningTimer } from '#app/timers/get-running-timer.ts'
import { startTimer } from '#app/timers/start-timer.ts'
import { stopTimer } from '#app/timers/stop-timer.ts'
import { updateTimer } from '#app/timers/update-timer.ts'
import { newId } from '#lib/ids.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// A client that was offline made its ids itself, and may send the same more than once.

const workedOn = '2026-11-16'
const countOf = async (world: World) =>
  (await listTimeEntries(world.ctx, { limit: 50 })).items.length

test('hours sent twice under one id are one entry, answered as it is by then', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const id = newId()
  const item = { id, projectId, workedOn, seconds: 3600 }
  const [first] = await createTimeEntries(world.ctx, { items: [item] })
  expect(first).toMatchObject({ id, seconds: 3600 })
  await updateTimeEntry(world.ctx, { timeEntryId: id, changes: { notes: 'Since then' } })
  const again = await createTimeEntries(world.ctx, {
    items: [{ projectId, workedOn, seconds: 60 }, item],
  })
  expect(again).toMatchObject([{ seconds: 60 }, { id, seconds: 3600, notes: 'Since then' }])
  expect(await countOf(world)).toBe(2)
})

test('sent from four places at once under one id, it is one entry', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const item = { id: newId(), projectId, workedOn, seconds: 3600 }
  await Promise.all(
    Array.from({ length: 4 }, () => createTimeEntries(world.ctx, { items: [item] })),
  )
  expect(await countOf(world)).toBe(1)
})

test('an id of somebody else is refused; one of another workspace says nothing', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const colleague = await world.has.member()
  const theirs = await world.has.timeEntry({ projectId, memberId: colleague.id, workedOn })
  const employee = world.ctxAs('employee')
  const item = { id: theirs.id, projectId, workedOn, seconds: 60 }
  await expect(createTimeEntries(employee, { items: [item] })).rejects.toMatchObject({
    code: 'id_is_taken',
  })
  const twice = { id: newId(), projectId, workedOn, seconds: 60 }
  await expect(createTimeEntries(world.ctx, { items: [twice, twice] })).rejects.toMatchObject({
    code: 'input_is_not_valid',
  })

  // Ids are names within a workspace: theirs is free here, and stays what it is there.
  const other = await world.otherWorkspace()
  const otherProject = await factoriesFor(other.ctx).project()
  const [own] = await createTimeEntries(other.ctx, {
    items: [{ ...item, projectId: otherProject.id }],
  })
  expect(own).toMatchObject({ id: theirs.id, memberId: other.memberId, seconds: 60 })
  expect(await countOf(world)).toBe(1)
  const { items } = await listTimeEntries(world.ctx, { limit: 5 })
  expect(items).toMatchObject([{ id: theirs.id, memberId: colleague.id }])
})

test('a bad id is told in words', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const random = '3f0e8b9c-57c5-4d5c-9a3f-0d6e0d1c2b3a'
  const items = [{ id: random, projectId, workedOn, seconds: 60 }]
  const answer = await world.request('POST', '/time-entries', { items })
  expect(answer).toMatchObject({
    status: 422,
    body: { errors: [{ field: expect.stringContaining('items.0.id'), message: 'Give a UUIDv7.' }] },
  })
})

test('a timer started and stopped offline is sent later, once, with its moments and ids', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ name: 'Lighthouse' })
  const [id, entryId] = [newId(), newId()]
  const start = { id, projectId, startedAt: new Date('2026-11-16T08:00:00Z') }
  const first = await startTimer(world.ctx, start)
  expect(first.timer).toMatchObject({ id, startedTime: '09:00' })
  expect(await startTimer(world.ctx, start)).toEqual({ timer: first.timer, stopped: [] })

  const endedAt = new Date('2026-11-16T09:15:00Z')
  const stop = { timerId: id, endedAt, timeEntryIds: [entryId] }
  const stopped = await stopTimer(world.ctx, stop)
  expect(stopped).toMatchObject([{ id: entryId, startedAt: '09:00', endedAt: '10:15' }])
  expect(await stopTimer(world.ctx, stop)).toEqual(stopped)
  // The start that comes once more does not run it again.
  await startTimer(world.ctx, start)
  expect((await getRunningTimer(world.ctx)).timer).toBeNull()
  expect(await countOf(world)).toBe(1)

  const next = await startTimer(world.ctx, { projectId })
  world.clock.advance(600_000)
  const taken = stopTimer(world.ctx, { timerId: next.timer.id, timeEntryIds: [entryId] })
  await expect(taken).rejects.toMatchObject({ code: 'id_is_taken' })
  expect((await getRunningTimer(world.ctx)).timer?.id).toBe(next.timer.id)
})

test('the id of a timer of somebody else is refused', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const { timer } = await startTimer(world.ctx, { projectId })
  const colleague = { ...world.ctx, memberId: (await world.has.member()).id }
  const start = startTimer(colleague, { id: timer.id, projectId })
  await expect(start).rejects.toMatchObject({ code: 'id_is_taken' })
})

test('moments of a timer have bounds: a clock a little ahead counts as now, a month is too long', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const at = (iso: string) => startTimer(world.ctx, { projectId, startedAt: new Date(iso) })
  await expect(at('2026-11-16T10:02:00Z')).rejects.toMatchObject({
    code: 'timer_starts_in_the_future',
  })
  await expect(at('2026-10-16T09:59:00Z')).rejects.toMatchObject({
    code: 'timer_starts_too_long_ago',
  })
  const { timer } = await at('2026-11-16T10:00:30Z')
  expect(timer.startedAt).toEqual(world.clock.now())
  const changes = { startedAt: new Date('2026-09-16T10:00:00Z') }
  await expect(updateTimer(world.ctx, { timerId: timer.id, changes })).rejects.toMatchObject({
    code: 'timer_starts_too_long_ago',
  })
  world.clock.advance(3_600_000)
  const timerId = timer.id
  const endsIn = (ms: number) => ({ timerId, endedAt: new Date(world.clock.now().getTime() + ms) })
  await expect(stopTimer(world.ctx, endsIn(120_000))).rejects.toMatchObject({
    code: 'timer_ends_in_the_future',
  })
  expect(await stopTimer(world.ctx, endsIn(30_000))).toMatchObject([{ seconds: 3600 }])
})
