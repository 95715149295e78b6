import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type AskedEntry, lockEntries, removeEntries } from '#app/parts/change-time-entries.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'

/** Removes many hours that no document bills: all of them or none. */
export async function deleteTimeEntries(
  ctx: Context,
  { items }: { items: AskedEntry[] },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  await inTransaction(ctx, async (tx) => {
    await removeEntries(
      ctx,
      tx,
      await lockEntries(ctx, tx, { asked: items, fieldOf: fieldOfItem, action: 'delete' }),
    )
  })
}
