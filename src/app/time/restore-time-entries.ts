import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { lockEntries, removeEntries, viewEntries } from '#app/parts/change-time-entries.ts'
import { closedWords, readClosedThrough } from '#app/parts/closed-period.ts'
import { collectErrors, fieldOfItem } from '#app/parts/item-errors.ts'
import { distinct, reaches } from '#app/parts/registering.ts'
import { refuseLongDays, type TimeEntryView } from '#app/parts/time-entries.ts'
import type { Transaction } from '#db/database.ts'
import { lockMembers } from '#db/members.ts'
import { lockTimeEntries } from '#db/time-entries.ts'
import { insertVersions, listVersions } from '#db/time-entry-versions.ts'
import { isClosed } from '#domain/closed-period.ts'

type Restored = {
  id: string
  /** The state to go back to, named by the updatedAt it had. */
  updatedAt: Date
  /** The state it must be in now: null when it must be deleted. */
  expectedUpdatedAt: Date | null
}

/**
 * Undoes changes and deletions of the last day: the entries are again what they were, with their ids and rates, unless
 * somebody changed them since. All of them or none; what is restored already is left alone.
 */
export async function restoreTimeEntries(
  ctx: Context,
  { items }: { items: Restored[] },
): Promise<TimeEntryView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  return await inTransaction(ctx, async (tx) => {
    const ids = items.map(({ id }) => id)
    const there = await lockTimeEntries(tx, { workspaceId: ctx.workspaceId, ids })
    const stateOf = new Map(there.map(({ id, updatedAt }) => [id, updatedAt.getTime()]))
    const isDone = ({ id, updatedAt }: Restored) => stateOf.get(id) === updatedAt.getTime()
    const left = new Set(items.filter((item) => !isDone(item)))
    await putBack(ctx, tx, { items, left, stateOf })
    return await viewEntries(ctx, tx, items)
  })
}

type Undoing = { items: Restored[]; left: ReadonlySet<Restored>; stateOf: Map<string, number> }

async function putBack(ctx: Context, tx: Transaction, undoing: Undoing): Promise<void> {
  const { workspaceId } = ctx
  const { items, left, stateOf } = undoing
  const versions = await listVersions(tx, { workspaceId, versions: [...left] })
  const versionOf = new Map(versions.map((version) => [version.id, version]))
  await lockMembers(tx, { workspaceId, memberIds: distinct(versions.map((each) => each.memberId)) })

  const through = await readClosedThrough(ctx, tx)
  const errors = collectErrors()
  for (const [index, item] of items.entries()) {
    const version = versionOf.get(item.id)
    if (!left.has(item)) continue
    if (!version || !reaches(ctx, version.memberId)) {
      errors.add(fieldOfItem(index, 'id'), 'earlier_state_not_found')
    } else if ((stateOf.get(item.id) ?? null) !== (item.expectedUpdatedAt?.getTime() ?? null)) {
      errors.add(fieldOfItem(index, 'id'), 'time_entry_was_changed')
    } else if (isClosed(version.workedOn, through)) {
      errors.add(fieldOfItem(index, 'id'), 'period_is_closed', closedWords(through))
    }
  }
  errors.refuseIfAny()
  const replaced = [...left].filter(({ id }) => stateOf.has(id)).map(({ id }) => ({ id }))
  const entries = await lockEntries(ctx, tx, {
    asked: replaced,
    fieldOf: fieldOfItem,
    action: 'change',
  })
  await removeEntries(ctx, tx, entries)
  await refuseLongDays(ctx, tx, { entries: versions, exceptIds: [], fieldOf: fieldOfItem })
  await insertVersions(tx, { workspaceId, versions })
}
