import { createVehicles } from '#app/catalogue/create-vehicles.ts'
import { deleteVehicle } from '#app/catalogue/delete-vehicle.ts'
import { listVehicles } from '#app/catalogue/list-vehicles.ts'
import { updateVehicle } from '#app/catalogue/update-vehicle.ts'
import { newId } from '#lib/ids.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const everything = { limit: 50, archived: 'all' as const }

test('vehicles are made, found by name or plate, changed, archived and deleted', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const [van] = await createVehicles(ctx, {
    items: [
      { name: 'Van', licencePlate: 'AB-123-C' },
      { name: 'bike', licencePlate: null },
    ],
  })
  const names = async (q?: string) =>
    (await listVehicles(ctx, { ...everything, q })).items.map((each) => each.name)
  expect(await names()).toEqual(['bike', 'Van'])
  expect(await names('123')).toEqual(['Van'])
  await expect(
    createVehicles(ctx, { items: [{ name: 'VAN', licencePlate: null }] }),
  ).rejects.toMatchObject({ code: 'vehicle_name_is_taken' })
  const vehicleId = van?.id ?? ''
  const trip = await world.has.mileage({ vehicle: 'van' })
  expect(trip.vehicle).toBe('van')
  await expect(deleteVehicle(ctx, { vehicleId })).rejects.toMatchObject({
    code: 'vehicle_is_in_use',
  })
  const changes = { licencePlate: null, isArchived: true }
  expect(await updateVehicle(ctx, { vehicleId, changes })).toMatchObject({
    name: 'Van',
    licencePlate: null,
    archivedAt: world.clock.now(),
  })
  const [car] = await createVehicles(ctx, { items: [{ name: 'Car', licencePlate: null }] })
  await deleteVehicle(ctx, { vehicleId: car?.id ?? '' })
  expect(await names()).toEqual(['bike', 'Van'])
})

test('a vehicle that is not there, or of others, is refused', async () => {
  await using world = await createWorld()
  const other = await world.otherWorkspace()
  const [theirs] = await createVehicles(other.ctx, {
    items: [{ name: 'Theirs', licencePlate: null }],
  })
  for (const vehicleId of [newId(), theirs?.id ?? '']) {
    const refused = { code: 'vehicle_not_found' }
    await expect(updateVehicle(world.ctx, { vehicleId, changes: {} })).rejects.toMatchObject(
      refused,
    )
    await expect(deleteVehicle(world.ctx, { vehicleId })).rejects.toMatchObject(refused)
  }
})
