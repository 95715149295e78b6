import { newId } from '#lib/ids.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

type ClientView = { id: string; number: string | null; name: string; archivedAt: string | null }
type List = { items: ClientView[]; nextCursor: string | null; total: number }
type Problem = { code: string; field?: string; errors?: { field: string }[] }

test('clients are made, found, changed, archived and deleted over the API', async () => {
  await using world = await createWorld()
  const made = await world.request('POST', '/clients', {
    items: [{ name: 'Blue Kettle BV', number: 'C-1' }, { name: 'Anchor & Sons' }],
  })
  expect(made.status).toBe(201)
  const [kettle, anchor] = (made.body as List).items

  const list = await world.request('GET', '/clients?limit=1')
  expect(list.body).toMatchObject({ items: [{ name: 'Anchor & Sons' }], total: 2 })
  const next = await world.request(
    'GET',
    `/clients?limit=1&cursor=${(list.body as List).nextCursor}`,
  )
  expect(next.body).toMatchObject({ items: [{ name: 'Blue Kettle BV' }], nextCursor: null })
  const found = await world.request('GET', '/clients?q=kettle')
  expect((found.body as List).items.map((each) => each.id)).toEqual([kettle?.id])

  const changed = await world.request('PATCH', `/clients/${kettle?.id}`, {
    isArchived: true,
    email: 'a@b.nl',
  })
  expect(changed.body).toMatchObject({
    email: 'a@b.nl',
    archivedAt: '2026-11-16T10:00:00.000Z',
    number: 'C-1',
  })
  expect((await world.request('DELETE', `/clients/${anchor?.id}`)).status).toBe(204)
  expect((await world.request('GET', `/clients/${anchor?.id}`)).status).toBe(404)
})

test('a client number belongs to one client, whatever its case and spaces', async () => {
  await using world = await createWorld()
  await world.has.client({ number: 'C-100' })
  const again = await world.request('POST', '/clients', {
    items: [{ name: 'Other' }, { name: 'Copy', number: ' c-1 00' }],
  })
  expect(again.status).toBe(409)
  expect(again.body).toMatchObject({
    code: 'client_number_is_taken',
    field: 'items.1.number',
  } satisfies Problem)
  const list = await world.request('GET', '/clients')
  expect((list.body as List).total).toBe(1)
})

test.each([
  ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, 'items.0.name'],
  ['an empty name', { name: '  ' }, 'items.0.name'],
  ['markup in a name', { name: '<script>alert(1)</script>' }, 'items.0.name'],
  ['a spreadsheet formula', { name: '=HYPERLINK("http://x")' }, 'items.0.name'],
  ['an emoji in a number', { name: 'Fine', number: 'C-😀' }, 'items.0.number'],
  ['a wrong e-mail', { name: 'Fine', email: 'nobody' }, 'items.0.email'],
  ['a negative rate', { name: 'Fine', hourlyRate: '-1' }, 'items.0.hourlyRate'],
])('%s is refused beside its field, and nothing is written', async (_, item, field) => {
  await using world = await createWorld()
  const answer = await world.request('POST', '/clients', { items: [item] })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'input_is_not_valid', field })
  expect((await world.request('GET', '/clients')).body).toMatchObject({ total: 0 })
})

test("another workspace's client is not found", async () => {
  await using world = await createWorld()
  const client = await world.has.client()
  const { token } = await world.otherWorkspace()
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? { name: 'Mine now' } : undefined
    const answer = await world.request(method, `/clients/${client.id}`, body, { token })
    expect([answer.status, (answer.body as Problem).code]).toEqual([404, 'client_not_found'])
  }
  expect((await world.request('GET', '/clients', undefined, { token })).body).toMatchObject({
    total: 0,
  })
})

test('a write with an Idempotency-Key happens once', async () => {
  await using world = await createWorld()
  const headers = { 'idempotency-key': newId() }
  const write = async (name: string) =>
    await world.request('POST', '/clients', { items: [{ name }] }, { headers })
  const first = await write('Once Ltd')
  const second = await write('Once Ltd')
  expect(second.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect(second.headers['idempotent-replayed']).toBe('true')
  expect((await write('Twice Ltd')).body).toMatchObject({ code: 'idempotency_key_reused' })
  expect((await world.request('GET', '/clients')).body).toMatchObject({ total: 1 })
})

test('a write that was refused leaves its key free', async () => {
  await using world = await createWorld()
  const headers = { 'idempotency-key': newId() }
  await world.has.client({ number: 'C-1' })
  const body = { items: [{ name: 'Copy', number: 'C-1' }] }
  expect((await world.request('POST', '/clients', body, { headers })).status).toBe(409)
  await world.db.deleteFrom('clients').where('workspace_id', '=', world.workspaceId).execute()
  expect((await world.request('POST', '/clients', body, { headers })).status).toBe(201)
})

test('without a sign-in, or with a token that was ended, nothing opens', async () => {
  await using world = await createWorld()
  expect((await world.request('GET', '/clients', undefined, { token: 'hb_nonsense' })).status).toBe(
    401,
  )
  const made = await world.request('POST', '/api-tokens', { name: 'Laptop' })
  const { id, token } = made.body as { id: string; token: string }
  expect((await world.request('GET', '/me', undefined, { token })).status).toBe(200)
  expect((await world.request('DELETE', `/api-tokens/${id}`)).status).toBe(204)
  expect((await world.request('GET', '/me', undefined, { token })).status).toBe(401)
})

test.each([
  ['a body that is no JSON', '{"items":', 400, 'body_is_not_json'],
  [
    'a body of 20 MB',
    JSON.stringify({ items: [{ name: 'x'.repeat(20_000_000) }] }),
    413,
    'body_is_too_large',
  ],
])('%s is refused in words', async (_, payload, status, code) => {
  await using world = await createWorld()
  const answer = await world.request('POST', '/clients', payload, {
    headers: { 'content-type': 'application/json' },
  })
  expect([answer.status, (answer.body as Problem).code]).toEqual([status, code])
})
