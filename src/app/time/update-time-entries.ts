import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  type AskedEntry,
  changeEntries,
  lockEntries,
  type TimeEntryChanges,
} from '#app/parts/change-time-entries.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import type { TimeEntryView } from '#app/parts/time-entries.ts'

/** Changes many hours, each in its own way: all of them or none. */
export async function updateTimeEntries(
  ctx: Context,
  { items }: { items: (AskedEntry & { changes: TimeEntryChanges })[] },
): Promise<TimeEntryView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  return await inTransaction(ctx, async (tx) => {
    const entries = await lockEntries(ctx, tx, {
      asked: items,
      fieldOf: fieldOfItem,
      action: 'change',
    })
    const changes = items.map((item) => item.changes)
    return await changeEntries(ctx, tx, { entries, changes, fieldOf: fieldOfItem })
  })
}
