import { answerConsent } from '#tests/support/connect-xero.ts'
import { createWorld, type World, xeroConfigFor } from '#tests/support/world.ts'
import { createAccounting } from '#xero/accounting.ts'
import { startSimulator } from '#simulator/server.ts'
import { expect, test } from 'vitest'
import { createServer } from './server.ts'

/** The server as a signed-in browser meets it. */
async function browser(world: World, log?: string[]) {
  const { user_id: userId } = await world.db
    .selectFrom('members')
    .where('id', '=', world.memberId)
    .select('user_id')
    .executeTakeFirstOrThrow()
  const server = await createServer({
    services: world.services,
    signIn: {
      handle: async () => new Response(null, { status: 404 }),
      findSession: async (headers) =>
        headers.get('cookie')?.includes('session=olga')
          ? { userId: userId ?? '', sessionId: 'session-1' }
          : undefined,
      openSession: async () => [],
    },
    webDir: null,
    logLevel: log ? 'trace' : 'silent',
    logTo: { write: (line) => void log?.push(line) },
    isHealthy: async () => true,
  })
  return {
    server,
    async start() {
      const started = await server.inject({
        method: 'POST',
        url: '/api/v1/xero/consents',
        headers: { cookie: 'session=olga', 'sec-fetch-site': 'same-origin' },
      })
      expect(started.statusCode).toBe(201)
      const [cookie] = started.cookies
      const [organisation] = world.xero.control.organisations.list()
      const { authorizeUrl } = started.json() as { authorizeUrl: string }
      const back = await answerConsent(authorizeUrl, {
        organisationIds: [organisation?.id ?? ''],
      })
      return { cookie, back }
    },
    async follow(back: URL, cookies: string) {
      const answer = await server.inject({
        method: 'GET',
        url: `${back.pathname}${back.search}`,
        headers: { cookie: cookies, accept: 'text/html,*/*' },
      })
      return { status: answer.statusCode, location: answer.headers.location }
    },
    [Symbol.asyncDispose]: async () => await server.close(),
  }
}

test('neither the code of a consent nor a cookie is in the log of the server', async () => {
  await using world = await createWorld()
  const log: string[] = []
  await using olga = await browser(world, log)
  const { cookie, back } = await olga.start()
  await olga.follow(back, `session=olga; ${cookie?.name}=${cookie?.value}`)
  const code = back.searchParams.get('code') ?? ''
  const state = back.searchParams.get('state') ?? ''
  expect(code.length).toBeGreaterThan(10)
  const lines = log.join('')
  expect(lines).toContain('/api/xero/callback')
  for (const secret of [code, state, 'session=olga', cookie?.value ?? state])
    expect(lines).not.toContain(secret)
})

test('the browser that started a consent ends it, and lands on the settings', async () => {
  await using world = await createWorld()
  await using olga = await browser(world)
  const { cookie, back } = await olga.start()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/api/xero/callback' })
  const answer = await olga.follow(back, `session=olga; ${cookie?.name}=${cookie?.value}`)
  expect(answer).toEqual({ status: 303, location: '/settings/xero?connected=1' })
})

test('another browser, even of the same person, cannot end it', async () => {
  await using world = await createWorld()
  await using olga = await browser(world)
  const { back } = await olga.start()
  const location = '/settings/xero?problem=consent_does_not_match'
  expect(await olga.follow(back, 'session=olga')).toEqual({ status: 303, location })
  const other = await olga.start()
  const cookies = `session=olga; ${other.cookie?.name}=${other.cookie?.value}`
  expect(await olga.follow(back, cookies)).toEqual({ status: 303, location })
})

test('who is not signed in is sent where one signs in, with words', async () => {
  await using world = await createWorld()
  await using olga = await browser(world)
  const { cookie, back } = await olga.start()
  const answer = await olga.follow(back, `${cookie?.name}=${cookie?.value}`)
  expect(answer).toEqual({ status: 303, location: '/settings/xero?problem=not_signed_in' })
})

test('an app without a secret proves itself by PKCE', async () => {
  await using world = await createWorld()
  await using simulator = await startSimulator({
    clientSecret: null,
    limits: 'off',
    clock: () => world.clock.now().getTime(),
  })
  const config = { ...xeroConfigFor(simulator), clientSecret: null }
  Object.assign(world.services, { accounting: createAccounting(config) })
  Object.assign(world, { xero: simulator })
  await using olga = await browser(world)
  const { cookie, back } = await olga.start()
  const answer = await olga.follow(back, `session=olga; ${cookie?.name}=${cookie?.value}`)
  expect(answer).toEqual({ status: 303, location: '/settings/xero?connected=1' })
})
