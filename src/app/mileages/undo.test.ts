import { deleteMileage } from '#app/mileages/delete-mileage.ts'
import { deleteMileages } from '#app/mileages/delete-mileages.ts'
import { getMileage } from '#app/mileages/get-mileage.ts'
import { restoreMileages } from '#app/mileages/restore-mileages.ts'
import { updateMileage } from '#app/mileages/update-mileage.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const wasChanged = { code: 'mileage_was_changed' }
const stateOf = ({ id, updatedAt }: { id: string; updatedAt: Date }) => ({ id, updatedAt })

test('a trip comes back with its id and the rate that would not be given again', async () => {
  await using world = await createWorld()
  await updateWorkspaceSettings(world.ctx, { changes: { mileageRate: '0.23' } })
  const before = await world.has.mileage({ purpose: 'Workshop', vehicle: 'Bicycle' })
  const mileageId = before.id
  await updateWorkspaceSettings(world.ctx, { changes: { mileageRate: '0.30' } })
  const { id: projectId } = await world.has.project()
  const changes = { projectId, purpose: 'Moved' }
  const moved = await updateMileage(world.ctx, { mileageId, changes })
  expect(moved).toMatchObject({ rate: '0.3000', purpose: 'Moved' })
  await deleteMileage(world.ctx, { mileageId })
  const again = { ...stateOf(moved), expectedUpdatedAt: null }
  expect(await restoreMileages(world.ctx, { items: [again] })).toEqual([moved])
  const undo = { ...stateOf(before), expectedUpdatedAt: moved.updatedAt }
  expect(await restoreMileages(world.ctx, { items: [undo] })).toEqual([before])
  // Pressed twice: it is what it was, and stays.
  expect(await restoreMileages(world.ctx, { items: [undo] })).toEqual([before])
})

test('nobody writes over a trip that somebody else changed, nor undoes over it', async () => {
  await using world = await createWorld()
  const before = await world.has.mileage()
  const mileageId = before.id
  const first = await updateMileage(world.ctx, { mileageId, changes: { purpose: 'First' } })
  const second = await updateMileage(world.ctx, { mileageId, changes: { purpose: 'Second' } })
  const stale = { expectedUpdatedAt: first.updatedAt }
  await expect(
    updateMileage(world.ctx, { mileageId, changes: { purpose: 'Third' }, ...stale }),
  ).rejects.toMatchObject(wasChanged)
  await expect(
    deleteMileages(world.ctx, { items: [{ id: mileageId, ...stale }] }),
  ).rejects.toMatchObject(wasChanged)
  await expect(
    restoreMileages(world.ctx, { items: [{ ...stateOf(before), ...stale }] }),
  ).rejects.toMatchObject(wasChanged)
  expect(await getMileage(world.ctx, { mileageId })).toEqual(second)
  await deleteMileages(world.ctx, {
    items: [{ id: mileageId, expectedUpdatedAt: second.updatedAt }],
  })
  await expect(getMileage(world.ctx, { mileageId })).rejects.toMatchObject({
    code: 'mileage_not_found',
  })
})

test('undoing trips is for those who may write them', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const before = await world.has.mileage()
  await deleteMileage(world.ctx, { mileageId: before.id })
  const items = [{ ...stateOf(before), expectedUpdatedAt: null }]
  await expect(restoreMileages(employee.ctx, { items })).rejects.toMatchObject({
    code: 'earlier_state_not_found',
  })
  const ctx = { ...world.ctx, permissions: new Set<never>() }
  const declined = { code: 'not_allowed' }
  await expect(deleteMileages(ctx, { items: [] })).rejects.toMatchObject(declined)
  await expect(restoreMileages(ctx, { items })).rejects.toMatchObject(declined)
})
