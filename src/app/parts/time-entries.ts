import type { Transaction } from '#db/database.ts'
import {
  addTimeEntries,
  sumSecondsByDay,
  type TimeEntry,
  type TimeEntryValues,
} from '#db/time-entries.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { hoursFromSeconds, lineNetMinor } from '#domain/money.ts'
import { billsHours, noRate, resolveHourlyRate, withFallback } from '#domain/rates.ts'
import { resolveWorkedTime, secondsPerDay } from '#domain/work-day.ts'
import { secondsBetweenIn } from '#lib/zoned-time.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { rateAfter } from './rate-after.ts'
import {
  type StandingView,
  byId,
  distinct,
  placed,
  placeRegistrations,
  viewStanding,
} from './registering.ts'

/** An hour as it is asked for: what is left out follows from the person, the project and the task. */
export type TimeEntryDraft = {
  memberId: string | null
  projectId: string
  taskId: string | null
  workedOn: string
  startedAt: string | null
  endedAt: string | null
  pauseSeconds: number
  seconds: number | undefined
  notes: string
  isBillable: boolean | undefined
  /** The entry as it is, when it is being changed. */
  previous?: (TimeEntryValues & { id: string }) | undefined
}

type Drafts = { drafts: TimeEntryDraft[]; fieldOf: FieldOf }

/**
 * Prices hours and proves that they can be written: people, projects and tasks exist, and nobody works more than
 * 24 hours on a day. The people stay locked, so that this is still true when the hours are written.
 */
export async function priceTimeEntries(
  ctx: Context,
  tx: Transaction,
  { drafts, fieldOf }: Drafts,
): Promise<TimeEntryValues[]> {
  const entries = await rateTimeEntries(ctx, tx, { drafts, fieldOf })
  const exceptIds = drafts.flatMap(({ previous }) => previous?.id ?? [])
  await refuseLongDays(ctx, tx, { entries, exceptIds, fieldOf })
  return entries
}

/** The same without the look at the days: for who writes the hours and looks in one statement. */
async function rateTimeEntries(
  ctx: Context,
  tx: Transaction,
  { drafts, fieldOf }: Drafts,
): Promise<TimeEntryValues[]> {
  const errors = collectErrors()
  const held = await placeRegistrations(ctx, tx, {
    drafts: drafts.map((draft) => placed(draft, 'workedOn')),
    taskIds: distinct(drafts.flatMap((draft) => draft.taskId ?? [])),
    fieldOf,
    errors,
  })
  const { places, book } = held
  const tasks = byId(held.tasks)
  const { timeZone } = book

  const priced = drafts.flatMap((draft, index): TimeEntryValues[] => {
    const { previous, projectId, taskId, workedOn, notes } = draft
    const task = taskId === null ? null : tasks.get(taskId)
    if (task === undefined) errors.add(fieldOf(index, 'taskId'), 'task_not_found')
    else if (task?.isArchived && previous?.taskId !== task.id) {
      errors.add(fieldOf(index, 'taskId'), 'task_is_archived')
    }
    const worked = workedTimeOf(draft, timeZone)
    if ('refusal' in worked) errors.add(fieldOf(index, worked.field), worked.refusal)

    const place = places[index]
    if (!place || task === undefined || 'refusal' in worked) return []
    const { member, project } = place
    const isOtherTask = previous?.projectId !== projectId || previous.taskId !== taskId
    const { taskIds } = project
    if (isOtherTask && taskId !== null && taskIds.length > 0 && !taskIds.includes(taskId)) {
      errors.add(fieldOf(index, 'taskId'), 'task_is_not_on_project')
    }
    const { clientId, parentId, hourlyRate, clientHourlyRate: clientRate } = project
    const main = {
      first: project.mainHourlyRate,
      dated: parentId === null ? [] : book.datedOf('project', parentId),
    }
    const own = { first: hourlyRate, dated: book.datedOf('project', projectId) }
    const rates = {
      task: task ? { first: task.hourlyRate, dated: book.datedOf('task', task.id) } : noRate,
      user: { first: member.hourlyRate, dated: book.datedOf('member', member.id) },
      project: withFallback(own, main),
      client: { first: clientRate, dated: book.datedOf('client', clientId) },
      workspace: book.workspace,
    }
    const rateOf = (day: string) => resolveHourlyRate(project.invoiceMethod, rates, day)
    const isBillable =
      (draft.isBillable ?? task?.isBillable ?? true) && billsHours(project.invoiceMethod)
    const isMoved =
      previous?.projectId !== projectId ||
      previous.taskId !== taskId ||
      previous.memberId !== member.id ||
      // What was not billable was priced for nobody.
      (isBillable && !previous.isBillable)
    const rated = rateAfter({ previous, isMoved, workedOn, rateOf })
    if (!fitsOnLine(hoursFromSeconds(worked.time.seconds), rated.rate)) {
      errors.add(fieldOf(index, 'seconds'), 'amount_is_too_large')
    }
    return [
      {
        memberId: member.id,
        projectId,
        taskId,
        workedOn,
        notes,
        ...worked.time,
        isBillable,
        ...rated,
      },
    ]
  })
  errors.refuseIfAny()
  return priced
}

// What was registered once stays as long as nobody touches its time, whatever the clock did that night.
function workedTimeOf(draft: TimeEntryDraft, timeZone: string) {
  const { previous, workedOn, startedAt, endedAt, pauseSeconds, seconds } = draft
  const isKept =
    previous !== undefined &&
    previous.workedOn === workedOn &&
    previous.startedAt === startedAt &&
    previous.endedAt === endedAt &&
    previous.pauseSeconds === pauseSeconds &&
    (seconds === undefined || seconds === previous.seconds)
  if (isKept) return { time: { startedAt, endedAt, pauseSeconds, seconds: previous.seconds } }
  return resolveWorkedTime(draft, (from, to) => secondsBetweenIn(timeZone, workedOn, [from, to]))
}

/** How much of a person's day an entry takes. */
type DayShare = Pick<TimeEntryValues, 'memberId' | 'workedOn' | 'seconds'>

function dayOf({ memberId, workedOn }: { memberId: string; workedOn: string }): string {
  return `${memberId} ${workedOn}`
}

/** Refuses entries with which somebody would work more than 24 hours on a day. */
export async function refuseLongDays(
  ctx: Context,
  tx: Transaction,
  request: { entries: DayShare[]; exceptIds: string[]; fieldOf: FieldOf },
): Promise<void> {
  const { entries, exceptIds, fieldOf } = request
  const worked = await sumSecondsByDay(tx, {
    workspaceId: ctx.workspaceId,
    memberIds: distinct(entries.map((entry) => entry.memberId)),
    days: distinct(entries.map((entry) => entry.workedOn)),
    exceptIds,
  })
  const workedBefore = new Map(worked.map((day) => [dayOf(day), day.seconds]))
  refuseOverlong(entries, { workedBefore, fieldOf })
}

/** The same, where it is known what was worked before. */
function refuseOverlong(
  entries: readonly DayShare[],
  { workedBefore, fieldOf }: { workedBefore: ReadonlyMap<string, number>; fieldOf: FieldOf },
): void {
  const totals = new Map(workedBefore)
  const errors = collectErrors()
  for (const [index, entry] of entries.entries()) {
    const total = (totals.get(dayOf(entry)) ?? 0) + entry.seconds
    totals.set(dayOf(entry), total)
    if (total > secondsPerDay) errors.add(fieldOf(index, 'seconds'), 'day_is_over_24_hours')
  }
  errors.refuseIfAny()
}

/**
 * Writes hours of drafts, and looks with the same statement whether nobody works more than 24 hours on a day. Answers them
 * in the order asked for.
 */
export async function writeTimeEntries(
  ctx: Context,
  tx: Transaction,
  { drafts, ids, fieldOf }: Drafts & { ids: readonly string[] },
): Promise<TimeEntry[]> {
  if (drafts.length === 0) return []
  const { workspaceId } = ctx
  const rated = await rateTimeEntries(ctx, tx, { drafts, fieldOf })
  const entries = rated.map((values, index) => ({ ...values, id: ids[index] ?? newId() }))
  const added = await addTimeEntries(tx, { workspaceId, entries, createdAt: ctx.clock.now() })
  const workedBefore = new Map(
    added.map(({ entry, secondsBefore }) => [dayOf(entry), secondsBefore]),
  )
  refuseOverlong(entries, { workedBefore, fieldOf })
  const written = byId(added.map(({ entry }) => entry))
  return entries.map(({ id }) => {
    const entry = written.get(id)
    assert(entry, 'what was written is answered')
    return entry
  })
}

export type TimeEntryView = Omit<
  TimeEntry,
  'rate' | 'rateRule' | 'rateValidFrom' | 'roundingSeconds' | 'billing' | 'writeOff'
> &
  StandingView & {
    rate: string | null
    rateRule: TimeEntry['rateRule'] | null
    rateValidFrom: string | null
    amountMinor: number | null
    /** What is billed of what was worked. */
    billedSeconds: number
  }

/** The entry as this person may see it: without money for those who may not see rates. */
export function viewTimeEntry(ctx: Context, entry: TimeEntry): TimeEntryView {
  const seesRates = may(ctx, 'rates:read')
  const { rate, rateRule, rateValidFrom, roundingSeconds, ...rest } = entry
  const billedSeconds = entry.seconds + roundingSeconds
  return {
    ...rest,
    rate: seesRates ? rate : null,
    rateRule: seesRates ? rateRule : null,
    rateValidFrom: seesRates ? rateValidFrom : null,
    amountMinor: seesRates ? lineNetMinor(hoursFromSeconds(billedSeconds), rate) : null,
    billedSeconds,
    ...viewStanding(ctx, entry),
  }
}
