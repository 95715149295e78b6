import { createServer } from '#api/server.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

type Problem = { code: string; status: number; fix?: string; requestId: string }

test('an address that leads nowhere is said to', async () => {
  await using world = await createWorld()
  const answer = await world.request('GET', '/nothing-here')
  expect([answer.status, (answer.body as Problem).code]).toEqual([404, 'route_not_found'])
  expect(answer.headers['content-type']).toMatch('application/problem+json')
})

test('a body that is no JSON by its own word is not read', async () => {
  await using world = await createWorld()
  const headers = { 'content-type': 'application/xml' }
  const answer = await world.request('POST', '/clients', '<items/>', { headers })
  expect([answer.status, (answer.body as Problem).code]).toEqual([
    415,
    'media_type_is_not_supported',
  ])
})

test('nobody gets in without a token or a session', async () => {
  await using world = await createWorld()
  for (const authorization of ['', 'Bearer', 'Bearer hb_x_y', 'Basic eDp5']) {
    const answer = await world.request('GET', '/me', undefined, { headers: { authorization } })
    expect([answer.status, (answer.body as Problem).code]).toEqual([401, 'not_signed_in'])
  }
})

test("a cookie's write is taken from our own pages only", async () => {
  await using world = await createWorld()
  await using server = await signedInServer(world)
  const write = async (headers: Record<string, string>) => {
    const payload = { items: [{ name: 'Forged' }] }
    const request = { method: 'POST' as const, url: '/api/v1/clients', payload }
    const cookie = 'hourbook.session_token=x'
    return await server.inject({ ...request, headers: { cookie, host: 'localhost', ...headers } })
  }
  for (const headers of [
    {},
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await write(headers)
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'origin_does_not_match'])
  }
  expect((await write({ origin: 'http://localhost' })).statusCode).toBe(201)
  expect((await write({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201)
  const read = { method: 'GET' as const, url: '/api/v1/me', headers: { cookie: 'x=y' } }
  expect((await server.inject(read)).statusCode).toBe(200)
})

test('somebody who knocks too often waits', async () => {
  await using world = await createWorld()
  await using server = await signedInServer(world)
  const knock = async () => await server.inject({ method: 'GET', url: '/api/auth/get-session' })
  const statuses = []
  for (let times = 0; times < 61; times += 1) statuses.push((await knock()).statusCode)
  expect(new Set(statuses.slice(0, 60))).toEqual(new Set([200]))
  const answer = await knock()
  expect([answer.statusCode, answer.json<Problem>().code]).toEqual([429, 'too_many_requests'])
})

test.each([
  [400, 422, 'input_is_not_valid'],
  [401, 401, 'password_is_wrong'],
  [403, 403, 'origin_does_not_match'],
  [404, 404, 'route_not_found'],
  [429, 429, 'too_many_requests'],
])('the door declines (%i) in a problem document, as all else does', async (said, status, code) => {
  await using world = await createWorld()
  await using server = await signedInServer(world, { status: said })
  const answer = await server.inject({ method: 'POST', url: '/api/auth/sign-in/email' })
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  expect(answer.json<Problem>()).toMatchObject({ status, code })
  expect(answer.statusCode).toBe(status)
})

test('a token that is not there cannot be ended', async () => {
  await using world = await createWorld()
  const answer = await world.request('DELETE', `/api-tokens/${newId()}`)
  expect([answer.status, (answer.body as Problem).code]).toEqual([404, 'api_token_not_found'])
})

test('a client with a project is archived, not deleted', async () => {
  await using world = await createWorld()
  const project = await world.has.project()
  await updateProject(world.ctx, { projectId: project.id, changes: { isArchived: true } })
  const answer = await world.request('DELETE', `/clients/${project.clientId}`)
  expect([answer.status, (answer.body as Problem).code]).toEqual([409, 'client_is_in_use'])
})

test('a write whose answer was lost is not done again under its key', async () => {
  await using world = await createWorld()
  const headers = { 'idempotency-key': newId() }
  const write = async () =>
    await world.request('POST', '/clients', { items: [{ name: 'Once Ltd' }] }, { headers })
  expect((await write()).status).toBe(201)
  // As a process leaves it that ends between its commit and its answer.
  await world.db
    .updateTable('idempotency_keys')
    .set({ status: null })
    .where('workspace_id', '=', world.workspaceId)
    .execute()
  expect((await write()).body).toMatchObject({ code: 'request_in_progress' })
  world.clock.advance(60_000)
  expect((await write()).body).toMatchObject({ code: 'request_was_done' })
  expect((await world.request('GET', '/clients')).body).toMatchObject({ total: 1 })
})

/** A server where every cookie is the owner's session. */
async function signedInServer(world: World, signInAnswers = { status: 200 }) {
  const { userId } = await world.db
    .selectFrom('members')
    .where('workspace_id', '=', world.workspaceId)
    .where('id', '=', world.memberId)
    .select('user_id as userId')
    .executeTakeFirstOrThrow()
  return await createServer({
    services: world.services,
    signIn: {
      handle: async () => new Response('{}', signInAnswers),
      findSession: async () => ({ userId: userId ?? '', sessionId: 'session-1' }),

      openSession: async () => [],
    },
    webDir: null,
    logLevel: 'silent',
    isHealthy: async () => true,
  })
}

test('a filter that is misspelt is refused by its name, not left out', async () => {
  await using world = await createWorld()
  const answer = await world.request('GET', '/time-entries?form=2026-11-01')
  expect([answer.status, answer.body]).toMatchObject([
    422,
    { code: 'input_is_not_valid', field: 'form' },
  ])
  expect((await world.request('GET', '/time-entries?from=2026-11-01')).status).toBe(200)
})

test('a field that nothing knows is refused by its name, and nothing is written', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client({ name: 'Before' })
  const { id: projectId } = await world.has.project({ clientId })
  const entry = { projectId, workedOn: '2026-11-16', seconds: 60 }
  const client = { name: 'After', visitingAddress: { town: 'Assen' } }
  const sent = [
    ['POST', '/time-entries', { items: [entry, { ...entry, startTime: '9:00' }] }],
    ['POST', '/clients', { items: [client] }],
    ['PATCH', `/clients/${clientId}`, { nmae: 'After' }],
    ['PATCH', `/clients/${clientId}`, { name: 'After', toString: 'x' }],
  ] as const
  const fields = []
  for (const [method, path, body] of sent) {
    const answer = await world.request(method, path, body)
    expect(answer).toMatchObject({ status: 422, body: { code: 'input_is_not_valid' } })
    fields.push((answer.body as { field: string }).field)
  }
  const inTheClient = 'items.0.visitingAddress.town'
  expect(fields).toEqual(['items.1.startTime', inTheClient, 'nmae', 'toString'])
  const { body } = await world.request('GET', '/clients')
  expect((body as { items: { name: string }[] }).items.map((each) => each.name)).toEqual(['Before'])
})
