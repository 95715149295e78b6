import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseTaken } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import {
  insertVehicles,
  listTakenVehicleNames,
  type Vehicle,
  type VehicleFields,
} from '#db/vehicles.ts'
import { newId } from '#lib/ids.ts'

/** Makes vehicles, all of them or none. */
export async function createVehicles(
  ctx: Context,
  { items }: { items: VehicleFields[] },
): Promise<Vehicle[]> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const vehicles = items.map((fields) => ({ ...fields, id: newId() }))
  const names = items.map((item) => item.name)
  await refuseViolations({ vehicles_name: 'vehicle_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const taken = await listTakenVehicleNames(tx, { workspaceId, names })
      refuseTaken(names, { taken, field: 'name', code: 'vehicle_name_is_taken' })
      await insertVehicles(tx, { workspaceId, vehicles, createdAt })
      await audit(
        ctx,
        tx,
        vehicles.map(({ id, ...after }) => ({
          action: 'created',
          subject: 'vehicle',
          id,
          name: after.name,
          after,
        })),
      )
    }),
  )
  return vehicles.map((each) => ({ ...each, archivedAt: null, createdAt }))
}
