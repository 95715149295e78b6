import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { systemContext } from '#app/context.ts'
import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import { wakeXeroDocuments } from '#app/parts/wake-xero-documents.ts'
import { findImport } from '#db/contact-imports.ts'
import { findUnfinished } from '#db/xero-sending.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { newId } from '#lib/ids.ts'
import { readConfig } from '#main/config.ts'
import { wire } from '#main/wire.ts'
import { startSimulator } from '#simulator/server.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'
import { randomFrom } from '#tests/support/random.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { promiseMuch } from './a-company.ts'
import { expectPromisesKept } from './promises.ts'

const kills = 4
const contacts = 2600
const leaseSeconds = 121
const patienceMs = 60_000
const pollMs = 5
const pollsPerHurry = 50

// A real worker process, ended by the system at a moment it cannot foresee, again and again.
test(
  'workers that are killed leave nothing undone and nothing done twice',
  { timeout: 120_000 },
  async () => {
    const random = randomFrom(Number(process.env['SEED'] ?? 1))
    await using world = await createStage()
    await promiseMuch(world, random)
    await promiseMuch(world, random)
    const { connectionId } = await world.connectXero()
    for (let count = 0; count < kills; count += 1) {
      await wake(world, connectionId)
      const worker = await startWorker(world)
      const { control } = world.xero
      control.failNext('*', random.pick(['slow', 'drop_after', 'error_500_after']), {
        nth: 2,
        ms: 40,
      })
      const seen = control.requests().length + random.between(2, 7)
      await until(
        world,
        async () => control.requests().length >= seen || (await isDone(world, connectionId)),
      )
      worker.kill('SIGKILL')
      await once(worker, 'exit')
      await letLeasesEnd(world)
    }
    await wake(world, connectionId)
    const last = await startWorker(world)
    await until(world, async () => await isDone(world, connectionId))
    last.kill('SIGTERM')
    await once(last, 'exit')
    expect(await isDone(world, connectionId)).toBe(true)
    await expectPromisesKept(world)
  },
)

// The same of an import: killed while it reads, and while it writes.
test(
  'an import goes on where a killed worker left it, and makes each contact one client',
  { timeout: 120_000 },
  async () => {
    const random = randomFrom(Number(process.env['SEED'] ?? 1))
    await using world = await createStage()
    const { ctx, db, workspaceId } = world
    const { control } = world.xero
    const { id: tenantId } = control.organisations.create({ name: 'Busy BV', contacts, seed: 1 })
    const { connectionId } = await connectXero(world, { organisation: 'Busy BV', settings: null })
    const { id: importId } = await startContactImport(ctx, { mode: 'new_and_changed' })
    const found = async () => {
      const now = await findImport(db, { workspaceId, importId })
      if (!now) throw new Error('The import is gone')
      return now
    }
    const workTo = async (isFar: () => Promise<boolean>, end: 'SIGKILL' | 'SIGTERM') => {
      await wakeImport(world, { importId, connectionId, state: (await found()).state })
      const worker = await startWorker(world)
      await until(world, isFar)
      worker.kill(end)
      await once(worker, 'exit')
    }

    for (let page = 1; page < 3; page += 1) {
      control.failNext('GET /Contacts', random.pick(['slow', 'drop_after']), { ms: 40 })
      await workTo(async () => (await found()).calls >= page, 'SIGKILL')
    }
    await workTo(async () => (await found()).state === 'ready', 'SIGTERM')
    expect((await found()).contactsRead).toBe(contacts)
    await applyContactImport(ctx, { importId })
    await workTo(async () => (await found()).rowsApplied > 0, 'SIGKILL')
    await workTo(async () => (await found()).state === 'done', 'SIGTERM')

    const links = await db
      .selectFrom('xero_contact_links')
      .select(['contact_id', 'client_id'])
      .execute()
    const names = control.contacts(tenantId).map((each) => String(each['ContactID']))
    expect(links.map((each) => each.contact_id).toSorted()).toEqual(names.toSorted())
    expect(new Set(links.map((each) => each.client_id)).size).toBe(contacts)
    const clients = await db.selectFrom('clients').select('id').execute()
    expect(clients).toHaveLength(contacts)
  },
)

type Stage = Awaited<ReturnType<typeof createStage>>

/** As a world, but with the clock of the machine and the secrets that another process can know too. */
async function createStage() {
  const database = await createTestDatabase()
  const xero = await startSimulator({ organisations: 'demo', limits: 'off', redirectUris: 'any' })
  const environment = {
    DATABASE_URL: database.url,
    HOURBOOK_SIMULATOR_URL: xero.url,
    HOURBOOK_SECRET_KEY: 'a secret for this test alone',
    LOG_LEVEL: 'silent',
  }
  const wired = await wire(readConfig(environment), { purpose: 'send' })
  const made = await createWorkspace(wired.services, {
    name: 'Test Workspace',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    isDemo: false,
    owner: { userId: newId(), name: 'Olga Owner', email: 'olga@example.com' },
  })
  const ctx = { ...wired.services, ...made, permissions: permissionsOf.owner }
  let connected: ReturnType<typeof connectXero> | undefined
  return {
    ...wired,
    ctx,
    xero,
    environment,
    db: wired.services.db,
    workspaceId: made.workspaceId,
    has: factoriesFor(ctx),
    connectXero: async () => await (connected ??= connectXero({ ctx, xero })),
    [Symbol.asyncDispose]: async () => {
      await wired.stop()
      await Promise.all([xero.stop(), database.drop()])
    },
  }
}

async function startWorker({ environment }: Stage): Promise<ChildProcess> {
  const worker = fork('src/main/worker.ts', [], { env: { ...process.env, ...environment } })
  await once(worker, 'message')
  return worker
}

/** What the queue does some time after a worker is gone: its job is given to another. */
async function wake({ services, boss, workspaceId }: Stage, connectionId: string): Promise<void> {
  await boss.deleteAllJobs('send-xero-documents')
  const ctx = systemContext(services, workspaceId)
  await services.db.transaction().execute(async (tx) => {
    await wakeXeroDocuments(ctx, tx, { connectionId })
  })
}

/** Two minutes pass, as far as the documents know. */
async function letLeasesEnd({ db, workspaceId }: Stage): Promise<void> {
  await sql`update xero_documents
    set lease_expires_at = lease_expires_at - make_interval(secs => ${leaseSeconds}),
      idempotency_key_first_used_at = idempotency_key_first_used_at - make_interval(secs => ${leaseSeconds}),
      idempotency_key_last_used_at = idempotency_key_last_used_at - make_interval(secs => ${leaseSeconds})
    where workspace_id = ${workspaceId} and state in ('sending', 'unknown')`.execute(db)
}

async function isDone({ db, workspaceId }: Stage, connectionId: string): Promise<boolean> {
  const left = await findUnfinished(db, { workspaceId, connectionId })
  return left.planned + left.unsettled === 0
}

/** The same of an import: its job is given to another. */
async function wakeImport(
  { services, boss, workspaceId }: Stage,
  { importId, connectionId, state }: { importId: string; connectionId: string; state: string },
): Promise<void> {
  const name = state === 'reading' ? 'read-contacts' : 'apply-contact-import'
  await boss.deleteAllJobs(name)
  await services.db.transaction().execute(async (tx) => {
    await services.enqueue(tx, name, { workspaceId, importId }, { lane: connectionId })
  })
}

async function until({ db }: Stage, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (let polls = 1; !(await isTrue()); polls += 1) {
    if (performance.now() > deadline) throw new Error('It takes too long')
    await pause(pollMs)
    // A worker that asked to come back later is taken at its word, but not in real time.
    if (polls % pollsPerHurry !== 0) continue
    await sql`update pgboss.job set start_after = now()
      where name in ('send-xero-documents', 'read-contacts') and state = 'created' and start_after > now()`.execute(
      db,
    )
  }
}
