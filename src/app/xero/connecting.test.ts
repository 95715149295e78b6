import { answerConsent, connectXero } from '#tests/support/connect-xero.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { getXeroConnection } from './get-xero-connection.ts'

const sealedTokens = ['access_token_sealed', 'refresh_token_sealed'] as const

async function organisationIds(world: World, name: string): Promise<string[]> {
  return world.xero.control.organisations
    .list()
    .flatMap((each) => (each.name === name ? each.id : []))
}

/** Starts a consent, answers it, and gives the address that the browser is sent back to. */
async function consent(
  world: World,
  answer: 'cancel' | 'allow' = 'allow',
  organisation = 'Demo Company (NL)',
): Promise<URL> {
  const started = await world.request('POST', '/xero/consents')
  expect(started.status).toBe(201)
  const { authorizeUrl } = started.body as { authorizeUrl: string }
  const ids = await organisationIds(world, organisation)
  return await answerConsent(
    authorizeUrl,
    answer === 'cancel' ? 'cancel' : { organisationIds: ids },
  )
}

const follow = async (world: World, back: URL, headers: Record<string, string> = {}) =>
  await world.request('GET', `${back.pathname}${back.search}`, undefined, { headers })

const connectionOf = async (world: World): Promise<Record<string, unknown>> =>
  (await world.request('GET', '/xero/connection')).body

test('before anything, the workspace is told to connect', async () => {
  await using world = await createWorld()
  expect(await connectionOf(world)).toMatchObject({
    state: 'none',
    isSimulator: true,
    organisation: null,
    offered: [],
    settings: null,
    app: { redirectUri: 'http://localhost:4000/api/xero/callback', organisationCount: 0 },
    canExport: false,
    missing: [{ code: 'xero_is_not_connected' }],
    cannotExportBecause: 'Connect to Xero first.',
  })
  const accounts = await world.request('GET', '/xero/accounts')
  expect(accounts).toMatchObject({ status: 409, body: { code: 'xero_is_not_connected' } })
})

test('a consent offers its organisation and chooses nothing', async () => {
  await using world = await createWorld()
  const answer = await follow(world, await consent(world))
  expect(answer.status).toBe(303)
  expect(answer.headers['location']).toBe('/settings/xero?connected=1')
  const connection = await connectionOf(world)
  expect(connection).toMatchObject({
    state: 'choosing',
    organisation: null,
    offered: [{ name: 'Demo Company (NL)', isDemoCompany: true, baseCurrency: 'EUR' }],
    missing: [{ code: 'xero_administration_not_chosen' }],
  })
  const me = await world.request('GET', '/me')
  expect(me.body).toMatchObject({ xero: { state: 'choosing' } })
})

test('the tokens are unreadable in the database, and not in the log', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { accessTokens } = { accessTokens: world.xero.control.state() }
  const [row] = await world.db.selectFrom('xero_token_sets').select(sealedTokens).execute()
  expect(row?.access_token_sealed).toMatch(/^v1\.[0-9a-f]{8}\./)
  expect(row?.refresh_token_sealed).toMatch(/^v1\.[0-9a-f]{8}\./)
  const token = world.services.sealer.open(row?.access_token_sealed ?? '')
  const log = await world.db.selectFrom('sync_log').selectAll().execute()
  expect(log.length).toBeGreaterThan(4)
  expect(JSON.stringify(log)).not.toContain(token)
  expect(JSON.stringify(log)).not.toContain('code=')
  expect(accessTokens).toBeDefined()
})

test.each([
  ['text/html', 303],
  ['application/json', 403],
])('a denied consent is told in words (%s)', async (accept, status) => {
  await using world = await createWorld()
  const back = await consent(world, 'cancel')
  const answer = await follow(world, back, { accept })
  expect(answer.status).toBe(status)
  if (status === 303) {
    expect(answer.headers['location']).toBe('/settings/xero?problem=consent_was_denied')
  } else {
    expect(answer.body).toMatchObject({ code: 'consent_was_denied' })
  }
  expect(await connectionOf(world)).toMatchObject({ state: 'none' })
  // The state went with it: nobody can come back with a code for it.
  const again = await follow(
    world,
    new URL(`${back.href.split('?')[0]}?code=x&state=${back.searchParams.get('state')}`),
  )
  expect(again).toMatchObject({ status: 409, body: { code: 'consent_was_used' } })
})

test('a state that was not started here is refused, and nothing is kept', async () => {
  await using world = await createWorld()
  const back = await consent(world)
  back.searchParams.set('state', 'somebody-elses')
  const answer = await follow(world, back)
  expect(answer).toMatchObject({ status: 403, body: { code: 'consent_does_not_match' } })
  const none = await world.request('GET', '/api/xero/callback')
  expect(none).toMatchObject({ status: 403, body: { code: 'consent_does_not_match' } })
  expect(await world.db.selectFrom('xero_token_sets').selectAll().execute()).toEqual([])
})

test("another workspace's person cannot finish my consent", async () => {
  await using world = await createWorld()
  const back = await consent(world)
  const other = await world.otherWorkspace()
  const answer = await world.request('GET', `${back.pathname}${back.search}`, undefined, {
    token: other.token,
  })
  expect(answer).toMatchObject({ status: 403, body: { code: 'consent_does_not_match' } })
})

test('a consent whose organisation is gone by then connects nothing', async () => {
  await using world = await createWorld()
  const back = await consent(world)
  const [id = ''] = await organisationIds(world, 'Demo Company (NL)')
  world.xero.control.organisations.disconnect(id)
  const answer = await follow(world, back)
  expect(answer).toMatchObject({ status: 409, body: { code: 'consent_has_no_organisation' } })
  expect(await connectionOf(world)).toMatchObject({ state: 'none' })
})

test('a consent works once', async () => {
  await using world = await createWorld()
  const back = await consent(world)
  await follow(world, back)
  const again = await follow(world, back)
  expect(again).toMatchObject({ status: 409, body: { code: 'consent_was_used' } })
  expect(await connectionOf(world)).toMatchObject({ state: 'choosing' })
})

test('a consent works for ten minutes', async () => {
  await using world = await createWorld()
  const back = await consent(world)
  world.clock.advance(601_000)
  const answer = await follow(world, back)
  expect(answer).toMatchObject({ status: 409, body: { code: 'consent_has_expired' } })
})

test.each(['used before', 'made up', 'too old'])(
  'a code that is %s is refused in words',
  async (kind) => {
    await using world = await createWorld()
    const first = await consent(world)
    const back = kind === 'used before' ? await consent(world) : first
    if (kind === 'used before') {
      await follow(world, first)
      back.searchParams.set('code', first.searchParams.get('code') ?? '')
    }
    if (kind === 'made up') back.searchParams.set('code', 'made-up')
    if (kind === 'too old') world.clock.advance(301_000)
    const answer = await follow(world, back)
    expect(answer).toMatchObject({ status: 422, body: { code: 'xero_refused' } })
  },
)

test.each([
  'drop_after',
  'error_500_after',
  'html_error',
  'truncated_json',
  '503_offline',
] as const)(
  'when the token call meets %s, the person is told and nothing is half-written',
  async (fault) => {
    await using world = await createWorld()
    const back = await consent(world)
    world.xero.control.failNext('POST /connect/token', fault)
    const answer = await follow(world, back)
    expect(answer).toMatchObject({ status: 503, body: { code: 'xero_does_not_answer' } })
    expect(await world.db.selectFrom('xero_token_sets').selectAll().execute()).toEqual([])
    expect(await world.db.selectFrom('xero_connections').selectAll().execute()).toEqual([])
  },
)

test('only those who may connect can start, and nobody learns of it without permission', async () => {
  await using world = await createWorld()
  const { startXeroConsent } = await import('./start-xero-consent.ts')
  const { getXeroConnection } = await import('./get-xero-connection.ts')
  await expect(startXeroConsent(world.ctxAs('bookkeeper'))).rejects.toMatchObject({
    code: 'not_allowed',
  })
  await expect(getXeroConnection(world.ctxAs('employee'))).rejects.toMatchObject({
    code: 'not_allowed',
  })
})

test('an organisation in another currency is refused, with both currencies named', async () => {
  await using world = await createWorld()
  await expect(world.connectXero({ organisation: 'Kiwi Studio Ltd' })).rejects.toMatchObject({
    code: 'currency_differs',
    message: expect.stringMatching(/NZD.*EUR/),
  })
  expect(await connectionOf(world)).toMatchObject({ state: 'choosing' })
})

test("another workspace's connection cannot be chosen", async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  const other = await world.otherWorkspace()
  const answer = await world.request(
    'POST',
    '/xero/administration',
    { connectionId },
    { token: other.token },
  )
  expect(answer).toMatchObject({ status: 404, body: { code: 'xero_connection_not_found' } })
})

test('another organisation is chosen by a person only; the first stays connected with its settings', async () => {
  await using world = await createWorld()
  const first = await world.connectXero()
  const second = await world.connectXero({ organisation: 'Harbour Practice GmbH', settings: null })
  expect(await connectionOf(world)).toMatchObject({
    state: 'active',
    organisation: { connectionId: second.connectionId },
    offered: [{ connectionId: first.connectionId }],
  })
  await world.request('POST', '/xero/administration', { connectionId: first.connectionId })
  expect(await connectionOf(world)).toMatchObject({
    settings: { debtorsAccountCode: '611' },
    missing: [],
  })
})

test('connecting again keeps what was chosen, and goes on by itself', async () => {
  await using world = await createWorld()
  const before = await world.connectXero()
  world.xero.control.organisations.disconnect(before.tenantId)
  const answer = await world.request('GET', '/xero/items?refresh=true')
  expect(answer).toMatchObject({ status: 409, body: { code: 'xero_needs_reconnection' } })
  expect(await connectionOf(world)).toMatchObject({
    state: 'reconnect',
    canExport: false,
    missing: [{ code: 'xero_needs_reconnection' }],
  })
  await follow(world, await consent(world))
  expect(await connectionOf(world)).toMatchObject({
    state: 'active',
    organisation: { connectionId: before.connectionId },
    settings: { debtorsAccountCode: '611' },
    missing: [],
    lastError: null,
  })
})

test('connecting again to another organisation takes nothing over: a person is asked', async () => {
  await using world = await createWorld()
  const before = await world.connectXero()
  world.xero.control.organisations.disconnect(before.tenantId)
  await world.request('GET', '/xero/items?refresh=true')
  await follow(world, await consent(world, 'allow', 'Harbour Practice GmbH'))
  expect(await connectionOf(world)).toMatchObject({
    state: 'reconnect',
    organisation: { connectionId: before.connectionId, name: 'Demo Company (NL)' },
    offered: [{ name: 'Harbour Practice GmbH' }],
    settings: { debtorsAccountCode: '611' },
  })
})

test('the app at Xero is shown to those who connect, with the organisations of all workspaces', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const other = await world.otherWorkspace()
  await connectXero({ ctx: other.ctx, xero: world.xero }, { settings: null })
  // The same organisation in two workspaces is one connection of the app.
  expect((await getXeroConnection(other.ctx)).app).toMatchObject({ organisationCount: 1 })
  expect((await getXeroConnection(world.ctxAs('bookkeeper'))).app).toBeNull()
  await world.request('DELETE', '/xero/connection')
  expect((await getXeroConnection(world.ctx)).app).toMatchObject({ organisationCount: 1 })
  await world.request('DELETE', '/xero/connection', undefined, { token: other.token })
  expect((await getXeroConnection(world.ctx)).app).toMatchObject({ organisationCount: 0 })
})

test('disconnecting ends it at Xero too; history and choices stay', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  expect((await world.request('DELETE', '/xero/connection')).status).toBe(204)
  const atXero = world.xero.control.organisations.list().find((each) => each.id === tenantId)
  expect(atXero?.isConnected).toBe(false)
  expect(await connectionOf(world)).toMatchObject({ state: 'disconnected', organisation: null })
  const [tokens] = await world.db.selectFrom('xero_token_sets').select(sealedTokens).execute()
  expect(tokens).toEqual({ access_token_sealed: '', refresh_token_sealed: '' })
  const again = await world.request('DELETE', '/xero/connection')
  expect(again).toMatchObject({ status: 409, body: { code: 'xero_is_not_connected' } })

  await world.connectXero({ settings: null })
  expect(await connectionOf(world)).toMatchObject({
    state: 'active',
    settings: { debtorsAccountCode: '611' },
  })
})

test('a disconnect that Xero does not answer is not pretended', async () => {
  await using world = await createWorld()
  await world.connectXero()
  world.xero.control.failNext('DELETE /connections*', 'error_500_before')
  const answer = await world.request('DELETE', '/xero/connection')
  expect(answer).toMatchObject({ status: 503, body: { code: 'xero_does_not_answer' } })
  expect(await connectionOf(world)).toMatchObject({ state: 'active' })
})

const revocationsOf = (world: World) =>
  world.xero.control.requests().filter((each) => each.path === '/connect/revocation')

test('the consent is revoked with the last that rested on it, and never before', async () => {
  await using world = await createWorld()
  await world.connectXero()
  // A new consent of the same Xero user replaces the old one: revoking that would end both.
  await follow(world, await consent(world))
  const other = await world.otherWorkspace()
  await connectXero({ ctx: other.ctx, xero: world.xero }, { settings: null })
  expect((await world.request('DELETE', '/xero/connection')).status).toBe(204)
  expect(revocationsOf(world)).toEqual([])

  const [there] = await world.db
    .selectFrom('xero_token_sets')
    .where('workspace_id', '=', other.workspaceId)
    .select('refresh_token_sealed')
    .execute()
  const refreshToken = world.services.sealer.open(there?.refresh_token_sealed ?? '')
  const theirs = { token: other.token }
  expect((await world.request('DELETE', '/xero/connection', undefined, theirs)).status).toBe(204)
  expect(revocationsOf(world)).toMatchObject([{ status: 200 }])
  const [entry] = await world.db
    .selectFrom('sync_log')
    .where('workspace_id', '=', other.workspaceId)
    .where('purpose', '=', 'revoke_consent')
    .select(['outcome', 'path', 'detail'])
    .execute()
  expect(entry).toEqual({ outcome: 'ok', path: '/connect/revocation', detail: null })
  const dead = await world.services.accounting.refreshTokens({ refreshToken })
  expect(dead).toMatchObject({ kind: 'unauthorised', reason: 'grant_is_dead' })
})

test('the consent of a user that another replaced is revoked, once the new one works', async () => {
  await using world = await createWorld()
  await world.connectXero()
  expect(await connectionOf(world)).toMatchObject({ hasConnectorLeft: false })
  await world.db.updateTable('xero_token_sets').set({ xero_user_id: 'somebody-else' }).execute()
  await world.db.updateTable('members').set({ archived_at: world.clock.now() }).execute()
  expect((await getXeroConnection(world.ctx)).hasConnectorLeft).toBe(true)
  await world.db.updateTable('members').set({ archived_at: null }).execute()
  await follow(world, await consent(world))
  expect(revocationsOf(world)).toHaveLength(1)
})

test('a consent of which it is not known whose it is may be that of anybody: nothing is revoked', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const other = await world.otherWorkspace()
  await connectXero({ ctx: other.ctx, xero: world.xero }, { settings: null })
  await world.db
    .updateTable('xero_token_sets')
    .set({ xero_user_id: null })
    .where('workspace_id', '=', other.workspaceId)
    .execute()
  expect((await world.request('DELETE', '/xero/connection')).status).toBe(204)
  expect(revocationsOf(world)).toEqual([])
})

test.each(['drop_before', 'error_500_after'] as const)(
  'a revocation that meets %s stops nothing: it is over here, and the log says what came of it',
  async (fault) => {
    await using world = await createWorld()
    await world.connectXero()
    world.xero.control.failNext('POST /connect/revocation', fault)
    expect((await world.request('DELETE', '/xero/connection')).status).toBe(204)
    expect(await connectionOf(world)).toMatchObject({ state: 'disconnected' })
    const entries = await world.db
      .selectFrom('sync_log')
      .where('purpose', '=', 'revoke_consent')
      .select('outcome')
      .execute()
    expect(entries).toEqual([{ outcome: 'unknown' }])
  },
)
