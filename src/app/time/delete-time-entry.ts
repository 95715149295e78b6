import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { lockEntries, removeEntries } from '#app/parts/change-time-entries.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'

/** Removes an hour that no document bills. */
export async function deleteTimeEntry(
  ctx: Context,
  { timeEntryId }: { timeEntryId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  await inTransaction(ctx, async (tx) => {
    const asked = [{ id: timeEntryId }]
    await removeEntries(
      ctx,
      tx,
      await lockEntries(ctx, tx, { asked, fieldOf: fieldAlone, action: 'delete' }),
    )
  })
}
