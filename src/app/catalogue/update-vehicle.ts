import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import { lockVehicle, type Vehicle, type VehicleFields, updateVehicleFields } from '#db/vehicles.ts'

type Changes = Partial<VehicleFields> & { isArchived?: boolean }

/** Changes the given fields, and archives or brings back. */
export async function updateVehicle(
  ctx: Context,
  { vehicleId, changes }: { vehicleId: string; changes: Changes },
): Promise<Vehicle> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, vehicleId }
  return await refuseViolations({ vehicles_name: 'vehicle_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const vehicle = await lockVehicle(tx, key)
      if (!vehicle) refuse('vehicle_not_found')
      const { isArchived, ...fields } = changes
      const now = ctx.clock.now()
      const archivedAt = archivedAtAfter(isArchived, { archivedAt: vehicle.archivedAt, now })
      const updated = { ...vehicle, ...fields, archivedAt }
      await updateVehicleFields(tx, { ...key, fields: updated, archivedAt })
      const about = { subject: 'vehicle', id: vehicleId, name: updated.name } as const
      await audit(ctx, tx, { action: 'changed', ...about, before: vehicle, after: updated })
      return updated
    }),
  )
}
