import { noItems } from '#api/billing-schemas.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { previewWriteOffs } from '#app/write-offs/preview-write-offs.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createSubscriptionPause } from './create-subscription-pause.ts'
import { deleteSubscriptionPause } from './delete-subscription-pause.ts'
import { deleteSubscriptionPrice } from './delete-subscription-price.ts'
import { getSubscription } from './get-subscription.ts'
import { setSubscriptionPrice } from './set-subscription-price.ts'
import { updateProject } from './update-project.ts'
import { updateSubscriptionPause } from './update-subscription-pause.ts'

const today = '2026-11-16'

test('a paused period is not due, and comes back when the pause is taken away', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const projectId = await subscribed(world)
  const pause = { startsOn: '2026-09-01', endsOn: '2026-10-15' }
  const { pauses } = await createSubscriptionPause(ctx, { projectId, pause })
  expect(await dueOf(world)).toEqual([
    ['2026-08-01', 1000],
    ['2026-10-01', 1000],
  ])
  const { periods } = await getSubscription(ctx, { projectId })
  expect(periods.map((each) => [each.startsOn, each.status, each.pausedDays])).toEqual([
    ['2026-11-01', 'upcoming', 0],
    ['2026-10-01', 'due', 15],
    ['2026-09-01', 'paused', 0],
    ['2026-08-01', 'due', 0],
  ])
  const period = { projectId, startsOn: '2026-09-01' }
  await expect(invoice(world, { subscriptionPeriods: [period] })).rejects.toMatchObject({
    code: 'nothing_to_bill',
    particulars: { detail: 'The subscription is paused throughout this period.' },
  })
  const items = { ...noItems, subscriptionPeriods: [period] }
  expect((await previewWriteOffs(ctx, { items })).leftOut).toMatchObject([
    { itemId: projectId, reason: 'period_is_paused' },
  ])
  await deleteSubscriptionPause(ctx, { projectId, pauseId: String(pauses[0]?.id) })
  expect(await dueOf(world)).toHaveLength(3)
})

test('what prorates costs the days that count', async () => {
  await using world = await createWorld()
  const projectId = await subscribed(world, { proratesPauses: true })
  const pause = { startsOn: '2026-10-17', endsOn: null }
  await createSubscriptionPause(world.ctx, { projectId, pause })
  // Sixteen of 31 days.
  expect((await dueOf(world)).at(-1)).toEqual(['2026-10-01', 520])
  const [row] = (await listUninvoiced(world.ctx, { limit: 10 })).items
  expect(row).toMatchObject({ isPaused: true, nextDueOn: null, dueSinceOn: '2026-08-31' })
  const made = await invoice(world, { uninvoiced: [{ projectId, through: today }] })
  expect(made.subtotalMinor).toBe(2520)
})

test('pausing, resuming and a new price never bill a period twice', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const projectId = await subscribed(world)
  await invoice(world, { uninvoiced: [{ projectId, through: today }] })
  expect(await dueOf(world)).toEqual([])
  // Over periods that are billed: they stay billed, whatever becomes of the pause.
  const pause = { startsOn: '2026-09-01', endsOn: null }
  const { pauses } = await createSubscriptionPause(ctx, { projectId, pause })
  const pauseId = String(pauses[0]?.id)
  world.clock.advance(90 * 86_400_000)
  expect(await dueOf(world)).toEqual([])
  await updateSubscriptionPause(ctx, { projectId, pauseId, changes: { endsOn: '2026-12-31' } })
  await setSubscriptionPrice(ctx, {
    projectId,
    price: { validFrom: '2026-10-15', quantity: '1', unitPrice: '25' },
  })
  expect(await dueOf(world)).toEqual([['2027-01-01', 2500]])
  const { periods } = await getSubscription(ctx, { projectId })
  expect(
    periods.filter((each) => each.status === 'invoiced').map((each) => each.amountMinor),
  ).toEqual([1000, 1000, 1000])
})

test('a new price counts for periods that start on its day or later', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const projectId = await subscribed(world)
  const price = { validFrom: '2026-09-02', quantity: '2', unitPrice: '7.50' }
  await setSubscriptionPrice(ctx, { projectId, price })
  expect((await dueOf(world)).map(([, amount]) => amount)).toEqual([1000, 1000, 1500])
  await setSubscriptionPrice(ctx, { projectId, price: { ...price, unitPrice: '8' } })
  expect((await getSubscription(ctx, { projectId })).prices).toEqual([
    { validFrom: '2026-09-02', quantity: '2.00', unitPrice: '8.0000' },
  ])
  await deleteSubscriptionPrice(ctx, { projectId, validFrom: '2026-09-02' })
  expect((await dueOf(world)).map(([, amount]) => amount)).toEqual([1000, 1000, 1000])
  await expect(
    deleteSubscriptionPrice(ctx, { projectId, validFrom: '2026-09-02' }),
  ).rejects.toMatchObject({ code: 'subscription_price_not_found' })
  await expect(
    setSubscriptionPrice(ctx, { projectId, price: { ...price, validFrom: '2026-08-01' } }),
  ).rejects.toMatchObject({ code: 'price_is_from_the_start' })
})

test('pauses do not share a day, and end after they start', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const projectId = await subscribed(world)
  const first = { startsOn: '2026-09-01', endsOn: '2026-09-10' }
  const { pauses } = await createSubscriptionPause(ctx, { projectId, pause: first })
  const pauseId = String(pauses[0]?.id)
  await expect(
    createSubscriptionPause(ctx, { projectId, pause: { startsOn: '2026-09-10', endsOn: null } }),
  ).rejects.toMatchObject({ code: 'subscription_pauses_overlap' })
  const changes = { startsOn: '2026-09-11' }
  await expect(updateSubscriptionPause(ctx, { projectId, pauseId, changes })).rejects.toMatchObject(
    { code: 'end_is_before_start' },
  )
  await updateSubscriptionPause(ctx, { projectId, pauseId, changes: { endsOn: '2026-09-30' } })
  const unknown = { projectId, pauseId: newId() }
  await expect(deleteSubscriptionPause(ctx, unknown)).rejects.toMatchObject({
    code: 'subscription_pause_not_found',
  })
  const other = await world.has.project()
  await expect(
    createSubscriptionPause(ctx, { projectId: other.id, pause: first }),
  ).rejects.toMatchObject({ code: 'project_has_no_subscription' })
})

test('what is billed or written off stays a period of its subscription', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const projectId = await subscribed(world)
  const subscriptionPeriods = [{ projectId, startsOn: '2026-08-01' }]
  await createWriteOffs(ctx, { reason: 'Gift', items: { ...noItems, subscriptionPeriods } })
  const change = async (changes: object) =>
    await updateProject(ctx, { projectId, changes: { subscription: { ...monthly, ...changes } } })
  const refused = { code: 'subscription_has_billed_periods' }
  await expect(change({ interval: 'week' })).rejects.toMatchObject(refused)
  await expect(change({ startsOn: '2026-08-02' })).rejects.toMatchObject(refused)
  await change({ startsOn: '2026-09-01', interval: 'week' })
  // Even by way of another method.
  await updateProject(ctx, { projectId, changes: { invoiceMethod: 'none' } })
  await expect(
    updateProject(ctx, {
      projectId,
      changes: { invoiceMethod: 'subscription', subscription: { ...monthly, interval: 'year' } },
    }),
  ).rejects.toMatchObject(refused)
})

test('a project whose work is on a document stays with its client', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: projectId } = await has.project()
  const first = await has.client({ name: 'First' })
  await updateProject(ctx, { projectId, changes: { clientId: first.id } })
  const { id } = await has.timeEntry({ projectId })
  await invoice(world, { timeEntryIds: [id] })
  const second = await has.client({ name: 'Second' })
  await expect(
    updateProject(ctx, { projectId, changes: { clientId: second.id } }),
  ).rejects.toMatchObject({ code: 'project_has_billed_work' })
  await updateProject(ctx, { projectId, changes: { clientId: first.id, name: 'Renamed' } })
})

test('an employee sees no prices, and another workspace no project', async () => {
  await using world = await createWorld()
  const projectId = await subscribed(world)
  await expect(getSubscription(world.ctxAs('employee'), { projectId })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const other = await world.otherWorkspace()
  const pause = { startsOn: today, endsOn: null }
  await expect(createSubscriptionPause(other.ctx, { projectId, pause })).rejects.toMatchObject({
    code: 'project_not_found',
  })
})

const monthly = {
  interval: 'month',
  startsOn: '2026-08-01',
  endsOn: null,
  description: '',
  quantity: '1',
  unitPrice: '10',
} as const

async function subscribed({ has }: World, fields: object = {}): Promise<string> {
  const subscription = { ...monthly, ...fields }
  return (await has.project({ invoiceMethod: 'subscription', hourlyRate: null, subscription })).id
}

async function dueOf({ ctx }: World): Promise<[string, number][]> {
  const [row] = (await listUninvoiced(ctx, { limit: 10 })).items
  return (row?.duePeriods ?? []).map((period) => [period.startsOn, period.amountMinor])
}

async function invoice({ ctx }: World, selection: Partial<ItemSelection>) {
  const how = { groupBy: 'project', issuedOn: today, reference: '' } as const
  return await createInvoice(ctx, { ...how, items: { ...noItems, ...selection }, lines: [] })
}
