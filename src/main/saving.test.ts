import { createServer } from '#api/server.ts'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import { createWorld } from '#tests/support/world.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { createSignIn } from './auth.ts'

const person = { name: 'Sara Saves', email: 'sara@example.com', password: 'a password for saving' }

/** A person who is signed in with a cookie, and every statement that the server sends to the database. */
async function signedIn(world: Awaited<ReturnType<typeof createWorld>>) {
  const auth = createSignIn({
    databaseUrl: world.databaseUrl,
    url: 'http://localhost:4000',
    secret: 'a secret for tests, long enough',
  })
  const userId = await auth.createUser(person)
  const { services } = world
  const { workspaceId, memberId } = await createWorkspace(services, {
    name: 'Saving',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    isDemo: false,
    owner: { userId, name: person.name, email: person.email },
  })
  const server = await createServer({
    services,
    signIn: auth.signIn,
    webDir: null,
    logLevel: 'silent',
    isHealthy: async () => true,
  })
  const entered = await server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin: 'http://localhost:4000', host: 'localhost:4000' },
    payload: { email: person.email, password: person.password },
  })
  const cookies = entered.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
  const ask = async (method: 'GET' | 'POST', path: string, body?: object, key = 'none') =>
    await server.inject({
      method,
      url: `/api${path}`,
      headers: {
        cookie: cookies.join('; '),
        'sec-fetch-site': 'same-origin',
        ...(method === 'POST' && { 'idempotency-key': key }),
      },
      ...(body && { payload: body }),
    })
  return {
    ask,
    ctx: { ...world.ctx, workspaceId, memberId },
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await auth.close()
    },
  }
}

function statementsOf(spy: { mock: { calls: unknown[][] } }): string[] {
  return spy.mock.calls.map(([asked]) => {
    const text = typeof asked === 'string' ? asked : (asked as { text: string }).text
    return text.trim().split(/\s+/).slice(0, 2).join(' ').toLowerCase()
  })
}

test('an hour is saved with seven statements, of which one finds out who asks', async () => {
  await using world = await createWorld()
  await using person = await signedIn(world)
  const made = await person.ask('POST', '/v1/clients', { items: [{ name: 'Client' }] }, 'client')
  const [client] = made.json<{ items: { id: string }[] }>().items
  const project = { clientId: client?.id, name: 'Project', invoiceMethod: 'task_hourly_rate' }
  const projects = await person.ask('POST', '/v1/projects', { items: [project] }, 'project')
  const [{ id: projectId } = { id: '' }] = projects.json<{ items: { id: string }[] }>().items
  const tasks = await person.ask('POST', '/v1/tasks', { items: [{ name: 'Task' }] }, 'task')
  const [{ id: taskId } = { id: '' }] = tasks.json<{ items: { id: string }[] }>().items
  const entry = { projectId, taskId, workedOn: '2026-11-16', seconds: 3600 }

  const spy = vi.spyOn(pg.Client.prototype, 'query')
  const saved = await person.ask('POST', '/v1/time-entries', { items: [entry] }, 'hour')
  const statements = statementsOf(spy)
  spy.mockClear()
  const again = await person.ask('POST', '/v1/time-entries', { items: [entry] }, 'hour')
  const repeated = statementsOf(spy)
  spy.mockRestore()

  expect([saved.statusCode, again.statusCode]).toEqual([201, 201])
  expect(again.json()).toEqual(saved.json())
  expect(statements).toEqual([
    'select members.workspace_id',
    'begin',
    'insert into',
    'with p',
    'with "e"',
    'commit',
    'update "idempotency_keys"',
  ])
  // What was written before under the key is found together with who asks.
  expect(repeated).toEqual(['select members.workspace_id'])
  const [{ id } = { id: '' }] = saved.json<{ items: { id: string }[] }>().items
  const read = await person.ask('GET', `/v1/time-entries/${id}`)
  expect(read.json()).toEqual(saved.json<{ items: unknown[] }>().items[0])
})

test('a session is prolonged once a day; one that ended or is gone is nobody', async () => {
  await using world = await createWorld()
  await using person = await signedIn(world)
  const statusAfter = async (change: string) => {
    await sql`update auth."session" set ${sql.raw(change)}`.execute(world.db)
    return (await person.ask('GET', '/v1/me')).statusCode
  }
  expect(await statusAfter(`"expiresAt" = now() + interval '5 days'`)).toBe(200)
  const { rows } = await sql<{ days: number }>`
    select round(extract(epoch from "expiresAt" - now()) / 86400)::integer as days
    from auth."session"`.execute(world.db)
  expect(rows).toEqual([{ days: 14 }])
  expect(await statusAfter(`"token" = 'another'`)).toBe(401)
})

test('a session that ended is nobody', async () => {
  await using world = await createWorld()
  await using person = await signedIn(world)
  const ended = sql`update auth."session" set "expiresAt" = now() - interval '1 second'`
  await ended.execute(world.db)
  expect((await person.ask('GET', '/v1/me')).statusCode).toBe(401)
})

test('a cookie that we did not sign is nobody', async () => {
  await using world = await createWorld()
  const auth = createSignIn({
    databaseUrl: world.databaseUrl,
    url: 'http://localhost:4000',
    secret: 'a secret for tests, long enough',
  })
  const forged = new Headers({ cookie: `hourbook.session_token=${encodeURIComponent('a.b')}` })
  expect(await auth.signIn.readToken?.(forged)).toBeUndefined()
  expect(await auth.signIn.readToken?.(new Headers())).toBeUndefined()
  await auth.close()
})
