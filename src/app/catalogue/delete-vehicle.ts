import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { countVehicleUses, lockVehicle, removeVehicle } from '#db/vehicles.ts'

/** Removes a vehicle that nothing refers to; one that was used can only be archived. */
export async function deleteVehicle(
  ctx: Context,
  { vehicleId }: { vehicleId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, vehicleId }
  await inTransaction(ctx, async (tx) => {
    const vehicle = await lockVehicle(tx, key)
    if (!vehicle) refuse('vehicle_not_found')
    refuseUsed('vehicle_is_in_use', await countVehicleUses(tx, key))
    await removeVehicle(tx, key)
    const about = { subject: 'vehicle', id: vehicleId, name: vehicle.name } as const
    await audit(ctx, tx, { action: 'deleted', ...about, before: vehicle })
  })
}
