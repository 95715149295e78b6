import { createMileages } from '#app/mileages/create-mileages.ts'
import { deleteMileage } from '#app/mileages/delete-mileage.ts'
import { getMileage } from '#app/mileages/get-mileage.ts'
import { listMileages } from '#app/mileages/list-mileages.ts'
import { updateMileage } from '#app/mileages/update-mileage.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { newId } from '#lib/ids.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const trip = {
  travelledOn: '2026-11-16',
  fromPlace: 'Utrecht',
  toPlace: 'Zwolle',
  distanceKm: '90.5',
}

test("a kilometre costs the client's rate, else the workspace's; a return trip is driven twice", async () => {
  await using world = await createWorld()
  await updateWorkspaceSettings(world.ctx, { changes: { mileageRate: '0.23' } })
  const client = await world.has.client({ mileageRate: '0.355' })
  const agreed = await world.has.project({ clientId: client.id })
  const byClient = await world.has.mileage({ ...trip, projectId: agreed.id, isReturnTrip: true })
  expect(byClient).toMatchObject({
    memberId: world.memberId,
    distanceKm: '90.50',
    billedKm: '181.00',
    rate: '0.3550',
    rateRule: 'client',
    amountMinor: 6426, // 64.255, rounded half up
    isBillable: true,
  })
  const byWorkspace = await world.has.mileage(trip)
  expect(byWorkspace).toMatchObject({
    billedKm: '90.50',
    rate: '0.2300',
    rateRule: 'workspace',
    amountMinor: 2082,
  })

  // A rate that was given once stays, until the trip moves to a client with another one.
  await updateWorkspaceSettings(world.ctx, { changes: { mileageRate: '0.30' } })
  const mileageId = byWorkspace.id
  const stays = await updateMileage(world.ctx, { mileageId, changes: { isReturnTrip: true } })
  expect(stays).toMatchObject({ rate: '0.2300', billedKm: '181.00' })
  const moves = await updateMileage(world.ctx, { mileageId, changes: { projectId: agreed.id } })
  expect(moves).toMatchObject({ rate: '0.3550', rateRule: 'client' })
})

test('business trips are billable, other trips and projects without invoicing are not', async () => {
  await using world = await createWorld()
  const none = await world.has.project({ invoiceMethod: 'none' })
  expect((await world.has.mileage({ kind: 'commute' })).isBillable).toBe(false)
  expect((await world.has.mileage({ kind: 'private', isBillable: true })).isBillable).toBe(true)
  expect((await world.has.mileage({ projectId: none.id, isBillable: true })).isBillable).toBe(false)
})

test('a trip that cannot be is refused beside its field, and nothing is written', async () => {
  await using world = await createWorld()
  const other = await world.otherWorkspace()
  const theirs = await factoriesFor(other.ctx).project()
  const { id: projectId } = await world.has.project()
  const good = { ...trip, projectId }
  const refused = async (item: object, code: string, field: string) => {
    const items = [good, { ...good, ...item }]
    await expect(createMileages(world.ctx, { items })).rejects.toMatchObject({
      code,
      particulars: { field: `items.1.${field}` },
    })
  }
  await refused({ projectId: theirs.id }, 'project_not_found', 'projectId')
  await refused({ projectId: newId() }, 'project_not_found', 'projectId')
  await refused({ memberId: other.memberId }, 'member_not_found', 'memberId')
  expect((await listMileages(world.ctx, { limit: 1 })).items).toEqual([])
})

test('a trip is changed, found, added up and removed', async () => {
  await using world = await createWorld()
  await updateWorkspaceSettings(world.ctx, { changes: { mileageRate: '0.20' } })
  const first = await world.has.mileage({
    distanceKm: '10',
    isReturnTrip: true,
    vehicle: 'Bicycle',
  })
  await world.has.mileage({ distanceKm: '5', travelledOn: '2026-11-15', kind: 'commute' })
  const mileageId = first.id
  const changed = await updateMileage(world.ctx, { mileageId, changes: { purpose: 'Workshop' } })
  expect(await getMileage(world.ctx, { mileageId })).toEqual(changed)
  const page = await listMileages(world.ctx, { limit: 1 })
  expect(page.items).toEqual([changed])
  const next = await listMileages(world.ctx, { limit: 1, cursor: page.nextCursor ?? '' })
  expect([next.items.map((mileage) => mileage.kind), next.nextCursor]).toEqual([['commute'], null])
  for (const q of ['WORKSHOP', 'utrecht', 'bicycle']) {
    expect((await listMileages(world.ctx, { limit: 9, q })).items.at(0)?.id).toBe(mileageId)
  }
  expect(await listReportIds(world.ctx, { tab: 'mileages', isBillable: true })).toEqual([mileageId])
  expect(await getReportTotals(world.ctx, { tab: 'mileages' })).toEqual({
    count: 2,
    km: '25.00',
    amountMinor: 500,
    billableMinor: 400,
    invoicedMinor: 0,
    writtenOffMinor: 0,
    uninvoicedMinor: 400,
  })
  await deleteMileage(world.ctx, { mileageId })
  await expect(getMileage(world.ctx, { mileageId })).rejects.toMatchObject({
    code: 'mileage_not_found',
  })
})

test('a trip on an invoice cannot be changed or removed', async () => {
  await using world = await createWorld()
  const mileage = await world.has.mileage()
  await world.has.invoiceOf('mileage', mileage)
  const mileageId = mileage.id
  const invoiced = { code: 'item_is_invoiced' }
  await expect(
    updateMileage(world.ctx, { mileageId, changes: { kind: 'private' } }),
  ).rejects.toMatchObject(invoiced)
  await expect(deleteMileage(world.ctx, { mileageId })).rejects.toMatchObject(invoiced)
  expect((await getMileage(world.ctx, { mileageId })).billing).toMatchObject({ state: 'draft' })
})

test("an employee has the own trips and sees no money; another workspace's are not there", async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const other = await world.otherWorkspace()
  const { id: mileageId, projectId } = await world.has.mileage()
  for (const ctx of [employee.ctx, other.ctx]) {
    const missing = { code: 'mileage_not_found' }
    await expect(getMileage(ctx, { mileageId })).rejects.toMatchObject(missing)
    await expect(updateMileage(ctx, { mileageId, changes: {} })).rejects.toMatchObject(missing)
    await expect(deleteMileage(ctx, { mileageId })).rejects.toMatchObject(missing)
    expect((await listMileages(ctx, { limit: 9 })).items).toEqual([])
  }
  const [own] = await createMileages(employee.ctx, { items: [{ ...trip, projectId }] })
  expect(own).toMatchObject({
    memberId: employee.id,
    rate: null,
    rateRule: null,
    amountMinor: null,
  })
  const items = [{ ...trip, projectId, memberId: world.memberId }]
  await expect(createMileages(employee.ctx, { items })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})

test('without any permission nobody gets at trips', async () => {
  await using world = await createWorld()
  const { id: mileageId } = await world.has.mileage()
  const ctx = { ...world.ctx, permissions: new Set<never>() }
  const declined = { code: 'not_allowed' }
  await expect(createMileages(ctx, { items: [] })).rejects.toMatchObject(declined)
  await expect(listMileages(ctx, { limit: 1 })).rejects.toMatchObject(declined)
  await expect(getMileage(ctx, { mileageId })).rejects.toMatchObject(declined)
  await expect(updateMileage(ctx, { mileageId, changes: {} })).rejects.toMatchObject(declined)
  await expect(deleteMileage(ctx, { mileageId })).rejects.toMatchObject(declined)
})
