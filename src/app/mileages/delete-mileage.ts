import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { reaches, refuseSettled } from '#app/parts/registering.ts'
import { lockMileage, removeMileage } from '#db/mileages.ts'

/** Removes a trip that no document bills. */
export async function deleteMileage(
  ctx: Context,
  { mileageId }: { mileageId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const mileage = await lockMileage(tx, { workspaceId, mileageId })
    if (!mileage || !reaches(ctx, mileage.memberId)) refuse('mileage_not_found')
    refuseSettled(mileage.status)
    await removeMileage(tx, { workspaceId, mileageId })
  })
}
