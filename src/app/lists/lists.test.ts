import { createTags } from '#app/catalogue/create-tags.ts'
import { createVehicles } from '#app/catalogue/create-vehicles.ts'
import { listProducts } from '#app/catalogue/list-products.ts'
import { createProducts } from '#app/catalogue/create-products.ts'
import { getClient } from '#app/clients/get-client.ts'
import { listClients } from '#app/clients/list-clients.ts'
import { changeMany } from '#app/lists/change-many.ts'
import { exportList } from '#app/lists/export-list.ts'
import { listProjects } from '#app/projects/list-projects.ts'
import { lists, listSorts } from '#domain/lists.ts'
import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'

describe('a list is ordered by a column', () => {
  test('numbers by their size, both ways, page by page', async () => {
    await using world = await createWorld()
    const { ctx } = world
    const prices = { A: '9', B: '100', C: '20.5', D: '9' }
    await createProducts(ctx, {
      items: Object.entries(prices).map(([name, unitPrice]) => ({
        name,
        unitPrice,
        vatRateId: null,
        xeroItemCode: null,
      })),
    })
    const namesBy = async (isDescending: boolean) => {
      const names: string[] = []
      let cursor: string | undefined
      do {
        const order = { sort: 'unitPrice', isDescending }
        // oxlint-disable-next-line no-await-in-loop
        const page = await listProducts(ctx, { limit: 1, archived: 'all', cursor, ...order })
        names.push(...page.items.map((product) => product.name))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return names
    }
    expect(await namesBy(false)).toEqual(['A', 'D', 'C', 'B'])
    expect(await namesBy(true)).toEqual(['B', 'C', 'D', 'A'])
  })

  test('every column of every list, and any cursor does', async () => {
    await using world = await createWorld()
    await oneOfEach(world)
    const paths = { vat_rates: 'vat-rates' } as Partial<Record<string, string>>
    const [cursor] = [Buffer.from(JSON.stringify(['zzz', newId()])).toString('base64url')]
    for (const list of lists) {
      for (const sort of listSorts[list]) {
        for (const rest of ['', '&isDescending=true', `&cursor=${cursor}`]) {
          const address = `/${paths[list] ?? list}?sort=${sort}${rest}`
          // oxlint-disable-next-line no-await-in-loop
          const answer = await world.request('GET', address)
          expect([address, answer.status]).toEqual([address, 200])
        }
      }
    }
  })
})

describe('many rows at once', () => {
  test('are archived and brought back, each by itself', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    const [one, two] = [await has.client({ name: 'One' }), await has.client({ name: 'Two' })]
    const missing = newId()
    const ids = [one.id, missing, two.id, one.id]
    const results = await changeMany(ctx, {
      list: 'clients',
      ids,
      changes: { isArchived: true },
      isDeleted: false,
    })
    expect(results).toEqual([
      { id: one.id, problem: null },
      { id: missing, problem: { code: 'client_not_found', message: expect.any(String) } },
      { id: two.id, problem: null },
    ])
    const left = await listClients(ctx, { limit: 9, archived: 'false' })
    expect(left.items).toEqual([])
  })

  test('are deleted where nothing uses them, and told where something does', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    const used = await has.client()
    await has.project({ clientId: used.id })
    const unused = await has.client()
    const results = await changeMany(ctx, {
      list: 'clients',
      ids: [used.id, unused.id],
      changes: {},
      isDeleted: true,
    })
    expect(results).toMatchObject([
      {
        id: used.id,
        problem: {
          code: 'client_is_in_use',
          message: 'Used by 1 project.',
          uses: [{ kind: 'projects', count: 1 }],
        },
      },
      { id: unused.id, problem: null },
    ])
    expect((await getClient(ctx, { clientId: used.id })).id).toBe(used.id)
    await expect(
      changeMany(ctx, { list: 'members', ids: [newId()], changes: {}, isDeleted: true }),
    ).rejects.toMatchObject({ particulars: { field: 'isDeleted' } })
  })

  test('get the fields that their list takes, by those who may change it', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    const [tag] = await createTags(ctx, { items: [{ name: 'Rush' }] })
    const { id: clientId } = await has.client()
    const ids = [(await has.project({ clientId })).id, (await has.project({ clientId })).id]
    const changes = { color: 'teal' as const, tagIds: [tag?.id ?? ''] }
    await changeMany(ctx, { list: 'projects', ids, changes, isDeleted: false })
    const tagged = { limit: 9, archived: 'false' as const, tagId: tag?.id }
    expect((await listProjects(ctx, tagged)).items.map(({ color }) => color)).toEqual([
      'teal',
      'teal',
    ])
    await expect(
      changeMany(ctx, { list: 'tasks', ids, changes, isDeleted: false }),
    ).rejects.toMatchObject({ code: 'input_is_not_valid', particulars: { field: 'changes.color' } })
    const manager = await has.member({ role: 'project_manager' })
    await expect(
      changeMany(manager.ctx, { list: 'clients', ids: [clientId], changes: {}, isDeleted: false }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

describe('a list as a file', () => {
  test('has all rows that pass the filter, in its order', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    for (const name of ['Blue', '=1+1', 'Amber']) await has.client({ name, number: `C-${name}` })
    const read = async (query: string) =>
      String((await world.request('GET', `/list-file?list=clients${query}`)).body)
    const file = await read('&sort=number&isDescending=true')
    const lines = file.trim().split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFF?Number,Name,E-mail/)
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(['Blue', 'Amber', "'=1+1"])
    expect((await read('&q=amb')).trim().split('\r\n')).toHaveLength(2)
    const sheet = await exportList(ctx, { list: 'clients', archived: 'true' })
    expect(await Array.fromAsync(sheet.rows)).toEqual([])
  })

  test('tells no rates to those who may not see them', async () => {
    await using world = await createWorld()
    await oneOfEach(world)
    const { ctx } = await world.has.member({ role: 'employee' })
    for (const list of lists) {
      // oxlint-disable-next-line no-await-in-loop
      const sheet = await exportList(ctx, { list, archived: 'all' })
      expect(sheet.columns.filter((label) => /rate$|price$|IBAN/.test(label))).toEqual([])
      // oxlint-disable-next-line no-await-in-loop
      const rows = await Array.fromAsync(sheet.rows)
      expect([list, JSON.stringify(rows).includes('71.37')]).toEqual([list, false])
    }
  })
})

async function oneOfEach({ ctx, has }: World): Promise<void> {
  const hourlyRate = '71.37'
  const client = await has.client({ hourlyRate, mileageRate: hourlyRate })
  await has.project({ clientId: client.id, hourlyRate })
  await has.task({ hourlyRate })
  await has.member({ hourlyRate })
  await createVehicles(ctx, { items: [{ name: 'Van', licencePlate: 'AB-1' }] })
}
