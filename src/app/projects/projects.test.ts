import { updateClient } from '#app/clients/update-client.ts'
import { createProjects } from '#app/projects/create-projects.ts'
import { deleteProject } from '#app/projects/delete-project.ts'
import { getProject } from '#app/projects/get-project.ts'
import { listProjects } from '#app/projects/list-projects.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import type { Subscription } from '#db/projects.ts'
import { newId } from '#lib/ids.ts'
import { aProject, factoriesFor } from '#tests/support/factories.ts'
import { openConnections } from '#tests/support/open-connections.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'

const monthly: Subscription = {
  interval: 'month',
  startsOn: '2026-08-01',
  endsOn: null,
  description: 'Hosting',
  quantity: '1',
  unitPrice: '450',
}

test('projects of every method are made, and keep their prices exactly', async () => {
  await using world = await createWorld()
  const client = await world.has.client({ number: 'C-1' })
  const [hourly, fixed, subscribed] = await createProjects(world.ctx, {
    items: [
      aProject({ clientId: client.id, code: 'P-1', hourlyRate: '97.1234' }),
      aProject({ clientId: client.id, invoiceMethod: 'fixed_price', fixedPriceMinor: 1_850_001 }),
      aProject({ clientId: client.id, invoiceMethod: 'subscription', subscription: monthly }),
    ],
  })
  expect(hourly).toMatchObject({
    code: 'P-1',
    hourlyRate: '97.1234',
    clientName: client.name,
    clientNumber: 'C-1',
  })
  expect(fixed).toMatchObject({ fixedPriceMinor: 1_850_001, subscription: null })
  expect(subscribed?.subscription).toEqual({
    ...monthly,
    quantity: '1.00',
    unitPrice: '450.0000',
    proratesPauses: false,
  })
  expect(await getProject(world.ctx, { projectId: subscribed?.id ?? '' })).toEqual(subscribed)
})

test('projects are listed by name, filtered, and counted', async () => {
  await using world = await createWorld()
  const anchor = await world.has.client({ name: 'Anchor & Sons' })
  const { id: clientId } = await world.has.client()
  for (const name of ['beta', 'Alpha', 'gamma']) await world.has.project({ clientId, name })
  const delta = await world.has.project({ clientId: anchor.id, name: 'Delta', code: 'D-1' })
  const names = async (query: Partial<Parameters<typeof listProjects>[1]>) => {
    const { items, total } = await listProjects(world.ctx, {
      limit: 9,
      archived: 'false',
      ...query,
    })
    expect(total).toBe(items.length)
    return items.map((project) => project.name)
  }
  expect(await names({})).toEqual(['Alpha', 'beta', 'Delta', 'gamma'])
  expect(await names({ clientId: anchor.id })).toEqual(['Delta'])
  expect(await names({ q: 'anchor' })).toEqual(['Delta'])
  expect(await names({ q: 'd-1' })).toEqual(['Delta'])
  const uncounted = { limit: 9, archived: 'false', q: 'anchor', withTotal: false } as const
  expect((await listProjects(world.ctx, uncounted)).items).toHaveLength(1)
  expect(await listProjects(world.ctx, uncounted)).not.toHaveProperty('total')
  await updateProject(world.ctx, { projectId: delta.id, changes: { isArchived: true } })
  expect(await names({})).toEqual(['Alpha', 'beta', 'gamma'])
  expect(await names({ archived: 'true' })).toEqual(['Delta'])
  const page = await listProjects(world.ctx, { limit: 3, archived: 'all' })
  const next = await listProjects(world.ctx, {
    limit: 3,
    archived: 'all',
    cursor: page.nextCursor ?? '',
  })
  expect([next.items.map((project) => project.name), next.nextCursor]).toEqual([['gamma'], null])
  const cursor = Buffer.from('["x"]').toString('base64url')
  await expect(names({ cursor })).rejects.toMatchObject({
    code: 'input_is_not_valid',
    particulars: { field: 'cursor' },
  })
})

describe('a project that cannot be is refused beside its field, and nothing is written:', () => {
  const refused = async (world: World, fields: object, code: string, field: string) => {
    const { id: clientId } = await world.has.client()
    const items = [aProject({ clientId }), { ...aProject({ clientId }), ...fields }]
    await expect(createProjects(world.ctx, { items })).rejects.toMatchObject({
      code,
      particulars: { field: `items.1.${field}` },
    })
    expect(await listProjects(world.ctx, { limit: 9, archived: 'all' })).toMatchObject({ total: 0 })
  }

  test('its client', async () => {
    await using world = await createWorld()
    const theirs = await factoriesFor((await world.otherWorkspace()).ctx).client()
    await refused(world, { clientId: theirs.id }, 'client_not_found', 'clientId')
    const { id: clientId } = await world.has.client()
    await updateClient(world.ctx, { clientId, changes: { isArchived: true } })
    await refused(world, { clientId }, 'client_is_archived', 'clientId')
  })

  test('its VAT rate and dates', async () => {
    await using world = await createWorld()
    await refused(world, { vatRateId: newId() }, 'vat_rate_not_found', 'vatRateId')
    const backwards = { startsOn: '2026-02-01', endsOn: '2026-01-31' }
    await refused(world, backwards, 'end_is_before_start', 'endsOn')
    const subscription = { ...monthly, endsOn: '2026-07-31' }
    const method = { invoiceMethod: 'subscription', subscription }
    await refused(world, method, 'end_is_before_start', 'subscription.endsOn')
  })

  test('a method without its price', async () => {
    await using world = await createWorld()
    const code = 'invoice_method_needs_price'
    await refused(world, { hourlyRate: null }, code, 'hourlyRate')
    await refused(world, { invoiceMethod: 'fixed_price' }, code, 'fixedPriceMinor')
    await refused(world, { invoiceMethod: 'subscription' }, code, 'subscription')
    const subscription = { ...monthly, quantity: '99999999', unitPrice: '99999999' }
    const large = { invoiceMethod: 'subscription', subscription }
    await refused(world, large, 'amount_is_too_large', 'subscription.quantity')
  })

  test('a code that is taken, here or in the list itself', async () => {
    await using world = await createWorld()
    const { id: clientId } = await world.has.client()
    const items = [aProject({ clientId, code: 'P-1' }), aProject({ clientId, code: 'p-1' })]
    const taken = { code: 'project_code_is_taken', particulars: { field: 'items.1.code' } }
    await expect(createProjects(world.ctx, { items })).rejects.toMatchObject(taken)
    await world.has.project({ clientId, code: 'P-1' })
    const again = createProjects(world.ctx, {
      items: [aProject({ clientId }), aProject({ clientId, code: 'p-1' })],
    })
    await expect(again).rejects.toMatchObject(taken)
  })
})

test('a code is given once, however many ask at once', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client()
  const items = [aProject({ clientId, code: 'SAME' })]
  await openConnections(world.db, 5)
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, async () => await createProjects(world.ctx, { items })),
  )
  const reasons = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason.code] : [],
  )
  expect(reasons).toEqual(Array(4).fill('project_code_is_taken'))
})

test('a change keeps what is not given, checks what comes of it, and can be archived and brought back', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ name: 'Old', code: 'P-1' })
  await world.has.project({ code: 'P-2' })
  const change = async (changes: Parameters<typeof updateProject>[1]['changes']) =>
    await updateProject(world.ctx, { projectId, changes })
  expect(await change({ name: 'New', code: 'p-1' })).toMatchObject({
    name: 'New',
    code: 'p-1',
    hourlyRate: '100.0000',
  })
  await expect(change({ code: 'p-2' })).rejects.toMatchObject({
    code: 'project_code_is_taken',
    particulars: { field: 'code' },
  })
  await expect(change({ invoiceMethod: 'fixed_price' })).rejects.toMatchObject({
    code: 'invoice_method_needs_price',
  })
  await expect(change({ clientId: newId() })).rejects.toMatchObject({ code: 'client_not_found' })
  expect(await change({ invoiceMethod: 'subscription', subscription: monthly })).toMatchObject({
    subscription: { interval: 'month' },
  })
  expect(await change({ subscription: { ...monthly, interval: 'year' } })).toMatchObject({
    subscription: { interval: 'year' },
  })
  expect(await change({ invoiceMethod: 'none' })).toMatchObject({ subscription: null })
  expect((await change({ isArchived: true })).archivedAt).toEqual(world.clock.now())
  expect((await change({ isArchived: false })).archivedAt).toBeNull()
})

test('a fixed price never falls below what was invoiced of it', async () => {
  await using world = await createWorld()
  const project = await world.has.project({
    invoiceMethod: 'fixed_price',
    fixedPriceMinor: 100_000,
  })
  const projectId = project.id
  const id = newId()
  const key = { workspace_id: world.workspaceId, created_at: world.clock.now() }
  const instalment = {
    ...key,
    id,
    project_id: projectId,
    description: 'Half',
    amount_minor: 50_000,
  }
  await world.db.insertInto('instalments').values(instalment).execute()
  await world.has.invoiceOf('instalment', { id, clientId: project.clientId })
  const price = async (fixedPriceMinor: number) =>
    await updateProject(world.ctx, { projectId, changes: { fixedPriceMinor } })
  await expect(price(49_999)).rejects.toMatchObject({
    code: 'fixed_price_is_below_invoiced',
    particulars: { field: 'fixedPriceMinor' },
  })
  expect(await price(50_000)).toMatchObject({ fixedPriceMinor: 50_000 })
})

test('only a project that nothing is registered on can be deleted, whoever registers at that moment', async () => {
  await using world = await createWorld()
  const { projectId } = await world.has.timeEntry()
  await expect(deleteProject(world.ctx, { projectId })).rejects.toMatchObject({
    code: 'project_is_in_use',
  })
  const unused = await world.has.project({ invoiceMethod: 'subscription', subscription: monthly })
  await deleteProject(world.ctx, { projectId: unused.id })
  await expect(getProject(world.ctx, { projectId: unused.id })).rejects.toMatchObject({
    code: 'project_not_found',
  })

  for (let round = 0; round < 5; round += 1) {
    const raced = await world.has.project()
    const items = [{ projectId: raced.id, workedOn: '2026-11-16', seconds: 60 }]
    const [registered, deleted] = await Promise.allSettled([
      createTimeEntries(world.ctx, { items }),
      deleteProject(world.ctx, { projectId: raced.id }),
    ])
    const refusal = registered.status === 'rejected' ? registered.reason : Object(deleted).reason
    expect(['project_not_found', 'project_is_in_use']).toContain(refusal.code)
  }
})

test('an employee reads projects without prices, and writes none', async () => {
  await using world = await createWorld()
  const project = await world.has.project({ invoiceMethod: 'subscription', subscription: monthly })
  const projectId = project.id
  const { ctx } = await world.has.member()
  const priceless = {
    name: project.name,
    hourlyRate: null,
    fixedPriceMinor: null,
    subscription: null,
  }
  expect(await getProject(ctx, { projectId })).toMatchObject(priceless)
  expect((await listProjects(ctx, { limit: 9, archived: 'all' })).items).toMatchObject([priceless])
  const declined = { code: 'not_allowed' }
  await expect(createProjects(ctx, { items: [] })).rejects.toMatchObject(declined)
  await expect(updateProject(ctx, { projectId, changes: {} })).rejects.toMatchObject(declined)
  await expect(deleteProject(ctx, { projectId })).rejects.toMatchObject(declined)
  const nobody = { ...ctx, permissions: new Set<never>() }
  await expect(getProject(nobody, { projectId })).rejects.toMatchObject(declined)
  await expect(listProjects(nobody, { limit: 9, archived: 'all' })).rejects.toMatchObject(declined)
})

test("another workspace's project is not there", async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const { ctx } = await world.otherWorkspace()
  const missing = { code: 'project_not_found' }
  await expect(getProject(ctx, { projectId })).rejects.toMatchObject(missing)
  await expect(updateProject(ctx, { projectId, changes: {} })).rejects.toMatchObject(missing)
  await expect(deleteProject(ctx, { projectId })).rejects.toMatchObject(missing)
  expect(await listProjects(ctx, { limit: 9, archived: 'all' })).toMatchObject({
    items: [],
    total: 0,
  })
})
