import { insertXeroSignIn } from '#db/xero-identities.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import { listIdentitiesOfUser } from '#db/identity.ts'
import { newId } from '#lib/ids.ts'
import { isPassword } from '#lib/password.ts'
import { startSimulator } from '#simulator/server.ts'
import { answerConsent } from '#tests/support/connect-xero.ts'
import { createWorld, type World, xeroConfigFor } from '#tests/support/world.ts'
import { createAccounting } from '#xero/accounting.ts'
import { expect, test } from 'vitest'
import { createServer } from './server.ts'

const publicSignUp = '/api/v1/public/xero-sign-up'
const wish = { workspaceName: 'Vermeer BV', currency: 'EUR', timeZone: 'Europe/Amsterdam' }

/** The server with a sign-in whose sessions are cookies that name the user. */
async function serve(world: World, log?: string[]) {
  const server = await createServer({
    services: world.services,
    signIn: {
      handle: async () => new Response(null, { status: 404 }),
      findSession: async (headers) => {
        const userId = /session=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1]
        return userId ? { userId, sessionId: 'session-1' } : undefined
      },
      openSession: async ({ userId }) => [`session=${userId}; Path=/`],
    },
    webDir: null,
    logLevel: log ? 'trace' : 'silent',
    logTo: { write: (line) => void log?.push(line) },
    isHealthy: async () => true,
  })
  return {
    /** A browser with cookies of its own. */
    browser: () => {
      const jar = new Map<string, string>()
      const ask = async (
        method: 'GET' | 'POST' | 'DELETE',
        url: string,
        payload?: object,
        headers: Record<string, string> = {},
      ) => {
        const answer = await server.inject({
          method,
          url,
          headers: {
            cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
            accept: url.startsWith('/api/v1') ? 'application/json' : 'text/html,*/*',
            'sec-fetch-site': 'same-origin',
            ...headers,
          },
          ...(payload && { payload }),
        })
        for (const { name, value } of answer.cookies) {
          if (value === '') jar.delete(name)
          else jar.set(name, value)
        }
        const isJson = /json/.test(String(answer.headers['content-type'] ?? ''))
        return {
          status: answer.statusCode,
          location: answer.headers.location ?? '',
          body: (isJson ? answer.json() : null) as Record<string, unknown> | null,
          cookies: answer.cookies,
        }
      }
      const start = async (query = '') => (await ask('GET', `/api/xero/sign-in${query}`)).location
      const comeBack = async (
        authorizeUrl: string,
        answer: 'allow' | 'cancel' = 'allow',
      ): Promise<string> => {
        const consent = answer === 'allow' ? { organisationIds: [] } : answer
        const back = await answerConsent(authorizeUrl, consent)
        return (await ask('GET', `${back.pathname}${back.search}`)).location
      }
      return {
        jar,
        ask,
        start,
        comeBack,
        signIn: async (query = '') => await comeBack(await start(query)),
        link: async () => {
          const { body } = await ask('POST', '/api/v1/me/xero-identity')
          return await comeBack(String(body?.['authorizeUrl']))
        },
      }
    },
    [Symbol.asyncDispose]: async () => await server.close(),
  }
}

/** Gives the owner, or a new colleague, an account to sign in with. */
async function hasAccount(
  { db, workspaceId }: World,
  memberId: string,
  { email, hasPassword = true }: { email: string; hasPassword?: boolean },
): Promise<string> {
  const userId = newId()
  const user = { id: userId, name: 'Somebody', email, emailVerified: true }
  await db.insertInto('auth.user').values(user).execute()
  if (hasPassword) {
    const account = { id: newId(), userId, password: 'argon2id$…' }
    const required = { accountId: userId, providerId: 'credential', updatedAt: new Date() }
    await db
      .insertInto('auth.account')
      .values({ ...account, ...required } as never)
      .execute()
  }
  await db
    .updateTable('members')
    .set({ user_id: userId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .execute()
  return userId
}

const problem = (code: string, page = '/sign-in') => `${page}?problem=${code}`

test('a stranger signs up with Xero, and signs in with it from then on', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const robin = server.browser()
  const authorizeUrl = await robin.start('?returnTo=/reports/hours')
  const asked = new URL(authorizeUrl).searchParams
  expect(asked.get('scope')).toBe('openid profile email')
  expect(await robin.comeBack(authorizeUrl)).toBe('/sign-up')
  expect(world.xero.control.organisations.list().filter((each) => each.isConnected)).toEqual([])
  expect((await robin.ask('GET', publicSignUp)).body).toEqual({
    name: 'Robin Vermeer',
    email: 'robin@example.com',
  })
  expect(robin.jar.has('session')).toBe(false)
  const made = await robin.ask('POST', publicSignUp, { ...wish, language: 'nl' })
  expect(made.status).toBe(204)
  const me = (await robin.ask('GET', '/api/v1/me')).body
  expect(me).toMatchObject({
    member: { name: 'Robin Vermeer', email: 'robin@example.com', role: 'owner', language: 'nl' },
    workspace: { name: 'Vermeer BV', currency: 'EUR' },
  })
  const log = (await robin.ask('GET', '/api/v1/audit-log')).body
  const entries = log?.['items'] as { subject: string; action: string }[]
  expect(entries.map(({ subject, action }) => `${subject} ${action}`)).toEqual([
    'xero_sign_in connected',
    'workspace created',
  ])

  const again = server.browser()
  expect(await again.signIn('?returnTo=/reports/hours')).toBe('/reports/hours')
  expect(again.jar.get('session')).toBe(robin.jar.get('session'))
  expect(await again.signIn('?returnTo=//evil.example')).toBe('/')
  // What was a way to sign up is over.
  const twice = await robin.ask('POST', publicSignUp, wish)
  expect([twice.status, twice.body?.['code']]).toEqual([409, 'sign_up_has_expired'])
})

test('two browsers of one stranger make one workspace', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const [first, second] = [server.browser(), server.browser()]
  expect([await first.signIn(), await second.signIn()]).toEqual(['/sign-up', '/sign-up'])
  const answers = await Promise.all(
    [first, second].map(async (each) => await each.ask('POST', publicSignUp, wish)),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'email_can_sign_in_already',
  })
  const workspaces = await world.db.selectFrom('workspaces').select('name').execute()
  expect(workspaces.filter(({ name }) => name === 'Vermeer BV')).toHaveLength(1)
})

test('a sign-up is refused whole when its wishes cannot be, and when it took too long', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const robin = server.browser()
  await robin.signIn()
  for (const [wrong, code] of [
    [{ currency: 'XXX' }, 'currency_is_unknown'],
    [{ timeZone: 'Mars/Olympus' }, 'time_zone_is_unknown'],
    [{ workspaceName: ' ' }, 'input_is_not_valid'],
    [{ workspaceName: 'x'.repeat(101) }, 'input_is_not_valid'],
    [{ currency: 3 }, 'input_is_not_valid'],
    [{ timeZone: null }, 'input_is_not_valid'],
    [{ language: 'fr' }, 'input_is_not_valid'],
    [{ isDemo: true }, 'input_is_not_valid'],
  ] as const) {
    const { body } = await robin.ask('POST', publicSignUp, { ...wish, ...wrong })
    expect(body?.['code']).toBe(code)
  }
  expect(await world.db.selectFrom('auth.user').selectAll().execute()).toEqual([])
  world.clock.advance(31 * 60_000)
  for (const method of ['GET', 'POST'] as const) {
    const { body } = await robin.ask(method, publicSignUp, method === 'POST' ? wish : undefined)
    expect(body?.['code']).toBe('sign_up_has_expired')
  }
  const stranger = await server.browser().ask('GET', publicSignUp)
  expect(stranger.body?.['code']).toBe('sign_up_has_expired')
})

test('what is switched off is refused in words, wherever it is tried', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const early = server.browser()
  await early.signIn()
  Object.assign(world.services, { xeroSignIn: 'sign-in' })
  expect(await server.browser().signIn()).toBe(problem('xero_sign_up_is_off'))
  expect((await early.ask('POST', publicSignUp, wish)).body?.['code']).toBe('xero_sign_up_is_off')

  const begun = server.browser()
  const authorizeUrl = await begun.start()
  Object.assign(world.services, { xeroSignIn: 'off' })
  expect(await begun.comeBack(authorizeUrl)).toBe(problem('xero_sign_in_is_off'))
  expect(await server.browser().start()).toBe(problem('xero_sign_in_is_off'))
  expect((await begun.ask('GET', '/api/v1/public')).body).toMatchObject({ xeroSignIn: 'off' })
})

test('an e-mail address alone makes nobody somebody', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  await hasAccount(world, world.memberId, { email: 'robin@example.com' })
  const robin = server.browser()
  expect(await robin.signIn()).toBe(problem('email_can_sign_in_already'))
  expect(robin.jar.has('session')).toBe(false)
  expect((await robin.ask('GET', publicSignUp)).body?.['code']).toBe('sign_up_has_expired')
  world.xero.control.editUser({ email: '' })
  expect(await robin.signIn()).toBe(problem('xero_tells_no_email'))
})

test('who has an account links it, signs in with it, and removes it again', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const userId = await hasAccount(world, world.memberId, { email: 'olga@example.com' })
  const olga = server.browser()
  olga.jar.set('session', userId)
  expect((await olga.ask('GET', '/api/v1/me/xero-identity')).body).toEqual({
    isOffered: true,
    email: 'olga@example.com',
    hasPassword: true,
    linked: null,
  })
  const nothing = await olga.ask('DELETE', '/api/v1/me/xero-identity')
  expect(nothing.body?.['code']).toBe('xero_identity_not_found')
  expect(await olga.link()).toBe('/settings/sign-in?linked=1')
  const linked = (await olga.ask('GET', '/api/v1/me/xero-identity')).body?.['linked']
  expect(linked).toMatchObject({ name: 'Robin Vermeer', email: 'robin@example.com' })
  const again = await olga.ask('POST', '/api/v1/me/xero-identity')
  expect(again.body?.['code']).toBe('xero_identity_is_linked')

  const elsewhere = server.browser()
  expect(await elsewhere.signIn()).toBe('/')
  expect(elsewhere.jar.get('session')).toBe(userId)

  const colleague = await world.has.member({ role: 'employee' })
  const colleagueId = await hasAccount(world, colleague.id, { email: 'emma@example.com' })
  const emma = server.browser()
  emma.jar.set('session', colleagueId)
  expect(await emma.link()).toBe(problem('xero_identity_is_taken', '/settings/sign-in'))

  expect((await olga.ask('DELETE', '/api/v1/me/xero-identity')).status).toBe(204)
  Object.assign(world.services, { xeroSignIn: 'sign-in' })
  expect(await server.browser().signIn()).toBe(problem('xero_sign_up_is_off'))
  const { items } = await listAuditLog(world.ctx, {
    subjects: ['xero_sign_in'],
    limit: 50,
  })
  expect(
    items.map(({ action, memberName, subjectName }) => [action, memberName, subjectName]),
  ).toEqual([
    ['disconnected', 'Olga Owner', 'Robin Vermeer'],
    ['connected', 'Olga Owner', 'Robin Vermeer'],
  ])
})

test('a link that two begin at once is made once', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const userId = await hasAccount(world, world.memberId, { email: 'olga@example.com' })
  const [first, second] = [server.browser(), server.browser()]
  const begun = []
  for (const each of [first, second]) {
    each.jar.set('session', userId)
    begun.push(String((await each.ask('POST', '/api/v1/me/xero-identity')).body?.['authorizeUrl']))
  }
  const [one = '', other = ''] = begun
  expect(await first.comeBack(one)).toBe('/settings/sign-in?linked=1')
  // The same person at Xero once more changes nothing; another one is refused.
  world.xero.control.editUser({ id: newId() })
  expect(await second.comeBack(other)).toBe(problem('xero_identity_is_linked', '/settings/sign-in'))
})

test('the only way in stays, and who has no account cannot link', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const robin = server.browser()
  await robin.signIn()
  await robin.ask('POST', publicSignUp, wish)
  const only = await robin.ask('DELETE', '/api/v1/me/xero-identity')
  expect([only.status, only.body?.['code']]).toEqual([409, 'xero_identity_is_the_only_way_in'])
  const { token } = await world.has.member({ role: 'employee' })
  const program = await world.request('POST', '/me/xero-identity', undefined, { token })
  expect(program.body).toMatchObject({ code: 'member_cannot_sign_in' })
})

test('who signed up with Xero sets a password, once, and can then do without Xero', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const robin = server.browser()
  await robin.signIn()
  await robin.ask('POST', publicSignUp, wish)
  const own = '/api/v1/me/password'
  const short = await robin.ask('POST', own, { password: 'too short' })
  expect([short.status, short.body?.['code']]).toEqual([422, 'input_is_not_valid'])
  const password = 'correct horse battery'
  const headers = { 'idempotency-key': newId() }
  const both = await Promise.all([
    robin.ask('POST', own, { password }, headers),
    robin.ask('POST', own, { password: 'of somebody else' }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  const again = await robin.ask('POST', own, { password: 'another one, later' })
  expect(again.body?.['code']).toBe('password_is_set')
  const identity = (await robin.ask('GET', '/api/v1/me/xero-identity')).body
  expect(identity).toMatchObject({ hasPassword: true, linked: { email: 'robin@example.com' } })
  expect((await robin.ask('DELETE', '/api/v1/me/xero-identity')).status).toBe(204)

  // What is kept proves this password and no other, and is not the password; nor can it be guessed from the write's key.
  const [kept] = await world.db.selectFrom('auth.account').selectAll().execute()
  expect(kept).toMatchObject({ providerId: 'credential', accountId: kept?.userId })
  const hash = kept?.password ?? ''
  const fits = async (tried: string) => await isPassword({ hash, password: tried })
  const winner = both[0].status === 204 ? password : 'of somebody else'
  expect([await fits(winner), await fits('another one, later')]).toEqual([true, false])
  const written = await world.db.selectFrom('audit_log').selectAll().execute()
  expect(JSON.stringify(written)).toContain('"subject":"password"')
  expect(JSON.stringify(written) + hash).not.toContain(winner)
})

test('a password is not for programs, nor for who has no account; and no hash of it is kept with the write', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const body = { password: 'correct horse battery' }
  const program = await world.request('POST', '/me/password', body)
  expect(program.body).toMatchObject({ code: 'password_is_not_for_programs' })
  const userId = await hasAccount(world, world.memberId, {
    email: 'olga@example.com',
    hasPassword: false,
  })
  const olga = server.browser()
  olga.jar.set('session', userId)
  const headers = { 'idempotency-key': newId() }
  expect((await olga.ask('POST', '/api/v1/me/password', body, headers)).status).toBe(204)
  const other = { password: 'something else entirely' }
  expect((await olga.ask('POST', '/api/v1/me/password', other, headers)).status).toBe(204)
  expect((await olga.ask('POST', '/api/v1/me/password', other)).status).toBe(409)
})

test('it ends only in the browser, the session and the time it began in, and once', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const userId = await hasAccount(world, world.memberId, { email: 'olga@example.com' })
  const [olga, other] = [server.browser(), server.browser()]
  const authorizeUrl = await olga.start()
  expect(await other.comeBack(authorizeUrl)).toBe(problem('consent_does_not_match'))
  await other.start()
  expect(await other.comeBack(authorizeUrl)).toBe(problem('consent_does_not_match'))

  olga.jar.set('session', userId)
  const linking = await olga.ask('POST', '/api/v1/me/xero-identity')
  olga.jar.delete('session')
  expect(await olga.comeBack(String(linking.body?.['authorizeUrl']))).toBe(
    problem('consent_does_not_match', '/settings/sign-in'),
  )

  expect(await olga.comeBack(await olga.start(), 'cancel')).toBe(problem('consent_was_denied'))
  const late = await olga.start()
  world.clock.advance(601_000)
  expect(await olga.comeBack(late)).toBe(problem('consent_has_expired'))

  const twice = await olga.start()
  const secret = olga.jar.get('hourbook_xero_sign_in') ?? ''
  expect(await olga.comeBack(twice)).toBe('/sign-up')
  olga.jar.set('hourbook_xero_sign_in', secret)
  expect(await olga.comeBack(twice)).toBe(problem('consent_was_used'))
})

test('who is archived everywhere is told so, and whose token lies is not believed', async () => {
  await using world = await createWorld()
  await using server = await serve(world)
  const colleague = await world.has.member({ role: 'employee' })
  const userId = await hasAccount(world, colleague.id, { email: 'emma@example.com' })
  const emma = server.browser()
  emma.jar.set('session', userId)
  await emma.link()
  await world.db
    .updateTable('members')
    .set({ archived_at: world.clock.now() })
    .where('workspace_id', '=', world.workspaceId)
    .where('id', '=', colleague.id)
    .execute()
  const elsewhere = server.browser()
  expect(await elsewhere.signIn()).toBe(problem('member_is_archived'))
  expect(await listIdentitiesOfUser(world.db, { userId })).toEqual([])

  const authorizeUrl = new URL(await elsewhere.start())
  authorizeUrl.searchParams.set('nonce', 'of somebody else')
  const location = await elsewhere.comeBack(authorizeUrl.href)
  expect(location).toContain(problem('xero_identity_is_in_doubt'))
  expect(location).toContain('another+sign-in')
})

test('secrets stay out of the log and out of the database, and old ways are forgotten', async () => {
  await using world = await createWorld()
  const log: string[] = []
  await using server = await serve(world, log)
  const createdAt = new Date(world.clock.now().getTime() - 90_000_000)
  await world.db.transaction().execute(async (tx) => {
    await insertXeroSignIn(tx, { stateHash: 'old', userId: null, returnTo: null, createdAt })
  })
  const robin = server.browser()
  const authorizeUrl = await robin.start()
  const secret = robin.jar.get('hourbook_xero_sign_in') ?? ''
  await robin.comeBack(authorizeUrl)
  const kept = JSON.stringify(await world.db.selectFrom('auth.xero_sign_ins').selectAll().execute())
  const { searchParams } = new URL(authorizeUrl)
  expect(log.join('')).toContain('/api/xero/sign-in')
  expect(kept).not.toContain('"old"')
  for (const each of [secret, searchParams.get('state') ?? '', searchParams.get('nonce') ?? '']) {
    expect(each.length).toBeGreaterThan(40)
    expect([log.join('').includes(each), kept.includes(each)]).toEqual([false, false])
  }
})

test('an app without a secret proves itself by PKCE here too', async () => {
  await using world = await createWorld()
  await using simulator = await startSimulator({
    clientSecret: null,
    limits: 'off',
    clock: () => world.clock.now().getTime(),
  })
  const config = { ...xeroConfigFor(simulator), clientSecret: null }
  Object.assign(world.services, { accounting: createAccounting(config) })
  await using server = await serve(world)
  const robin = server.browser()
  const authorizeUrl = await robin.start()
  expect(new URL(authorizeUrl).searchParams.get('code_challenge_method')).toBe('S256')
  expect(await robin.comeBack(authorizeUrl)).toBe('/sign-up')
})
