import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { listUninvoiced } from './list-uninvoiced.ts'

const today = '2026-11-16'

test('hours, expenses and mileages of a project, up to a day', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const project = await has.project({ hourlyRate: '95' })
  const projectId = project.id
  await has.timeEntry({ projectId, seconds: 2400 })
  await has.timeEntry({ projectId, seconds: 2400 })
  await has.timeEntry({ projectId, workedOn: '2026-11-17' })
  await has.timeEntry({ projectId, isBillable: false })
  await has.expense({ projectId, quantity: '3', unitPrice: '0.3350' })
  await has.mileage({ projectId, distanceKm: '10', isReturnTrip: true })
  const { items, through } = await listUninvoiced(ctx, { limit: 10 })
  expect(through).toBe(today)
  expect(items).toMatchObject([
    {
      projectId,
      workedSeconds: 8400,
      workedMinor: 12_736,
      openHours: { count: 2, seconds: 4800, amountMinor: 12_635 },
      openExpenses: { count: 1, amountMinor: 101 },
      openMileages: { count: 1 },
      invoicedMinor: 0,
      canInvoice: { allowed: true },
    },
  ])
})

test('what is left of a fixed price follows what is billed', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const project = await world.has.project({ invoiceMethod: 'fixed_price', fixedPriceMinor: 1000 })
  const projectId = project.id
  expect(await leftOf(world)).toEqual([1000])
  await invoice(world, { projectId, through: today, amountMinor: 400 })
  expect(await leftOf(world)).toEqual([600])
  await invoice(world, { projectId, through: today })
  expect(await leftOf(world)).toEqual([])
})

test('hours that were worked by the hour before the price was fixed are not left beside it', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { id: projectId } = await world.has.project({ hourlyRate: '100' })
  await world.has.timeEntry({ projectId })
  await world.has.expense({ projectId, unitPrice: '5' })
  const changes = { invoiceMethod: 'fixed_price', fixedPriceMinor: 1000 } as const
  await updateProject(world.ctx, { projectId, changes })
  const [row] = (await listUninvoiced(world.ctx, { limit: 10 })).items
  expect(row).toMatchObject({ workedSeconds: 3600, openHours: { count: 0, amountMinor: 0 } })
  const made = await invoice(world, { projectId, through: today })
  expect(made.documents.map((document) => document.subtotalMinor)).toEqual([row?.leftMinor])
  expect(await leftOf(world)).toEqual([])
})

test('each elapsed period of a subscription is due until it is billed', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const price = { description: '', quantity: '2', unitPrice: '12.50' }
  const subscription = {
    interval: 'month',
    startsOn: '2026-09-01',
    endsOn: null,
    ...price,
  } as const
  const project = await world.has.project({ invoiceMethod: 'subscription', subscription })
  const [before] = (await listUninvoiced(world.ctx, { limit: 10 })).items
  expect(before).toMatchObject({
    leftMinor: 5000,
    dueSinceOn: '2026-09-30',
    nextDueOn: '2026-11-30',
    duePeriods: [
      { startsOn: '2026-09-01', endsOn: '2026-09-30', amountMinor: 2500 },
      { startsOn: '2026-10-01', endsOn: '2026-10-31', amountMinor: 2500 },
    ],
  })
  await invoice(world, { projectId: project.id, through: today })
  const [after] = (await listUninvoiced(world.ctx, { limit: 10 })).items
  expect(after).toMatchObject({
    leftMinor: 0,
    invoicedMinor: 5000,
    duePeriods: [],
    dueSinceOn: null,
    nextDueOn: '2026-11-30',
    canInvoice: { allowed: false, because: { code: 'nothing_to_bill' } },
  })
})

test('what is listed is what is billed', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const project = await world.has.project({ hourlyRate: '33.3333' })
  const projectId = project.id
  for (const seconds of [1000, 2000, 18, 86_000]) {
    const workedOn = `2026-11-${String(2 + (seconds % 9)).padStart(2, '0')}`
    await world.has.timeEntry({ projectId, seconds, workedOn })
  }
  await world.has.expense({ projectId, unitPrice: '9.9999', quantity: '1.37' })
  const [left] = await leftOf(world)
  const made = await invoice(world, { projectId, through: today })
  expect(made.documents.map((document) => document.subtotalMinor)).toEqual([left])
})

test('finds, filters and pages', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client({ name: 'Acme' })
  await has.timeEntry({ projectId: (await has.project({ clientId: client.id, name: 'B' })).id })
  await has.timeEntry({ projectId: (await has.project({ clientId: client.id, name: 'a' })).id })
  await has.project({ clientId: client.id, name: 'Idle' })
  await has.project({ invoiceMethod: 'fixed_price', fixedPriceMinor: 5, name: 'Fixed' })
  const names = async (query: object) =>
    (await listUninvoiced(ctx, { limit: 10, ...query })).items.map((each) => each.projectName)
  expect(await names({})).toEqual(['a', 'B', 'Fixed'])
  expect(await names({ q: 'acme' })).toEqual(['a', 'B'])
  expect(await names({ method: 'fixed_price' })).toEqual(['Fixed'])
  expect(await names({ clientId: client.id })).toEqual(['a', 'B'])
  const first = await listUninvoiced(ctx, { limit: 2 })
  expect(await names({ cursor: first.nextCursor })).toEqual(['Fixed'])
  await expect(listUninvoiced(ctx, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'input_is_not_valid',
  })
})

test('another workspace has its own, and an employee none', async () => {
  await using world = await createWorld()
  await world.has.timeEntry()
  const { ctx } = await world.otherWorkspace()
  expect((await listUninvoiced(ctx, { limit: 10 })).items).toEqual([])
  await expect(listUninvoiced(world.ctxAs('employee'), { limit: 10 })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})

async function leftOf({ ctx }: World): Promise<number[]> {
  return (await listUninvoiced(ctx, { limit: 10 })).items.map((each) => each.leftMinor)
}

async function invoice(
  { ctx }: World,
  rest: { projectId: string; through: string; amountMinor?: number },
) {
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT', issuedOn: today } as const
  return await createXeroExport(ctx, { ...how, items: { ...noItems, uninvoiced: [rest] } })
}
