import { createProducts } from '#app/catalogue/create-products.ts'
import { createTags } from '#app/catalogue/create-tags.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createVehicles } from '#app/catalogue/create-vehicles.ts'
import { deleteVatRate } from '#app/catalogue/delete-vat-rate.ts'
import { listVatRates } from '#app/catalogue/list-vat-rates.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { createTeams } from '#app/people/create-teams.ts'
import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// Whoever may not delete a thing is told how much of what is in the way; the page makes links of it.

test('a client and a project name what is theirs', async () => {
  await using world = await createWorld()
  const { has } = world
  const { id: projectId, clientId } = await has.project()
  await has.project({ clientId, parentId: projectId })
  await has.timeEntry({ projectId })
  await has.timeEntry({ projectId })
  const { id: expenseId } = await has.expense({ projectId })
  const items = { expenseIds: [expenseId], timeEntryIds: [], mileageIds: [] }
  const body = { items, issuedOn: '2026-11-16' }
  expect((await world.request('POST', '/invoices', body)).status).toBe(201)
  await has.mileage({ projectId })
  expect(await usesOf(world, `/projects/${projectId}`)).toEqual([
    ['hours', 2],
    ['expenses', 1],
    ['trips', 1],
    ['sub_projects', 1],
    ['invoices', 1],
  ])
  expect(await usesOf(world, `/clients/${clientId}`)).toEqual([
    ['projects', 2],
    ['invoices', 1],
  ])
})

test('tasks, products, tags, vehicles and teams name what refers to them', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const task = await has.task()
  const { id: projectId, clientId } = await has.project({ taskIds: [task.id] })
  await has.timeEntry({ projectId, taskId: task.id })
  expect(await usesOf(world, `/tasks/${task.id}`)).toEqual([
    ['hours', 1],
    ['projects', 1],
  ])
  const [tag] = await createTags(ctx, { items: [{ name: 'Rush' }] })
  await updateClient(ctx, { clientId, changes: { tagIds: [tag?.id ?? ''] } })
  expect(await usesOf(world, `/tags/${tag?.id}`)).toEqual([['clients', 1]])
  const [van] = await createVehicles(ctx, { items: [{ name: 'Van', licencePlate: null }] })
  await has.mileage({ vehicle: 'van' })
  expect(await usesOf(world, `/vehicles/${van?.id}`)).toEqual([['trips', 1]])
  const { id: memberId } = await has.member()
  const [team] = await createTeams(ctx, {
    items: [{ name: 'Design', managerId: null, memberIds: [memberId] }],
  })
  expect(await usesOf(world, `/teams/${team?.id}`)).toEqual([['people', 1]])
  const price = { unitPrice: '9', vatRateId: null, xeroItemCode: null }
  const [product] = await createProducts(ctx, { items: [{ name: 'Paper', ...price }] })
  await has.expense({ productId: product?.id ?? '' })
  expect(await usesOf(world, `/products/${product?.id}`)).toEqual([['expenses', 1]])
})

test('a VAT rate is deleted while nothing uses it, and never the default', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const fields = { percentage: '9', isDefault: false }
  const [used, unused] = await createVatRates(ctx, {
    items: [
      { name: 'Low', ...fields },
      { name: 'Mistake', ...fields },
    ],
  })
  await has.client({ vatRateId: used?.id ?? '' })
  const vatRateIsUsed = deleteVatRate(ctx, { vatRateId: used?.id ?? '' })
  await expect(vatRateIsUsed).rejects.toMatchObject({ code: 'vat_rate_is_in_use' })
  expect(await usesOf(world, `/vat-rates/${used?.id}`)).toEqual([['clients', 1]])
  const vatRateId = unused?.id ?? ''
  await deleteVatRate(ctx, { vatRateId })
  const { items } = await listVatRates(ctx, { limit: 50, archived: 'all' })
  expect(items.map((each) => each.name)).not.toContain('Mistake')
  const theDefault = items.find((each) => each.isDefault)
  for (const [id, code] of [
    [vatRateId, 'vat_rate_not_found'],
    [newId(), 'vat_rate_not_found'],
    [theDefault?.id ?? '', 'vat_rate_is_default'],
  ] as const) {
    await expect(deleteVatRate(ctx, { vatRateId: id })).rejects.toMatchObject({ code })
  }
})

/** What the refusal to delete names, as the API answers it. */
async function usesOf(world: World, path: string): Promise<unknown[][]> {
  const { status, body } = await world.request('DELETE', path)
  expect([path, status]).toEqual([path, 409])
  const { uses } = body as { uses: { kind: string; count: number }[] }
  return uses.map(({ kind, count }) => [kind, count])
}
