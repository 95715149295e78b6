import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { refuse } from '#app/refuse.ts'
import { reaches, refuseSettled } from '#app/parts/registering.ts'
import { priceTimeEntries, type TimeEntryView, viewTimeEntry } from '#app/parts/time-entries.ts'
import {
  listTimeEntryRowsByIds,
  lockTimeEntry,
  type TimeEntryValues,
  updateTimeEntryValues,
} from '#db/time-entries.ts'
import { assert } from '#lib/assert.ts'

export type TimeEntryChanges = Partial<Omit<TimeEntryValues, 'rate' | 'rateRule' | 'rateValidFrom'>>

/** Changes the given fields. The rate follows when person, project or task change, or the day to one of another rate; else it stays. */
export async function updateTimeEntry(
  ctx: Context,
  { timeEntryId, changes }: { timeEntryId: string; changes: TimeEntryChanges },
): Promise<TimeEntryView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const entry = await lockTimeEntry(tx, { workspaceId, timeEntryId })
    if (!entry || !reaches(ctx, entry.memberId)) refuse('time_entry_not_found')
    const { status, ...previous } = entry
    refuseSettled(status)

    const draft = {
      ...previous,
      ...changes,
      ...timeOf(previous, changes),
      previous: { ...previous, id: timeEntryId },
    }
    const [values] = await priceTimeEntries(ctx, tx, { drafts: [draft], fieldOf: fieldAlone })
    assert(values, 'what is not refused is priced')
    await updateTimeEntryValues(tx, {
      workspaceId,
      timeEntryId,
      values,
      updatedAt: ctx.clock.now(),
    })
    const [updated] = await listTimeEntryRowsByIds(tx, { workspaceId, ids: [timeEntryId] })
    assert(updated, 'a locked entry is there')
    return viewTimeEntry(ctx, updated)
  })
}

// A new duration alone lets go of the old times; new times, or a new pause, let go of the old duration.
function timeOf(previous: TimeEntryValues, changes: TimeEntryChanges) {
  const { startedAt, endedAt, pauseSeconds, seconds } = changes
  const hasTimes = startedAt !== undefined || endedAt !== undefined || pauseSeconds !== undefined
  if (seconds !== undefined && !hasTimes) {
    return { seconds, startedAt: null, endedAt: null, pauseSeconds: 0 }
  }
  const times = {
    startedAt: startedAt === undefined ? previous.startedAt : startedAt,
    endedAt: endedAt === undefined ? previous.endedAt : endedAt,
    pauseSeconds: pauseSeconds ?? previous.pauseSeconds,
  }
  const hasNeither = times.startedAt === null && times.endedAt === null
  return { ...times, seconds: seconds ?? (hasNeither ? previous.seconds : undefined) }
}
