import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  changeEntries,
  lockEntries,
  type TimeEntryChanges,
} from '#app/parts/change-time-entries.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import type { TimeEntryView } from '#app/parts/time-entries.ts'
import { assert } from '#lib/assert.ts'

/**
 * Changes the given fields, unless somebody changed the entry since it was `expectedUpdatedAt`. The rate follows when
 * person, project or task change, or the day to one of another rate; else it stays.
 */
export async function updateTimeEntry(
  ctx: Context,
  request: {
    timeEntryId: string
    changes: TimeEntryChanges
    expectedUpdatedAt?: Date | undefined
  },
): Promise<TimeEntryView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { timeEntryId, changes, expectedUpdatedAt } = request
  return await inTransaction(ctx, async (tx) => {
    const asked = [{ id: timeEntryId, expectedUpdatedAt }]
    const entries = await lockEntries(ctx, tx, { asked, fieldOf: fieldAlone, action: 'change' })
    const [changed] = await changeEntries(ctx, tx, {
      entries,
      changes: [changes],
      fieldOf: fieldAlone,
    })
    assert(changed, 'a locked entry is there')
    return changed
  })
}
