import { createHash, randomBytes } from 'node:crypto'
import { startSimulator, type Simulator } from '#simulator/server.ts'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { type Json, openXero, startOfTime } from './open-xero.ts'

const redirectUri = 'http://localhost:4000/api/xero/callback'
const scope = 'openid email offline_access accounting.contacts'
const minute = 60_000

const start = (options = {}) => startSimulator({ clock: () => startOfTime, ...options })

function authorizeUrl(simulator: Simulator, values: Record<string, string> = {}): URL {
  const url = new URL(simulator.endpoints.authorizeUrl)
  const params = {
    response_type: 'code',
    client_id: 'hourbook-demo',
    redirect_uri: redirectUri,
    scope,
    state: 'state-1',
    ...values,
  }
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url
}

/** Presses a button of the consent page and returns where it leads. */
async function consent(
  simulator: Simulator,
  decision: 'allow' | 'cancel',
  values: Record<string, string> = {},
): Promise<URL> {
  const form = new URLSearchParams(authorizeUrl(simulator, values).searchParams)
  form.set('decision', decision)
  const organisationId = simulator.control.organisations.list()[0]?.id ?? ''
  form.set('organisation', organisationId)
  const response = await fetch(simulator.endpoints.authorizeUrl, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  expect(response.status).toBe(302)
  return new URL(response.headers.get('location') ?? '')
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

async function tokenCall(
  simulator: Simulator,
  form: Record<string, string>,
  headers: Record<string, string> = { authorization: basic('hourbook-demo:hourbook-demo-secret') },
): Promise<{ status: number; json: Json }> {
  const response = await fetch(simulator.endpoints.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  })
  return { status: response.status, json: await response.json() }
}

async function signIn(simulator: Simulator): Promise<Json> {
  const code = (await consent(simulator, 'allow')).searchParams.get('code') ?? ''
  const { json } = await tokenCall(simulator, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
  })
  return json
}

const refresh = (simulator: Simulator, token: string) =>
  tokenCall(simulator, { grant_type: 'refresh_token', refresh_token: token })

const claimsOf = (token: string): Json =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

test('the consent page says who asks, for what, and lets one choose', async () => {
  await using simulator = await start()
  const page = await (await fetch(authorizeUrl(simulator))).text()
  expect(page).toContain('Hourbook wants access')
  expect(page).toContain('See and change contacts')
  expect(page).toContain('Kiwi Studio Ltd')
  expect(page).toContain('Xero simulator')
})

test('a code is good for one exchange within five minutes', async () => {
  await using simulator = await start()
  const target = await consent(simulator, 'allow')
  expect(target.searchParams.get('state')).toBe('state-1')
  const form = {
    grant_type: 'authorization_code',
    code: target.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
  }
  const { status, json } = await tokenCall(simulator, form)
  expect([status, json.token_type, json.expires_in]).toEqual([200, 'Bearer', 1800])
  expect(claimsOf(json.access_token)).toMatchObject({ client_id: 'hourbook-demo' })
  expect(claimsOf(json.id_token)).toMatchObject({ email: 'robin@example.com' })
  expect(await tokenCall(simulator, form)).toEqual({
    status: 400,
    json: { error: 'invalid_grant' },
  })

  const late = (await consent(simulator, 'allow')).searchParams.get('code') ?? ''
  simulator.control.advance(5 * minute)
  expect((await tokenCall(simulator, { ...form, code: late })).json.error).toBe('invalid_grant')
})

test('who only says who they are gives no organisation away', async () => {
  await using simulator = await start()
  const scope = 'openid profile email'
  const page = await (await fetch(authorizeUrl(simulator, { scope }))).text()
  expect(page).toContain('Hourbook wants to know who you are')
  expect(page).not.toContain('Demo Company (NL)')
  const back = await consent(simulator, 'allow', { scope, nonce: 'n-1' })
  const code = back.searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
  const { json } = await tokenCall(simulator, form)
  expect(json.refresh_token).toBeUndefined()
  expect(claimsOf(json.id_token)).toMatchObject({ aud: 'hourbook-demo', nonce: 'n-1' })
  expect(simulator.control.organisations.list().some((each) => each.isConnected)).toBe(false)

  const discovery = await (await fetch(`${simulator.url}/.well-known/openid-configuration`)).json()
  expect(discovery.issuer).toBe(claimsOf(json.id_token).iss)
  const { keys } = await (await fetch(discovery.jwks_uri)).json()
  const { payload, protectedHeader } = await jwtVerify(json.id_token, createLocalJWKSet({ keys }), {
    currentDate: new Date(startOfTime),
    issuer: simulator.url,
  })
  expect([protectedHeader.alg, payload['given_name']]).toEqual(['RS256', 'Robin'])
})

test('another person answers, with or without an address', async () => {
  await using simulator = await start()
  const lever = async (method: string, body?: object) =>
    await fetch(`${simulator.url}/control/user`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
  expect((await lever('PATCH', { id: 'nobody' })).status).toBe(400)
  const id = '0d1b8d0a-2f8c-4d5e-9a53-7f0c6a1d2b3e'
  expect((await lever('PATCH', { id, email: '', givenName: 'Noor' })).status).toBe(200)
  const claims = claimsOf((await signIn(simulator)).id_token)
  expect([claims.xero_userid, claims.email]).toEqual([id, undefined])
  expect(await (await lever('GET')).json()).toMatchObject({ givenName: 'Noor' })
  simulator.control.reset()
  expect(simulator.control.user().givenName).toBe('Robin')
})

test('the connections of one consent are found by its event', async () => {
  await using simulator = await start()
  const first = await signIn(simulator)
  const list = async (query: string) => {
    const response = await fetch(simulator.endpoints.connectionsUrl + query, {
      headers: { authorization: `Bearer ${first.access_token}` },
    })
    return (await response.json()) as Json[]
  }
  const event = claimsOf(first.access_token).authentication_event_id
  const [connection, ...rest] = await list(`?authEventId=${event}`)
  expect(rest).toEqual([])
  expect(connection).toMatchObject({
    authEventId: event,
    tenantType: 'ORGANISATION',
    tenantName: 'Demo Company (NL)',
    createdDateUtc: '2026-11-16T10:00:00.0000000',
  })
  await signIn(simulator)
  expect(await list(`?authEventId=${event}`)).toEqual([])
  expect((await list('')).length).toBe(1)
})

test('PKCE: the app without a secret proves itself by the verifier', async () => {
  await using simulator = await start({ clientSecret: null })
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  const exchange = async (codeVerifier: string) => {
    const code = (await consent(simulator, 'allow', pkce)).searchParams.get('code') ?? ''
    const form = {
      grant_type: 'authorization_code',
      client_id: 'hourbook-demo',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    }
    return tokenCall(simulator, form, {})
  }
  expect((await exchange(verifier)).status).toBe(200)
  expect((await exchange(`${verifier}x`)).json).toEqual({ error: 'invalid_grant' })
  const bare = await consent(simulator, 'allow', { code_challenge: '' })
  expect(bare.searchParams.get('error')).toBe('invalid_request')
})

test('Cancel goes back with access_denied', async () => {
  await using simulator = await start()
  const target = await consent(simulator, 'cancel')
  expect(Object.fromEntries(target.searchParams)).toEqual({
    error: 'access_denied',
    state: 'state-1',
  })
})

test.each([
  'accounting.transactions',
  'accounting.contacts accounting.reports.read',
  'nonsense',
  '',
])('a retired or unknown scope fails the whole request (%s)', async (wanted) => {
  await using simulator = await start()
  const url = authorizeUrl(simulator, { scope: wanted })
  const response = await fetch(url, { redirect: 'manual' })
  const target = new URL(response.headers.get('location') ?? '')
  expect(target.searchParams.get('error')).toBe('invalid_scope')
})

test.each([
  ['http://127.0.0.1:4000/callback', 400],
  ['http://example.com/callback', 400],
  ['javascript:alert(1)', 400],
  ['https://example.com/callback', 200],
  ['http://localhost:9/callback', 200],
])('redirect URI %s → %i', async (uri, status) => {
  await using simulator = await start()
  const url = authorizeUrl(simulator, { redirect_uri: uri })
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(status)
})

test('registered redirect URIs match exactly', async () => {
  await using simulator = await start({ redirectUris: [redirectUri] })
  const status = async (uri: string) =>
    (await fetch(authorizeUrl(simulator, { redirect_uri: uri }))).status
  expect(await status(redirectUri)).toBe(200)
  expect(await status(`${redirectUri}/`)).toBe(400)
})

test('the token endpoint names its refusals as OAuth does', async () => {
  await using simulator = await start()
  const form = { grant_type: 'refresh_token', refresh_token: 'x' }
  const wrong = { authorization: basic('hourbook-demo:wrong') }
  expect((await tokenCall(simulator, form, wrong)).json.error).toBe('invalid_client')
  expect((await tokenCall(simulator, form, {})).json.error).toBe('invalid_request')
  expect((await tokenCall(simulator, { grant_type: 'client_credentials' })).json.error).toBe(
    'unauthorized_client',
  )
  const json = await fetch(simulator.endpoints.tokenUrl, {
    method: 'POST',
    body: JSON.stringify(form),
    headers: {
      'content-type': 'application/json',
      authorization: basic('hourbook-demo:hourbook-demo-secret'),
    },
  })
  expect([json.status, await json.json()]).toEqual([400, { error: 'invalid_request' }])
})

test('refresh tokens rotate; the one before lives for 30 minutes of grace', async () => {
  await using simulator = await start()
  const first = (await signIn(simulator)).refresh_token
  const second = (await refresh(simulator, first)).json.refresh_token
  expect(second).not.toBe(first)
  simulator.control.advance(29 * minute)
  expect((await refresh(simulator, first)).status).toBe(200)
  simulator.control.advance(2 * minute)
  expect((await refresh(simulator, first)).json).toEqual({ error: 'invalid_grant' })
  expect((await refresh(simulator, second)).status).toBe(200)
})

test('a refresh token that rests for 60 days is dead; use keeps it alive', async () => {
  await using simulator = await start()
  const day = 24 * 60 * minute
  let token = (await signIn(simulator)).refresh_token
  for (let month = 0; month < 4; month += 1) {
    simulator.control.advance(59 * day)
    token = (await refresh(simulator, token)).json.refresh_token
  }
  simulator.control.advance(60 * day)
  expect((await refresh(simulator, token)).json).toEqual({ error: 'invalid_grant' })
})

test('revoking takes the whole user away; deleting a connection only that', async () => {
  await using xero = await openXero()
  const [connection] = (await xero.get('/connections')).json
  expect((await xero.call('DELETE', `/connections/${connection.id}`)).status).toBe(204)
  expect((await xero.call('DELETE', `/connections/${connection.id}`)).status).toBe(404)
  expect((await xero.get('/Organisation')).status).toBe(403)
  const again = await refresh(xero.simulator, xero.tokens.refresh_token ?? '')
  expect(again.status).toBe(200)

  const revoked = await fetch(xero.simulator.endpoints.revocationUrl, {
    method: 'POST',
    body: new URLSearchParams({ token: again.json.refresh_token }),
    headers: { authorization: basic('hourbook-demo:hourbook-demo-secret') },
  })
  expect([revoked.status, await revoked.text()]).toEqual([200, ''])
  expect((await refresh(xero.simulator, again.json.refresh_token)).json.error).toBe('invalid_grant')
})

test('what the wire shows when the app may not', async () => {
  await using xero = await openXero({ scopes: ['accounting.contacts.read'] })
  const missing = await xero.get('/Invoices')
  expect(missing.status).toBe(401)
  expect(missing.headers.get('www-authenticate')).toContain('insufficent_scope')
  expect((await xero.get('/Contacts?page=1&pageSize=1')).status).toBe(200)
  expect((await xero.put('/Contacts', { Name: 'x' })).status).toBe(401)

  const garbage = await xero.get('/Contacts', { authorization: 'Bearer a.b.c' })
  expect([garbage.status, garbage.json.Detail]).toEqual([401, 'AuthenticationUnsuccessful'])

  const stranger = await xero.get('/Contacts', {
    'xero-tenant-id': xero.control.organisations.list()[1]?.id ?? '',
  })
  expect([stranger.status, stranger.json.Detail]).toEqual([403, 'AuthenticationUnsuccessful'])

  xero.control.advance(30 * minute)
  const expired = await xero.get('/Contacts')
  expect(expired.status).toBe(401)
  expect(expired.json).toMatchObject({
    Type: null,
    Title: 'Unauthorized',
    Status: 401,
    Detail: 'TokenExpired: token expired at 11/16/2026 10:30:00',
    Extensions: {},
  })
})
