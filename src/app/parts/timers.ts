import type { Transaction } from '#db/database.ts'
import { lockMembers } from '#db/members.ts'
import { insertTimeEntries, listTimeEntryRowsByIds } from '#db/time-entries.ts'
import { setTimerStopped, type Timer, type TimerValues } from '#db/timers.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { crossesMidnight, type Midnight, timerParts } from '#domain/timer.ts'
import { secondsPerDay } from '#domain/work-day.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import { dayIn, timeIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { viewEntries } from './change-time-entries.ts'
import { fieldAlone } from './item-errors.ts'
import { priceTimeEntries, type TimeEntryView } from './time-entries.ts'

const clockSkewSeconds = 60
const longestTimerSeconds = 31 * secondsPerDay

export type TimerView = Timer & {
  /** The day and the time it was started, on the clock of the workspace. */
  startedOn: string
  startedTime: string
}

export function viewTimer(timeZone: string, timer: Timer): TimerView {
  const { startedAt } = timer
  return {
    ...timer,
    startedOn: dayIn(timeZone, startedAt),
    startedTime: timeIn(timeZone, startedAt),
  }
}

/** The person who asks, held: whoever starts, changes or stops their timer waits for the one before. */
export async function holdTimerOf(ctx: Context, tx: Transaction): Promise<string> {
  const memberId = ctx.memberId ?? refuse('not_allowed')
  await lockMembers(tx, { workspaceId: ctx.workspaceId, memberIds: [memberId] })
  return memberId
}

/** A moment that a client gives. Its clock may run a little ahead: that much counts as now. */
export function givenMoment(moment: Date, now: Date): Date {
  return moment > now && moment <= secondsAfter(now, clockSkewSeconds) ? now : moment
}

/** When a timer is said to have started. */
export function givenStart(moment: Date, now: Date): Date {
  const startedAt = givenMoment(moment, now)
  if (startedAt > now) refuse('timer_starts_in_the_future', { field: 'startedAt' })
  if (startedAt < secondsAfter(now, -longestTimerSeconds)) {
    refuse('timer_starts_too_long_ago', { field: 'startedAt' })
  }
  return startedAt
}

/** Proves that hours could be written for what the timer names, so that stopping it will not be the surprise. */
export async function refuseImpossibleTimer(
  ctx: Context,
  tx: Transaction,
  { values, memberId }: { values: TimerValues; memberId: string },
): Promise<void> {
  const now = ctx.clock.now()
  const { timeZone } = await getWorkspace(tx, { workspaceId: ctx.workspaceId })
  const nothing = { startedAt: null, endedAt: null, pauseSeconds: 0, seconds: 0 }
  const workedOn = dayIn(timeZone, now)
  const draft = { ...nothing, ...asked(values), memberId, workedOn }
  await priceTimeEntries(ctx, tx, { drafts: [draft], fieldOf: fieldAlone })
}

/** Stops a held timer and writes what it comes to. Refuses to choose what becomes of a midnight it ran past. */
export async function stopAndWrite(
  ctx: Context,
  tx: Transaction,
  request: {
    timer: Timer
    memberId: string
    endedAt: Date
    midnight: Midnight | undefined
    timeEntryIds?: string[] | undefined
  },
): Promise<TimeEntryView[]> {
  const { timer, memberId, endedAt, midnight, timeEntryIds: ids = [] } = request
  const { workspaceId } = ctx
  const { timeZone } = await getWorkspace(tx, { workspaceId })
  const run = [timer.startedAt, endedAt] as const
  if (midnight === undefined && crossesMidnight(timeZone, run)) {
    refuse('timer_ran_past_midnight', { field: 'midnight' })
  }
  const drafts = timerParts(timeZone, run, midnight ?? 'split').map(({ seconds, ...part }) => ({
    ...asked(timer),
    ...part,
    memberId,
    pauseSeconds: 0,
    seconds: part.startedAt === null ? seconds : undefined,
  }))
  const priced = await priceTimeEntries(ctx, tx, { drafts, fieldOf: fieldAlone })
  const taken = await listTimeEntryRowsByIds(tx, { workspaceId, ids })
  if (taken.length > 0) refuse('id_is_taken', { field: 'timeEntryIds' })
  const entries = priced.map((values, index) => ({ ...values, id: ids[index] ?? newId() }))
  await insertTimeEntries(tx, { workspaceId, entries, createdAt: ctx.clock.now() })
  const timeEntryIds = entries.map(({ id }) => id)
  await setTimerStopped(tx, { workspaceId, timerId: timer.id, stoppedAt: endedAt, timeEntryIds })
  return await viewEntries(ctx, tx, entries)
}

function asked({ projectId, taskId, notes, isBillable }: TimerValues) {
  return { projectId, taskId, notes, isBillable: isBillable ?? undefined }
}
