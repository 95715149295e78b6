import type { Transaction } from '#db/database.ts'
import {
  listTimeEntryRowsByIds,
  type LockedTimeEntry,
  lockTimeEntries,
  removeTimeEntries,
  type TimeEntryValues,
  updateTimeEntryValues,
} from '#db/time-entries.ts'
import { keepVersions } from '#db/time-entry-versions.ts'
import { isClosed } from '#domain/closed-period.ts'
import { type ItemAction, itemStatusOf, whyNot } from '#domain/item-status.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { momentAfter, secondsAfter } from '#lib/clock.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { closedWords, readClosedThrough } from './closed-period.ts'
import { collectErrors, fieldAlone, type FieldOf } from './item-errors.ts'
import { byId, reaches } from './registering.ts'
import { priceTimeEntries, type TimeEntryView, viewTimeEntry } from './time-entries.ts'

/** An entry that somebody wants to change, and which state of it they saw; any, when they do not say. */
export type AskedEntry = { id: string; expectedUpdatedAt?: Date | undefined }

/** What is changed of an entry; what is left out stays. */
export type TimeEntryChanges = Partial<Omit<TimeEntryValues, 'rate' | 'rateRule' | 'rateValidFrom'>>

const secondsPerDay = 86_400

/** Holds the entries in the order asked for; refuses what is not there, does not allow this, or was changed in the meantime. */
export async function lockEntries(
  ctx: Context,
  tx: Transaction,
  { asked, fieldOf, action }: { asked: AskedEntry[]; fieldOf: FieldOf; action: ItemAction },
): Promise<LockedTimeEntry[]> {
  const { workspaceId } = ctx
  const ids = asked.map(({ id }) => id)
  const locked = byId(await lockTimeEntries(tx, { workspaceId, ids }))
  const through = await readClosedThrough(ctx, tx)
  const errors = collectErrors()
  const seen = new Set<string>()
  const entries = asked.flatMap((each, index) => {
    const entry = locked.get(each.id)
    const refusal = seen.has(each.id)
      ? 'input_is_not_valid'
      : refusalOf(ctx, entry, { ...each, action, through })
    seen.add(each.id)
    // One alone is named by its address, not by a field.
    const words = refusal === 'period_is_closed' ? closedWords(through) : undefined
    if (refusal && fieldOf === fieldAlone) refuse(refusal, words ? { detail: words } : {})
    if (refusal) errors.add(fieldOf(index, 'id'), refusal, words)
    return entry ?? []
  })
  errors.refuseIfAny()
  return entries
}

function refusalOf(
  ctx: Context,
  entry: LockedTimeEntry | undefined,
  {
    expectedUpdatedAt,
    action,
    through,
  }: AskedEntry & { action: ItemAction; through: string | null },
): RefusalCode | undefined {
  if (!entry || !reaches(ctx, entry.memberId)) return 'time_entry_not_found'
  const refusal = whyNot(action, itemStatusOf(entry), {
    isClosed: isClosed(entry.workedOn, through),
  })
  if (refusal) return refusal
  return isSameMoment(expectedUpdatedAt, entry.updatedAt) ? undefined : 'time_entry_was_changed'
}

function isSameMoment(expected: Date | undefined, updatedAt: Date): boolean {
  return expected === undefined || expected.getTime() === updatedAt.getTime()
}

/** Changes held entries, each in its own way. What they were is kept for undo. */
export async function changeEntries(
  ctx: Context,
  tx: Transaction,
  request: { entries: LockedTimeEntry[]; changes: TimeEntryChanges[]; fieldOf: FieldOf },
): Promise<TimeEntryView[]> {
  const { entries, changes, fieldOf } = request
  const drafts = entries.map((entry, index) => draftOf(entry, changes[index] ?? {}))
  const values = await priceTimeEntries(ctx, tx, { drafts, fieldOf })
  await writeChanges(
    ctx,
    tx,
    entries.flatMap((entry, index) => {
      const changed = values[index]
      return changed ? [{ entry, values: changed }] : []
    }),
  )
  return await viewEntries(ctx, tx, entries)
}

/** An entry as it would be with these changes. */
export function draftOf(previous: LockedTimeEntry, changes: TimeEntryChanges) {
  return { ...previous, ...changes, ...timeOf(previous, changes), previous }
}

/** Writes priced values over held entries. Each gets a later updatedAt than it had, so that every state has its name. */
export async function writeChanges(
  ctx: Context,
  tx: Transaction,
  changed: { entry: LockedTimeEntry; values: TimeEntryValues }[],
): Promise<void> {
  const { workspaceId } = ctx
  await keepForUndo(
    ctx,
    tx,
    changed.map(({ entry }) => entry.id),
  )
  for (const { entry, values } of changed) {
    const updatedAt = momentAfter(ctx.clock.now(), entry.updatedAt)
    // One connection: there is nothing to gain from asking at once.
    // oxlint-disable-next-line no-await-in-loop
    await updateTimeEntryValues(tx, { workspaceId, timeEntryId: entry.id, values, updatedAt })
  }
}

/** Removes held entries. What they were is kept for undo. */
export async function removeEntries(
  ctx: Context,
  tx: Transaction,
  entries: LockedTimeEntry[],
): Promise<void> {
  const ids = entries.map(({ id }) => id)
  await keepForUndo(ctx, tx, ids)
  await removeTimeEntries(tx, { workspaceId: ctx.workspaceId, ids })
}

async function keepForUndo(ctx: Context, tx: Transaction, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const replacedAt = ctx.clock.now()
  await keepVersions(tx, {
    workspaceId: ctx.workspaceId,
    ids,
    replacedAt,
    forgetBefore: secondsAfter(replacedAt, -secondsPerDay),
  })
}

/** The entries as they are now, in this order. */
export async function viewEntries(
  ctx: Context,
  tx: Transaction,
  entries: readonly { id: string }[],
): Promise<TimeEntryView[]> {
  const ids = entries.map(({ id }) => id)
  const rows = byId(await listTimeEntryRowsByIds(tx, { workspaceId: ctx.workspaceId, ids }))
  return ids.flatMap((id) => rows.get(id) ?? []).map((row) => viewTimeEntry(ctx, row))
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
