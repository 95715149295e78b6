import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { updateXeroSettings } from './update-xero-settings.ts'

async function connected(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld(options)
  await world.connectXero({ settings: null })
  return world
}

const patch = async (world: World, body: unknown) =>
  await world.request('PATCH', '/xero/settings', body)

test('what is missing is told until nothing is', async () => {
  await using world = await connected()
  const missing = async () => {
    const { body } = await world.request('GET', '/xero/connection')
    return (body as { missing: { code: string }[] }).missing.map((each) => each.code)
  }
  expect(await missing()).toEqual([
    'default_item_not_chosen',
    'sales_account_not_chosen',
    'debtors_account_not_chosen',
  ])
  const [item] = ((await world.request('GET', '/xero/items')).body as { items: { code: string }[] })
    .items
  await patch(world, { defaultItemCode: item?.code })
  await patch(world, { salesAccountCode: '200' })
  expect(await missing()).toEqual(['debtors_account_not_chosen'])
  const created = await world.request('POST', '/xero/accounts', {
    purpose: 'debtors',
    code: '611',
    name: 'Debtors Hourbook',
  })
  expect(created).toMatchObject({ status: 201, body: { code: '611', isSelectable: true } })
  const answer = await patch(world, { debtorsAccountCode: '611' })
  expect(answer.body).toMatchObject({
    missing: [],
    canExport: true,
    canPostSalesTransactions: true,
  })
})

test.each(['200', ' 200 ', '200 - Sales', '200 – Sales', '200: Sales'])(
  'typed as "%s", the journal sale code is 200',
  async (typed) => {
    await using world = await connected()
    const answer = await patch(world, { salesAccountCode: typed })
    expect(answer).toMatchObject({ status: 200, body: { settings: { salesAccountCode: '200' } } })
  },
)

test('a system account is refused with the reason, and a fitting one is offered', async () => {
  await using world = await connected()
  const list = await world.request('GET', '/xero/accounts?purpose=debtors')
  const { items, suggestion } = list.body as {
    items: { code: string; systemAccount: string | null; isSelectable: boolean; reason: string }[]
    suggestion: { code: string; name: string }
  }
  const debtors = items.find((each) => each.systemAccount === 'DEBTORS')
  expect(debtors).toMatchObject({ isSelectable: false })
  expect(debtors?.reason).toMatch(/kept by Xero itself/)
  expect(items.map((each) => each.code)).not.toContain(suggestion.code)
  const answer = await patch(world, { debtorsAccountCode: debtors?.code })
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'xero_account_is_system', field: 'debtorsAccountCode', detail: debtors?.reason },
  })
})

test.each([
  [{ salesAccountCode: '99999' }, 'xero_account_not_found', 'salesAccountCode'],
  [{ debtorsAccountCode: '200' }, 'xero_account_does_not_fit', 'debtorsAccountCode'],
  [{ salesAccountCode: '400' }, 'xero_account_does_not_fit', 'salesAccountCode'],
  [{ salesAccountCode: '230' }, 'xero_account_is_archived', 'salesAccountCode'],
  [{ salesAccountCode: '820' }, 'xero_account_is_system', 'salesAccountCode'],
  [{ defaultItemCode: 'no such thing' }, 'xero_item_not_found', 'defaultItemCode'],
])('%j is refused as %s', async (body, code, field) => {
  await using world = await connected()
  expect(await patch(world, body)).toMatchObject({ status: 422, body: { code, field } })
})

test.each([
  { salesAccountCode: '' },
  { salesAccountCode: 'x'.repeat(201) },
  { salesAccountCode: 200 },
  { nightlyImport: 'sometimes' },
])('%j is no input', async (body) => {
  await using world = await connected()
  expect(await patch(world, body)).toMatchObject({
    status: 422,
    body: { code: 'input_is_not_valid' },
  })
})

test('a product that is not sold, according to Xero, cannot be the default', async () => {
  await using world = await connected()
  const { tenant_id: tenantId, token } = await accessOf(world)
  await fetch(`${world.xero.url}/api.xro/2.0/Items`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'xero-tenant-id': tenantId,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ Code: 'STATIONERY', Name: 'Stationery', IsSold: false }),
  })
  await world.request('GET', '/xero/items?refresh=true')
  expect(await patch(world, { defaultItemCode: 'STATIONERY' })).toMatchObject({
    status: 422,
    body: { code: 'xero_item_is_not_sold', field: 'defaultItemCode' },
  })
})

async function accessOf({ db, services }: World) {
  const row = await db
    .selectFrom('xero_connections')
    .innerJoin('xero_token_sets', 'xero_token_sets.id', 'xero_connections.token_set_id')
    .select(['tenant_id', 'access_token_sealed'])
    .executeTakeFirstOrThrow()
  return { ...row, token: services.sealer.open(row.access_token_sealed) }
}

test('null clears a choice; the others stay', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const answer = await patch(world, { debtorsAccountCode: null })
  expect(answer.body).toMatchObject({
    settings: { debtorsAccountCode: null, salesAccountCode: '200' },
    canExport: true,
    canPostSalesTransactions: false,
    cannotPostSalesTransactionsBecause: 'Choose the ledger account of debtors code.',
  })
})

test('the nightly import can be set without a call, also while Xero does not let us in', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  world.xero.control.organisations.disconnect(tenantId)
  await world.request('GET', '/xero/items?refresh=true')
  world.xero.control.clearRequests()
  const answer = await patch(world, { nightlyImport: 'new' })
  expect(answer).toMatchObject({ status: 200, body: { settings: { nightlyImport: 'new' } } })
  expect(world.xero.control.requests()).toHaveLength(0)
})

test('settings are not saved while the currencies differ', async () => {
  await using world = await createWorld()
  await world.connectXero()
  await world.db.updateTable('workspaces').set({ currency: 'USD' }).execute()
  const answer = await patch(world, { salesAccountCode: '200' })
  expect(answer).toMatchObject({ status: 409, body: { code: 'currency_differs' } })
  const connection = await world.request('GET', '/xero/connection')
  expect(connection.body).toMatchObject({
    canExport: false,
    cannotExportBecause: expect.stringMatching(/EUR.*USD/),
  })
})

test('lists are read live once a minute, or at once when asked', async () => {
  await using world = await connected()
  world.xero.control.clearRequests()
  await world.request('GET', '/xero/items')
  await world.request('GET', '/xero/items?q=a')
  expect(world.xero.control.requests()).toHaveLength(1)
  await world.request('GET', '/xero/items?refresh=true')
  expect(world.xero.control.requests()).toHaveLength(2)
  world.clock.advance(61_000)
  await world.request('GET', '/xero/items')
  expect(world.xero.control.requests()).toHaveLength(3)
})

test('search looks in codes and names', async () => {
  await using world = await connected()
  const answer = await world.request('GET', '/xero/accounts?q=200%20-%20sa')
  const { items } = answer.body as { items: { code: string }[] }
  expect(items.map((each) => each.code)).toEqual(['200'])
})

test('an account that exists is refused in words', async () => {
  await using world = await connected()
  const account = { purpose: 'debtors', code: '200', name: 'Sales' }
  const answer = await world.request('POST', '/xero/accounts', account)
  expect(answer).toMatchObject({ status: 422, body: { code: 'xero_refused', field: 'code' } })
  const item = { code: 'NEW-ITEM', name: 'Consulting' }
  const created = await world.request('POST', '/xero/items', item)
  expect(created).toMatchObject({ status: 201, body: { ...item, isSelectable: true } })
  const twice = await world.request('POST', '/xero/items', item)
  expect(twice).toMatchObject({ status: 422, body: { code: 'xero_refused' } })
})

test('tax rates are listed', async () => {
  await using world = await connected()
  const answer = await world.request('GET', '/xero/tax-rates')
  const { items } = answer.body as { items: { percentage: string; isSelectable: boolean }[] }
  expect(items.some((each) => each.percentage === '21.00' && each.isSelectable)).toBe(true)
})

test("settings are the administrator's", async () => {
  await using world = await connected()
  const settings = { nightlyImport: 'new' } as const
  await expect(updateXeroSettings(world.ctxAs('bookkeeper'), settings)).rejects.toMatchObject({
    code: 'not_allowed',
  })
})
