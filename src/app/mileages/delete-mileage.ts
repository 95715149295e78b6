import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { holdMileages, removeHeldMileages } from '#app/parts/change-mileages.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'

/** Removes a trip that no document bills. What it was is kept for undo. */
export async function deleteMileage(
  ctx: Context,
  { mileageId }: { mileageId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  await inTransaction(ctx, async (tx) => {
    const asked = [{ id: mileageId }]
    const mileages = await holdMileages(ctx, tx, { asked, fieldOf: fieldAlone, action: 'delete' })
    await removeHeldMileages(ctx, tx, mileages)
  })
}
