import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { isVehicleInUse, lockVehicle, removeVehicle } from '#db/vehicles.ts'

/** Removes a vehicle that nothing refers to; one that was used can only be archived. */
export async function deleteVehicle(
  ctx: Context,
  { vehicleId }: { vehicleId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, vehicleId }
  await inTransaction(ctx, async (tx) => {
    if (!(await lockVehicle(tx, key))) refuse('vehicle_not_found')
    if (await isVehicleInUse(tx, key)) refuse('vehicle_is_in_use')
    await removeVehicle(tx, key)
  })
}
