import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createXeroClient, type XeroRequest } from './client.ts'
import { elementsOf } from './wire-values.ts'

/** Answers of a server of our own, for what Xero's simulator never says. */
async function serve(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/Contacts`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function ask(url: string, request: Partial<XeroRequest> = {}, timeoutMs = 1000) {
  const client = createXeroClient({ timeoutMs })
  return client.ask(
    { method: 'GET', url, ...request },
    (body) => elementsOf(body, 'Contacts').length,
  )
}

test('a good answer is translated, with what the wire showed', async () => {
  await using server = await serve((request, response) => {
    expect(request.headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer secret',
      'xero-tenant-id': 'tenant',
    })
    expect(request.headers['accept-encoding']).toContain('gzip')
    expect(request.url).toBe('/Contacts?where=Name%3D%3D%22A%20B%22')
    response.writeHead(200, { 'xero-correlation-id': 'c-1', 'x-daylimit-remaining': '990' })
    response.end('{"Contacts":[{}]}')
  })
  const session = { accessToken: 'secret', tenantId: 'tenant' }
  const outcome = await ask(server.url, { session, query: { where: 'Name=="A B"' } })
  expect(outcome).toMatchObject({
    kind: 'ok',
    value: 1,
    receipt: { method: 'GET', status: 200, correlationId: 'c-1', dayCallsRemaining: 990 },
  })
  expect(JSON.stringify(outcome)).not.toContain('secret')
})

test.each([
  [200, {}, 'not json', { kind: 'unknown', answered: true }],
  [200, {}, '<html></html>', { kind: 'unknown', answered: true }],
  [200, {}, '{"Contacts":{}}', { kind: 'unknown', answered: true }],
  [302, { location: '/' }, '', { kind: 'unknown', answered: true }],
  [400, {}, '', { kind: 'rejected' }],
  [404, {}, '', { kind: 'rejected', problem: { code: 'not_found_in_xero' } }],
  [401, {}, '', { kind: 'unauthorised', reason: 'expired' }],
  [
    401,
    { 'www-authenticate': 'Bearer error="insufficent_scope"' },
    '',
    { kind: 'unauthorised', reason: 'scope_missing' },
  ],
  [
    401,
    { 'www-authenticate': 'Bearer error="insufficient_scope"' },
    '',
    { kind: 'unauthorised', reason: 'scope_missing' },
  ],
  [403, {}, '', { kind: 'unauthorised', reason: 'disconnected' }],
  [403, {}, 'You are not permitted to access this resource', { kind: 'rejected' }],
  [401, {}, 'You are not permitted to access this resource', { kind: 'rejected' }],
  ...([401, 403] as const).map(
    (status) =>
      [
        status,
        {},
        '{"Title":"Forbidden","Detail":"AuthorizationUnsuccessful"}',
        { kind: 'rejected', problem: { code: 'role_is_not_permitted' } },
      ] as const,
  ),
  [
    403,
    {},
    '{"Title":"Forbidden","Detail":"AuthenticationUnsuccessful"}',
    { kind: 'unauthorised', reason: 'disconnected' },
  ],
  [
    429,
    { 'x-rate-limit-problem': 'Day', 'retry-after': '66975' },
    '',
    { kind: 'busy', limit: 'day', retryAfterSeconds: 66_975 },
  ],
  [
    429,
    { 'x-rate-limit-problem': 'concurrent' },
    '',
    { kind: 'busy', limit: 'concurrent', retryAfterSeconds: expect.any(Number) },
  ],
  [429, {}, '', { kind: 'busy', limit: 'minute', retryAfterSeconds: 60 }],
  [429, { 'x-rate-limit-problem': 'something new' }, '', { kind: 'busy', limit: 'minute' }],
  [500, {}, '', { kind: 'unknown', answered: true }],
  [502, {}, '', { kind: 'unknown', answered: false }],
  [412, {}, '', { kind: 'rejected', problem: { code: 'connection_is_too_old' } }],
  [501, {}, '', { kind: 'rejected', problem: { code: 'request_was_not_understood' } }],
  [
    503,
    {},
    'The Xero API is currently offline for maintenance',
    { kind: 'busy', limit: 'offline', problem: { code: 'xero_is_offline' } },
  ],
  [
    503,
    {},
    'The Organisation is offline',
    { kind: 'busy', problem: { code: 'organisation_is_offline' } },
  ],
  [504, {}, '', { kind: 'unknown', answered: false }],
  [
    503,
    {},
    'The Organisation is offline',
    { kind: 'busy', limit: 'offline', retryAfterSeconds: 300 },
  ],
] as const)('%i %j %s', async (status, headers, body, expected) => {
  await using server = await serve((_request, response) => {
    response.writeHead(status, headers)
    response.end(body)
  })
  expect(await ask(server.url)).toMatchObject(expected)
})

test('a packed answer is unpacked; one that cannot be, or would fill the memory, is unknown', async () => {
  const packed = gzipSync('{"Contacts":[{},{}]}')
  const bodies = [packed, packed.subarray(0, 20), gzipSync(Buffer.alloc(101 * 1024 * 1024, ' '))]
  const outcomes = await Promise.all(
    bodies.map(async (body) => {
      await using server = await serve((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        response.end(body)
      })
      return await ask(server.url, {}, 10_000)
    }),
  )
  const detail = (code: string) => ({ detail: `The answer broke off (${code})` })
  expect(outcomes).toMatchObject([
    { kind: 'ok', value: 2 },
    { kind: 'unknown', answered: true, ...detail('Z_BUF_ERROR') },
    { kind: 'unknown', answered: true, ...detail('ERR_BUFFER_TOO_LARGE') },
  ])
})

test('an answer that never comes, breaks off or drips is unknown after the timeout', async () => {
  await using hanging = await serve(() => {})
  expect(await ask(hanging.url, {}, 50)).toMatchObject({
    kind: 'unknown',
    answered: false,
    detail: 'No answer (TimeoutError)',
  })
  await using dropping = await serve((request) => request.destroy())
  expect(await ask(dropping.url)).toMatchObject({ kind: 'unknown', answered: false })
  await using dripping = await serve((_request, response) => {
    response.writeHead(200)
    response.write('{"Con')
  })
  expect(await ask(dripping.url, {}, 500)).toMatchObject({ kind: 'unknown', answered: true })
})

test('a server that cannot be reached was certainly not asked', async () => {
  const server = await serve(() => {})
  await server[Symbol.asyncDispose]()
  expect(await ask(server.url)).toMatchObject({ kind: 'busy', limit: 'offline' })
})
