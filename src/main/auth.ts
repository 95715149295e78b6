import type { SignIn } from '#api/authenticate.ts'
import { keepOnBrokenConnections } from '#db/database.ts'
import { assert } from '#lib/assert.ts'
import { passwordLength } from '#domain/password.ts'
import { hashPassword, isPassword } from '#lib/password.ts'
import { betterAuth, type BetterAuthOptions, type BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import pg from 'pg'
import { z } from 'zod'

/** Sign-in by password, with sessions in cookies. Its tables are in the schema `auth`. */
export function createSignIn(options: { databaseUrl: string; url: string; secret: string }) {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 4,
    options: '-c search_path=auth',
  })
  keepOnBrokenConnections(pool)
  const settings: Settings = {
    appName: 'Hourbook',
    database: pool,
    baseURL: options.url,
    basePath: '/api/auth',
    secret: options.secret,
    // A person comes in by invitation or by `hourbook setup`, never by signing up at the door.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: { hash: hashPassword, verify: isPassword },
    },
    session: sessionSeconds,
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    advanced: {
      cookiePrefix: 'hourbook',
      useSecureCookies: options.url.startsWith('https:'),
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
    },
    plugins: [sessionsForKnownUsers, tokensOfSessions],
    telemetry: { enabled: false },
    logger: { disabled: true },
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
  }
  const auth = betterAuth(settings)

  const signIn: SignIn = {
    handle: async (request) => await auth.handler(request),
    findSession: async (headers) => {
      const found = await auth.api.getSession({ headers })
      return found ? { userId: found.user.id, sessionId: found.session.id } : undefined
    },
    readToken: async (headers) => {
      const token = await auth.api.readToken({ headers })
      const { expiresIn, updateAge } = sessionSeconds
      return token
        ? { token, expiresAfter: new Date(Date.now() + (expiresIn - updateAge) * 1000) }
        : undefined
    },
    openSession: async ({ userId, headers }) => {
      const answer = await auth.api.openSession({ body: { userId }, headers, asResponse: true })
      return answer.headers.getSetCookie()
    },
  }
  return { signIn, createUser: createUserWith(auth), close: async () => await pool.end() }
}

type Settings = BetterAuthOptions & {
  plugins: [typeof sessionsForKnownUsers, typeof tokensOfSessions]
}
type Auth = ReturnType<typeof betterAuth<Settings>>

// Two weeks, counted anew each day.
const sessionSeconds = { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 }

// The token of a cookie whose signature is ours; whose it is, our own database says together with the rest.
const tokensOfSessions = {
  id: 'tokens-of-sessions',
  endpoints: {
    readToken: createAuthEndpoint.serverOnly(
      { method: 'GET', requireHeaders: true },
      async (asked) => {
        const { authCookies, secret } = asked.context
        return (await asked.getSignedCookie(authCookies.sessionToken.name, secret)) || null
      },
    ),
  },
} satisfies BetterAuthPlugin

// Opens a session for somebody whom another door let in. It has no address of its own: only this program can ask.
const sessionsForKnownUsers = {
  id: 'sessions-for-known-users',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (asked) => {
        const { internalAdapter } = asked.context
        const user = await internalAdapter.findUserById(asked.body.userId)
        assert(user, 'a user that is known')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(asked, { session, user })
        return asked.json({})
      },
    ),
  },
} satisfies BetterAuthPlugin

/** Somebody is there already, and signs in with another password. */
export class OtherPassword extends Error {
  override name = 'OtherPassword'
}

/** Makes somebody who can sign in, or finds them when they already can, with this very password. */
function createUserWith(auth: Pick<Auth, '$context'>) {
  return async (person: { name: string; email: string; password: string }): Promise<string> => {
    const context = await auth.$context
    const email = person.email.toLowerCase()
    const known = await context.internalAdapter.findUserByEmail(email)
    if (known) {
      const accounts = await context.internalAdapter.findAccounts(known.user.id)
      const kept = accounts.find((each) => each.providerId === 'credential')?.password
      const { password } = person
      if (!kept || !(await context.password.verify({ hash: kept, password })))
        throw new OtherPassword(`${email} signs in with another password`)
      return known.user.id
    }
    const user = await context.internalAdapter.createUser(
      {
        name: person.name,
        email,
        emailVerified: true,
      },
      { method: 'admin' } as never,
    )
    const password = await context.password.hash(person.password)
    await context.internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password,
    })
    return user.id
  }
}
