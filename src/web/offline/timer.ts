import { meQuery } from '../me.ts'
import { queryClient } from '../query-client.ts'
import type { Timer } from '../timer/use-timer.ts'
import type { TimeEntry } from '../timesheets/registrations.ts'
import { localRefusal, newEntry } from './hours.ts'
import { namesOf } from './names.ts'
import { idFor, isOffline, keepWrite, notKnown, sendOrKeep } from './outbox.ts'
import type { TimerFields, TimerStop, Write } from './writes.ts'
import { dayAt, timeAt } from '#lib/formats.ts'

// The timer, with or without a network: its moments are told as they were, and counted by the server.

type Key = { 'Idempotency-Key': string }
type Clock = { aheadMs: number }

const mostDays = 31
const dayMs = 86_400_000

export async function startTimer(
  fields: TimerFields,
  headers: Key,
  { running, aheadMs }: Clock & { running: Timer | null },
): Promise<{ stopped: readonly TimeEntry[] }> {
  const key = headers['Idempotency-Key']
  const startedAt = fields.startedAt ?? momentFor(key, aheadMs, running?.startedAt)
  const body = { ...fields, id: idFor(key), startedAt }
  const timer = await timerOf(body)
  const start: Write & { kind: 'start' } = { kind: 'start', timer, body }
  if (!isOffline() || !running) {
    return (await sendOrKeep(start, key)) ?? { stopped: [] }
  }
  // The server would stop the one that runs; here it is written out, so that its hours can be seen and changed.
  const stop = await stopOf(running, { endedAt: startedAt, midnight: 'split' }, key)
  await keepWrite(stop, `${key}-stop`)
  await keepWrite(start, key)
  return { stopped: stop.entries }
}

export async function stopTimer(
  timer: Timer,
  midnight: 'split' | 'keep' | undefined,
  headers: Key,
  { aheadMs }: Clock,
): Promise<{ items: readonly TimeEntry[] }> {
  const key = headers['Idempotency-Key']
  const endedAt = momentFor(key, aheadMs, timer.startedAt)
  const stop = await stopOf(timer, { endedAt, ...(midnight ? { midnight } : {}) }, key)
  const answer = await sendOrKeep(stop, key, () => {
    if (!midnight && isPastMidnight(timer, endedAt)) throw localRefusal('timer_ran_past_midnight')
  })
  return answer ?? { items: stop.entries }
}

export async function changeTimer(timer: Timer, fields: TimerFields, headers: Key): Promise<void> {
  const after = await timerOf({ ...timer, ...fields })
  await sendOrKeep({ kind: 'retime', timer: after, body: fields }, headers['Idempotency-Key'])
}

export async function discardTimer(timer: Timer, headers: Key): Promise<void> {
  await sendOrKeep({ kind: 'discard', timer }, headers['Idempotency-Key'])
}

const moments = new Map<string, string>()

/** The moment it is on the server, the same for every attempt under one key; never before what came before. */
function momentFor(key: string, aheadMs: number, notBefore: string | undefined): string {
  const now = Math.max(Date.now() - aheadMs, notBefore ? Date.parse(notBefore) : 0)
  const moment = moments.get(key) ?? new Date(now).toISOString()
  moments.set(key, moment)
  return moment
}

async function timerOf(fields: TimerFields & { id: string; startedAt: string }): Promise<Timer> {
  const { projectId, taskId, notes, startedAt } = fields
  const { projectName, clientName, taskName } = await namesOf(projectId, taskId)
  const zone = timeZone()
  const start = new Date(startedAt)
  return {
    id: fields.id,
    projectId,
    projectName,
    clientName,
    taskId,
    taskName,
    notes,
    isBillable: fields.isBillable ?? null,
    startedAt,
    startedOn: dayAt(zone, start),
    startedTime: timeAt(zone, start),
    updatedAt: notKnown,
  }
}

async function stopOf(
  timer: Timer,
  body: Omit<TimerStop, 'timeEntryIds'>,
  key: string,
): Promise<Write & { kind: 'stop' }> {
  const run = [new Date(timer.startedAt), new Date(body.endedAt)] as const
  const days = Math.ceil((run[1].getTime() - run[0].getTime()) / dayMs) + 1
  const count = body.midnight === 'keep' ? 1 : Math.min(days, mostDays)
  const timeEntryIds = Array.from({ length: count }, (_, index) => idFor(key, index))
  const entries = await entriesOf(timer, body, timeEntryIds)
  return { kind: 'stop', timer, body: { ...body, timeEntryIds }, entries }
}

/** The hours that a timer comes to, by the same reckoning as the server's. */
async function entriesOf(
  timer: Timer,
  { endedAt, midnight = 'split' }: Omit<TimerStop, 'timeEntryIds'>,
  ids: readonly string[],
): Promise<TimeEntry[]> {
  // Temporal, which it needs, is fetched when it is needed.
  const { timerParts } = await import('#domain/timer.ts')
  const { projectId, taskId, notes, isBillable } = timer
  const parts = timerParts(timeZone(), [new Date(timer.startedAt), new Date(endedAt)], midnight)
  return await Promise.all(
    parts.slice(0, ids.length).map(async ({ startedAt, seconds, workedOn, ...part }, index) => {
      const id = ids[index] ?? ''
      const fields = { projectId, taskId, notes, workedOn, seconds }
      const entry = await newEntry({
        ...fields,
        ...(isBillable === null ? {} : { isBillable }),
        id,
      })
      return { ...entry, startedAt, endedAt: part.endedAt }
    }),
  )
}

function isPastMidnight({ startedOn }: Timer, endedAt: string): boolean {
  return dayAt(timeZone(), new Date(Date.parse(endedAt) - 1)) > startedOn
}

function timeZone(): string {
  return queryClient.getQueryData(meQuery.queryKey)?.workspace.timeZone ?? 'UTC'
}
