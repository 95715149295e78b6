import { updateProject } from '#app/projects/update-project.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { discardTimer } from '#app/timers/discard-timer.ts'
import { getRunningTimer } from '#app/timers/get-running-timer.ts'
import { startTimer } from '#app/timers/start-timer.ts'
import { stopTimer } from '#app/timers/stop-timer.ts'
import { updateTimer } from '#app/timers/update-timer.ts'
import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const minuteMs = 60_000
const hoursOf = async (world: World) =>
  (await listTimeEntries(world.ctx, { limit: 50 })).items.map((entry) => [
    entry.workedOn,
    entry.startedAt,
    entry.endedAt,
    entry.seconds,
    entry.notes,
  ])

test('a timer is started, changed while it runs, and becomes one entry however often it is stopped', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ name: 'Lighthouse' })
  const { timer } = await startTimer(world.ctx, { projectId })
  expect(timer).toMatchObject({
    projectName: 'Lighthouse',
    startedOn: '2026-11-16',
    startedTime: '11:00',
  })
  world.clock.advance(90 * minuteMs)
  const timerId = timer.id
  const startedAt = new Date('2026-11-16T09:30:00Z')
  await updateTimer(world.ctx, { timerId, changes: { notes: 'Lamp', startedAt } })
  expect(await getRunningTimer(world.ctx)).toMatchObject({
    timer: { id: timerId, notes: 'Lamp', startedAt },
    now: world.clock.now(),
  })
  const stopped = await stopTimer(world.ctx, { timerId })
  expect(await hoursOf(world)).toEqual([['2026-11-16', '10:30', '12:30', 7200, 'Lamp']])
  world.clock.advance(minuteMs)
  expect(await stopTimer(world.ctx, { timerId })).toEqual(stopped)
  expect(await hoursOf(world)).toHaveLength(1)
  expect((await getRunningTimer(world.ctx)).timer).toBeNull()
})

test('stopped from many places at once, it is one entry', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const { timer } = await startTimer(world.ctx, { projectId })
  world.clock.advance(30 * minuteMs)
  const all = await Promise.all(
    Array.from({ length: 4 }, () => stopTimer(world.ctx, { timerId: timer.id })),
  )
  expect(new Set(all.flat().map((entry) => entry.id)).size).toBe(1)
  expect(await hoursOf(world)).toHaveLength(1)
})

test('a second start stops the first where it begins, and saves it; never do two run', async () => {
  await using world = await createWorld()
  const [one, two] = [await world.has.project(), await world.has.project()]
  const first = await startTimer(world.ctx, { projectId: one.id, notes: 'First' })
  world.clock.advance(20 * minuteMs)
  const second = await startTimer(world.ctx, { projectId: two.id, notes: 'Second' })
  expect(second.stopped).toMatchObject([{ notes: 'First', startedAt: '11:00', endedAt: '11:20' }])
  expect((await getRunningTimer(world.ctx)).timer?.id).toBe(second.timer.id)
  const earlier = { projectId: one.id, startedAt: new Date('2026-11-16T10:10:00Z') }
  await expect(startTimer(world.ctx, earlier)).rejects.toMatchObject({ code: 'timers_overlap' })
  // Started in four tabs at once: the database lets one run.
  const starts = Array.from({ length: 4 }, () => startTimer(world.ctx, { projectId: one.id }))
  await Promise.all(starts)
  const running = await world.db
    .selectFrom('timers')
    .where('workspace_id', '=', world.workspaceId)
    .where('stopped_at', 'is', null)
    .selectAll()
    .execute()
  expect(running).toHaveLength(1)
  const [row] = running
  const twin = world.db
    .insertInto('timers')
    .values({ ...row, id: newId() } as never)
    .execute()
  await expect(twin).rejects.toMatchObject({ constraint: 'timers_running' })
  expect(first.timer.id).not.toBe(second.timer.id)
})

test('past midnight the person says what becomes of it, a second start splits it', async () => {
  await using world = await createWorld({ startAt: '2026-11-16T21:00:00Z' })
  const { id: projectId } = await world.has.project()
  const { timer } = await startTimer(world.ctx, { projectId })
  world.clock.advance(150 * minuteMs)
  const timerId = timer.id
  await expect(stopTimer(world.ctx, { timerId })).rejects.toMatchObject({
    code: 'timer_ran_past_midnight',
  })
  // It was forgotten: the work ended before midnight.
  const endedAt = new Date('2026-11-16T22:30:00Z')
  expect(await stopTimer(world.ctx, { timerId, endedAt })).toMatchObject([
    { workedOn: '2026-11-16', startedAt: '22:00', endedAt: '23:30' },
  ])
  const again = await startTimer(world.ctx, { projectId, startedAt: endedAt })
  await startTimer(world.ctx, { projectId })
  expect(again.stopped).toEqual([])
  expect((await hoursOf(world)).map((each) => each.slice(0, 3))).toEqual([
    ['2026-11-17', '00:00', '00:30'],
    ['2026-11-16', '23:30', '24:00'],
    ['2026-11-16', '22:00', '23:30'],
  ])
})

test('kept on its first day it is a duration', async () => {
  await using world = await createWorld({ startAt: '2026-11-16T22:30:00Z' })
  const { id: projectId } = await world.has.project()
  const { timer } = await startTimer(world.ctx, { projectId })
  world.clock.advance(60 * minuteMs)
  await stopTimer(world.ctx, { timerId: timer.id, midnight: 'keep' })
  expect(await hoursOf(world)).toEqual([['2026-11-16', null, null, 3600, '']])
})

test('a timer that is refused runs on, and nothing is lost', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const { timer } = await startTimer(world.ctx, { projectId, notes: 'Long work' })
  const timerId = timer.id
  world.clock.advance(minuteMs)
  await updateProject(world.ctx, { projectId, changes: { isArchived: true } })
  await expect(stopTimer(world.ctx, { timerId })).rejects.toMatchObject({
    code: 'project_is_archived',
  })
  const other = await world.has.project()
  await updateTimer(world.ctx, { timerId, changes: { projectId: other.id } })
  const tomorrow = new Date(world.clock.now().getTime() + 86_400_000)
  await expect(
    updateTimer(world.ctx, { timerId, changes: { startedAt: tomorrow } }),
  ).rejects.toMatchObject({ code: 'timer_starts_in_the_future' })
  await expect(stopTimer(world.ctx, { timerId, endedAt: tomorrow })).rejects.toMatchObject({
    code: 'timer_ends_in_the_future',
  })
  await expect(stopTimer(world.ctx, { timerId, endedAt: new Date(0) })).rejects.toMatchObject({
    code: 'end_is_before_start',
  })
  await stopTimer(world.ctx, { timerId })
  expect(await hoursOf(world)).toMatchObject([['2026-11-16', '11:00', '11:01', 60, 'Long work']])
})

test('a discarded timer leaves nothing, and nobody reaches the timer of another', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const { timer } = await startTimer(world.ctx, { projectId })
  const { ctx } = await world.has.member()
  const missing = { code: 'timer_not_found' }
  const timerId = timer.id
  expect((await getRunningTimer(ctx)).timer).toBeNull()
  await expect(stopTimer(ctx, { timerId })).rejects.toMatchObject(missing)
  await expect(updateTimer(ctx, { timerId, changes: {} })).rejects.toMatchObject(missing)
  await expect(discardTimer(ctx, { timerId })).rejects.toMatchObject(missing)
  await discardTimer(world.ctx, { timerId })
  await expect(discardTimer(world.ctx, { timerId })).rejects.toMatchObject(missing)
  expect(await hoursOf(world)).toEqual([])
})
