import { createServer } from '#api/server.ts'
import { type Context, type Services, systemContext } from '#app/context.ts'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import type { Mailer } from '#app/ports/mailer.ts'
import { type JobName, jobs } from '#app/jobs.ts'
import { openDatabase } from '#db/database.ts'
import { permissionsOf, type Role } from '#domain/permissions.ts'
import { simulatorHosts } from '#main/config.ts'
import { manualClock } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import type { MailConfig } from '#mail/mail-config.ts'
import { createMailer } from '#mail/mailer.ts'
import { createPrinter } from '#pdf/printer.ts'
import { type Simulator, startSimulator } from '#simulator/server.ts'
import { enqueueAllWith, enqueueWith, openQueue } from '#worker/queue.ts'
import { runJob } from '#worker/run-jobs.ts'
import { createAccounting } from '#xero/accounting.ts'
import type { XeroConfig } from '#xero/xero-config.ts'
import { createSealer } from '#xero/sealer.ts'
import type { FastifyInstance } from 'fastify'
import type { PgBoss } from 'pg-boss'
import { factoriesFor } from './factories.ts'
import { connectXero } from './connect-xero.ts'
import { createTestDatabase } from './postgres.ts'

type Made = Awaited<ReturnType<typeof createWorkspace>>
type Answer = { status: number; body: never; headers: Record<string, unknown> }
type RequestOptions = { token?: string; headers?: Record<string, string> }

/** An own database, an own Xero, an own clock: a whole Hourbook for one test. Dispose it with `await using`. */
export async function createWorld(
  options: {
    startAt?: string
    limits?: 'xero' | 'off'
    pageSize?: number
    mail?: MailConfig | null
  } = {},
) {
  const clock = manualClock(options.startAt ?? '2026-11-16T10:00:00Z')
  const [database, simulator] = await Promise.all([
    createTestDatabase(),
    startSimulator({
      organisations: 'demo',
      limits: options.limits ?? 'off',
      clock: () => clock.now().getTime(),
      redirectUris: 'any',
    }),
  ])
  const { db, pool } = openDatabase(database.url, { max: 6 })
  const boss = await openQueue(database.url, 'send')
  boss.on('error', () => {})
  await boss.start()
  const printer = createPrinter()
  const services: Services = {
    db,
    clock,
    accounting: createAccounting({
      ...xeroConfigFor(simulator),
      ...(options.pageSize && { pageSize: options.pageSize }),
    }),
    sealer: createSealer([Buffer.alloc(32, 7)]),
    printer,
    mailer: options.mail === undefined ? easyMailer : createMailer(options.mail),
    enqueue: enqueueWith(boss),
    enqueueAll: enqueueAllWith(boss),
    url: 'http://localhost:4000',
    xeroSignIn: 'sign-up',
  }
  const made = await createWorkspace(services, {
    name: 'Test Workspace',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    isDemo: false,
    owner: { userId: newId(), name: 'Olga Owner', email: 'olga@example.com' },
  })
  let server: FastifyInstance | undefined

  const world = {
    databaseUrl: database.url,
    services,
    db,
    clock,
    xero: simulator,
    workspaceId: made.workspaceId,
    memberId: made.memberId,
    token: made.token,
    /** The owner's context. */
    ctx: contextFor(services, made, 'owner'),
    /** A context of the same person with another role's permissions. */
    ctxAs: (role: Role): Context => contextFor(services, made, role),
    /** A second workspace in the same database, with its own owner. */
    otherWorkspace: async (name = 'Other Workspace') => {
      const other = await createWorkspace(services, {
        name,
        currency: 'EUR',
        timeZone: 'Europe/Amsterdam',
        isDemo: false,
        owner: { userId: newId(), name: 'Otto Other', email: 'otto@example.com' },
      })
      return { ...other, ctx: contextFor(services, other, 'owner') }
    },
    has: factoriesFor(contextFor(services, made, 'owner')),
    /** Asks the API as the owner, or with another token, without a socket. */
    request: async (
      method: string,
      url: string,
      body?: unknown,
      asked: RequestOptions = {},
    ): Promise<Answer> => {
      server ??= await serverOf(services)
      const response = await server.inject({
        method: method as 'GET',
        url: url.startsWith('/api/') ? url : `/api/v1${url}`,
        headers: { authorization: `Bearer ${asked.token ?? made.token}`, ...asked.headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const isJson = /json/.test(String(response.headers['content-type'] ?? ''))
      return {
        status: response.statusCode,
        body: (isJson ? response.json() : response.body) as never,
        headers: response.headers,
      }
    },
    /** The API on a socket; answers its address. */
    listen: async (): Promise<string> => {
      server ??= await serverOf(services)
      return await server.listen({ host: 'localhost', port: 0 })
    },
    /** Runs what is in the queue until it is empty, moving the clock to jobs that wait. Several workers at once if asked. */
    runJobs: async ({
      workers = 1,
      maxJobs = 1000,
    }: { workers?: number; maxJobs?: number } = {}) => {
      await Promise.all(
        Array.from({ length: workers }, async () => await drain(boss, world, maxJobs)),
      )
    },
    /** Connects with an organisation of the simulator, and chooses settings that fit. */
    connectXero: async (options?: Parameters<typeof connectXero>[1]) =>
      await connectXero({ ctx: world.ctx, xero: simulator }, options),
    boss,
    systemCtx: () => systemContext(services, made.workspaceId),
    [Symbol.asyncDispose]: async () => {
      await server?.close()
      printer.stop()
      await boss.stop({ graceful: false })
      await pool.end()
      await Promise.all([simulator.stop(), database.drop()])
    },
  }
  return world
}

/** Takes every e-mail, and keeps none: for worlds without a mail server of their own. */
const easyMailer: Mailer = {
  from: 'hours@example.com',
  send: async () => await Promise.resolve({ kind: 'sent', answer: '250 Taken' }),
}

async function serverOf(services: Services): Promise<FastifyInstance> {
  return await createServer({
    services,
    signIn: {
      handle: async () => new Response(null, { status: 404 }),
      findSession: async () => undefined,
      openSession: async () => [],
    },
    webDir: null,
    logLevel: 'silent',
    isHealthy: async () => true,
  })
}

export type World = Awaited<ReturnType<typeof createWorld>>

/** How Hourbook is configured to speak to this simulator. */
export function xeroConfigFor(simulator: Simulator): XeroConfig {
  return {
    ...simulatorHosts(simulator.url),
    clientId: 'hourbook-demo',
    clientSecret: 'hourbook-demo-secret',
    redirectUri: 'http://localhost:4000/api/xero/callback',
    scopes: null,
    dayLimit: 1000,
    simulatorUrl: simulator.url,
    webhookKey: 'the webhook key of tests',
  }
}

function contextFor(services: Services, made: Made, role: Role): Context {
  return {
    ...services,
    workspaceId: made.workspaceId,
    memberId: made.memberId,
    permissions: permissionsOf[role],
  }
}

async function drain(
  boss: PgBoss,
  world: { services: Services; clock: ReturnType<typeof manualClock> },
  maxJobs: number,
) {
  for (let count = 0; count < maxJobs; count += 1) {
    const found = await fetchAny(boss)
    if (!found) return
    const { name, id, data, startsInMs } = found
    // A job that waits is due now: the clock moves, nobody sleeps.
    if (startsInMs > 0) world.clock.advance(startsInMs)
    try {
      await runJob(world.services, name, data)
      await boss.complete(name, id)
    } catch (error) {
      await boss.fail(name, id, { message: String(error) })
      throw error
    }
  }
}

async function fetchAny(boss: PgBoss) {
  for (const name of Object.keys(jobs) as JobName[]) {
    const [job] = await boss.fetch<object>(name, { includeMetadata: true, ignoreStartAfter: true })
    if (job) {
      const startsInMs = Math.max(0, job.startAfter.getTime() - job.createdOn.getTime())
      return { name, id: job.id, data: job.data, startsInMs }
    }
  }
  return undefined
}
