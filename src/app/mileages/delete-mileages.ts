import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import type { AskedCost } from '#app/parts/change-costs.ts'
import { holdMileages, removeHeldMileages } from '#app/parts/change-mileages.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'

/** Removes many trips that no document bills: all of them or none. */
export async function deleteMileages(
  ctx: Context,
  { items }: { items: AskedCost[] },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  await inTransaction(ctx, async (tx) => {
    const mileages = await holdMileages(ctx, tx, {
      asked: items,
      fieldOf: fieldOfItem,
      action: 'delete',
    })
    await removeHeldMileages(ctx, tx, mileages)
  })
}
