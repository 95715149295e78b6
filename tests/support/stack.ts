import net from 'node:net'
import path from 'node:path'
import { createServer } from '#api/server.ts'
import { type Context, systemContext } from '#app/context.ts'
import { startNightlyImports } from '#app/imports/start-nightly-imports.ts'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import type { Database } from '#db/database.ts'
import { permissionsOf } from '#domain/permissions.ts'
import type { Clock } from '#lib/clock.ts'
import { assert } from '#lib/assert.ts'
import { readConfig } from '#main/config.ts'
import { seedDemo } from '#main/seed-demo.ts'
import { wire } from '#main/wire.ts'
import { startSimulator } from '#simulator/server.ts'
import { startWorking } from '#worker/run-jobs.ts'
import { connectXero } from './connect-xero.ts'
import { factoriesFor } from './factories.ts'
import { startMailServer } from './mail-server.ts'
import { createTestDatabase } from './postgres.ts'

const quiet = { info: () => {}, error: () => {} }
const secretKey = 'a secret for tests only, never for people'

/** A whole Hourbook on real sockets: database, simulator, web server, worker, and (unless left out) the demo company. */
export async function startStack(
  options: {
    seed?: 'demo' | 'none'
    limits?: 'xero' | 'off'
    mail?: 'on' | 'off'
    xeroSignIn?: 'sign-in' | 'sign-up'
  } = {},
) {
  const [database, simulator, port] = await Promise.all([
    createTestDatabase(),
    startSimulator({ organisations: 'demo', limits: options.limits ?? 'off', redirectUris: 'any' }),
    freePort(),
  ])
  const mailServer = await startMailServer()
  const config = readConfig({
    DATABASE_URL: database.url,
    PORT: String(port),
    HOURBOOK_SECRET_KEY: secretKey,
    HOURBOOK_SIMULATOR_URL: simulator.url,
    LOG_LEVEL: 'silent',
    HOURBOOK_SIGN_IN_WITH_XERO: options.xeroSignIn ?? 'off',
    ...(options.mail === 'on' && { SMTP_URL: mailServer.url, MAIL_FROM: mailServer.config.from }),
  })
  const clock = shiftedClock()
  const forServer = await wire(config, { purpose: 'send', clock })
  const forWorker = await wire(config, { purpose: 'work', clock })
  const server = await createServer({
    services: forServer.services,
    signIn: forServer.signIn,
    webDir: path.resolve(import.meta.dirname, '../../dist/web'),
    logLevel: 'silent',
    isHealthy: async () => true,
  })
  await server.listen({ port, host: 'localhost' })
  await startWorking({ boss: forWorker.boss, services: forWorker.services, log: quiet })
  const signIn = { email: 'demo@hourbook.dev', password: 'demo-hourbook' }
  if (options.seed !== 'none') await seedDemo(forServer)

  const contextOf = async (email: string): Promise<Context> => {
    const member = await findMember(forServer.services.db, email)
    return { ...forServer.services, ...member, permissions: permissionsOf[member.role] }
  }
  return {
    url: config.url,
    simulator,
    mailServer,
    db: forServer.services.db,
    services: forServer.services,
    signIn,
    /** What a person may do, without the browser; the owner of the demo company unless told otherwise. */
    contextOf: async (email = signIn.email) => await contextOf(email),
    /** Makes things in the demo company. */
    has: async () => factoriesFor(await contextOf(signIn.email)),
    /** Connects the demo company with the simulator, with settings that fit. */
    connectXero: async (asked?: Parameters<typeof connectXero>[1]) =>
      await connectXero({ ctx: await contextOf(signIn.email), xero: simulator }, asked),
    /** Goes through a whole day in steps of ten minutes as the schedule does, and comes back. */
    passNight: async () => {
      const ctx = systemContext(forServer.services, '')
      for (const end = clock.shiftMs + dayMs; clock.shiftMs < end; clock.shiftMs += tenMinutesMs) {
        await startNightlyImports(ctx)
      }
      clock.shiftMs -= dayMs
    },
    /** A second, empty workspace with a person who can sign in. */
    makeWorkspace: async (person: {
      name: string
      email: string
      password: string
      currency?: string
    }) => {
      const userId = await forServer.createUser(person)
      return await createWorkspace(forServer.services, {
        name: `${person.name}'s workspace`,
        currency: person.currency ?? 'EUR',
        timeZone: 'Europe/Amsterdam',
        isDemo: false,
        owner: { userId, name: person.name, email: person.email },
      })
    },
    createUser: forServer.createUser,
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await forWorker.stop()
      await forServer.stop()
      await Promise.all([simulator.stop(), database.drop(), mailServer[Symbol.asyncDispose]()])
    },
  }
}

const tenMinutesMs = 600_000
const dayMs = 24 * 60 * 60_000

/** The real time, moved by so much. */
function shiftedClock(): Clock & { shiftMs: number } {
  const clock = { shiftMs: 0, now: () => new Date(Date.now() + clock.shiftMs) }
  return clock
}

async function findMember(db: Database, email: string) {
  const member = await db
    .selectFrom('members')
    .where('email', '=', email)
    .select(['workspace_id', 'id', 'role'])
    .executeTakeFirst()
  assert(member, `${email} is a member`)
  return { workspaceId: member.workspace_id, memberId: member.id, role: member.role }
}

export type Stack = Awaited<ReturnType<typeof startStack>>

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
