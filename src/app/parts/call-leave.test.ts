import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { getMe } from '#app/workspace/get-me.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, type Services, systemContext } from '#app/context.ts'
import { findCallUse } from '#db/call-limits.ts'
import { openDatabase } from '#db/database.ts'
import { getXeroConnection } from '#app/xero/get-xero-connection.ts'
import { assert } from '#lib/assert.ts'
import { countWaiting } from '#tests/support/waiting-locks.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { takeLeave } from './call-leave.ts'

async function ask(ctx: Context, connectionId: string, more: { isBackground?: boolean } = {}) {
  const call = { connectionId, purpose: 'read_organisation' as const, ...more }
  return await callXero(ctx, call, (session) => ctx.accounting.getOrganisation(session))
}

const refusedCalls = (world: World) =>
  world.xero.control.requests().filter((each) => each.status === 429)

/** Another process on the same database: with connections of its own and nothing in common but the tables. */
function anotherProcess(world: World) {
  const { db, pool } = openDatabase(world.databaseUrl, { max: 6 })
  const services: Services = { ...world.services, db }
  return {
    person: { ...world.ctx, db },
    worker: systemContext(services, world.workspaceId),
    [Symbol.asyncDispose]: async () => await pool.end(),
  }
}

test('processes that share an organisation stay inside its minute, and use it up', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId } = await world.connectXero({ settings: null })
  await using second = anotherProcess(world)
  await using third = anotherProcess(world)
  world.clock.advance(60_000)
  world.xero.control.clearRequests()
  const callers = [world.ctx, second.worker, second.worker, third.worker, third.person]
  const calls = 300
  const startedAt = world.clock.now().getTime()
  let done = 0
  while (done < calls) {
    const waits: number[] = []
    const work = async (ctx: Context) => {
      while (done < calls) {
        const outcome = await ask(ctx, connectionId)
        if (outcome.kind === 'busy') return void waits.push(outcome.retryAfterSeconds)
        expect(outcome.kind).toBe('ok')
        done += 1
      }
    }
    await Promise.all(callers.map(work))
    if (done < calls) world.clock.advance(1000 * Math.min(...waits))
  }
  expect(refusedCalls(world)).toEqual([])
  // 300 calls need five minutes; the last of them starts after four.
  expect(world.clock.now().getTime() - startedAt).toBeLessThanOrEqual(4 * 60_000 + 1000)
})

test('a killed process gives its places back when its leases end', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId } = await world.connectXero({ settings: null })
  const call = { connectionId, purpose: 'read_organisation' as const }
  const never = async () => await new Promise<never>(() => {})
  for (let count = 0; count < 5; count += 1) void callXero(world.ctx, call, never)
  await expect.poll(async () => await underWay(world)).toBe(5)
  const refused = await ask(world.ctx, connectionId)
  expect(refused).toMatchObject({ kind: 'busy', limit: 'concurrent' })
  world.clock.advance(45_000)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('the place of a file that goes up is kept longer than that of another call', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId, tenantId } = await world.connectXero({ settings: null })
  const places = async (purpose: 'attach_files' | 'read_organisation') => {
    const never = async () => await new Promise<never>(() => {})
    void callXero(world.ctx, { connectionId, purpose }, never)
    const use = async () =>
      (await findCallUse(world.db, { tenantId, now: world.clock.now() }))?.underWay
    await expect.poll(use).toBe(1)
    world.clock.advance(45_000)
    const after45 = await use()
    world.clock.advance(70_000)
    return [after45, await use()]
  }
  expect(await places('read_organisation')).toEqual([0, 0])
  // An upload may take a hundred seconds: until then its place is nobody else's.
  expect(await places('attach_files')).toEqual([1, 0])
})

test('one place of the five is left to people', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId } = await world.connectXero({ settings: null })
  const call = { connectionId, purpose: 'read_organisation' as const }
  const never = async () => await new Promise<never>(() => {})
  for (let count = 0; count < 4; count += 1) void callXero(world.systemCtx(), call, never)
  await expect.poll(async () => await underWay(world)).toBe(4)
  expect(await ask(world.systemCtx(), connectionId)).toMatchObject({ limit: 'concurrent' })
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('a fifth of the day is kept from background work, for people', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId, tenantId } = await world.connectXero({ settings: null })
  await usedOfDay(world, tenantId, 800)
  const worker = world.systemCtx()
  const night = await ask(worker, connectionId, { isBackground: true })
  expect(night).toMatchObject({ kind: 'busy', limit: 'day_reserve' })
  expect(await ask(worker, connectionId)).toMatchObject({ kind: 'ok' })
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test("Xero's own count goes before ours: lower, and higher when it has begun anew", async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId, tenantId } = await world.connectXero({ settings: null })
  // Another installation with the same app made calls that we know nothing of.
  const { accessToken } = await elsewhere(world, connectionId)
  for (let count = 0; count < 20; count += 1)
    await world.services.accounting.getOrganisation({ accessToken, tenantId })
  await ask(world.ctx, connectionId)
  const told = Number(world.xero.control.requests().length)
  expect((await getXeroConnection(world.ctx)).callsLeftToday).toBeGreaterThan(1000 - told - 1)
  expect((await getXeroConnection(world.ctx)).callsLeftToday).toBeLessThan(980)
  world.xero.control.setLimits('off')
  await ask(world.ctx, connectionId)
  for (let count = 0; count < 70; count += 1)
    expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('refused for the minute, all processes wait as long as Xero says', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId } = await world.connectXero({ settings: null })
  await using second = anotherProcess(world)
  world.clock.advance(60_000)
  await ask(world.ctx, connectionId)
  world.clock.advance(20_000)
  world.xero.control.failNext('GET /Organisation', '429_minute')
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'busy', retryAfterSeconds: 40 })
  world.clock.advance(10_000)
  const other = await ask(second.worker, connectionId)
  expect(other).toMatchObject({ kind: 'busy', limit: 'minute', retryAfterSeconds: 30 })
  world.clock.advance(30_000)
  expect(await ask(second.worker, connectionId)).toMatchObject({ kind: 'ok' })
})

test('a person who meets too many calls at once is not sent away; a job is put off for a moment', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.xero.control.failNext('GET /Organisation', '429_concurrent')
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
  world.xero.control.failNext('GET /Organisation', '429_concurrent')
  const job = await ask(world.systemCtx(), connectionId)
  expect(job).toMatchObject({ kind: 'busy', limit: 'concurrent' })
  expect(job.kind === 'busy' && job.retryAfterSeconds).toBeLessThanOrEqual(3)
})

test('the limit of all organisations together holds for every organisation', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.xero.control.failNext('GET /Organisation', '429_appminute')
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'busy', limit: 'app_minute' })
  world.xero.control.clearRequests()
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'busy', limit: 'app_minute' })
  expect(world.xero.control.requests()).toEqual([])
  world.clock.advance(60_000)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('who gives a place back locks the organisation before the app, as who takes one: they never wait for each other', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero({ settings: null })
  const leave = await takeLeave(world.ctx, { tenantId, urgency: 'person' })
  assert('end' in leave, 'there is a place')
  let ended: Promise<void> | undefined
  await world.db.transaction().execute(async (tx) => {
    await sql`select from xero_limits.organisations where tenant_id = ${tenantId} for update`.execute(
      tx,
    )
    ended = leave.end({ kind: 'busy', limit: 'app_minute', retryAfterSeconds: 9, receipt })
    await expect.poll(async () => await countWaiting(world)).toBe(1)
    const { rows } = await sql`select from xero_limits.app for update skip locked`.execute(tx)
    expect(rows).toHaveLength(1)
  })
  await ended
  const use = await findCallUse(world.db, { tenantId, now: world.clock.now() })
  expect(use).toMatchObject({ underWay: 0, appMinuteLeft: 0 })
})

test('what Xero has offline is left alone by all processes and by people for five minutes, and goes on by itself', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { clock, ctx } = world
  const { connectionId, tenantId } = await world.connectXero()
  const other = world.xero.control.organisations.create({ name: 'Other', baseCurrency: 'EUR' })
  await using second = anotherProcess(world)
  world.xero.control.failNext('GET /Organisation', '503_offline')
  const worker = world.systemCtx()
  expect(await ask(worker, connectionId)).toMatchObject({ kind: 'busy', limit: 'offline' })

  world.xero.control.clearRequests()
  clock.advance(60_000)
  const left = { kind: 'busy', limit: 'offline', retryAfterSeconds: 240 }
  expect(await ask(second.worker, connectionId)).toMatchObject(left)
  expect(await ask(second.person, connectionId)).toMatchObject(left)
  expect(world.xero.control.requests()).toEqual([])
  const clicked = await world.request('GET', '/xero/items?refresh=true')
  expect(clicked).toMatchObject({
    status: 503,
    body: { code: 'xero_does_not_answer', detail: expect.stringContaining('4 minutes') },
  })
  const until = new Date(clock.now().getTime() + 240_000).toISOString()
  const administrationOf = async () =>
    (await getMe(ctx)).xero.administrations.find((each) => each.connectionId === connectionId)
  expect((await administrationOf())?.offlineUntil?.toISOString()).toBe(until)

  // It is this organisation that is offline, not another.
  const elsewhere = await takeLeave(ctx, { tenantId: other.id, urgency: 'person' })
  expect(elsewhere).toHaveProperty('end')

  clock.advance(240_000)
  expect((await administrationOf())?.offlineUntil).toBeNull()
  expect(await ask(second.worker, connectionId)).toMatchObject({ kind: 'ok' })
  expect((await findCallUse(world.db, { tenantId, now: clock.now() }))?.offlineUntil).toBeNull()
})

test('jobs of two workers wait for an organisation that is offline, and send once it is back', async () => {
  await using world = await createWorld()
  const { clock } = world
  const { connectionId, tenantId } = await world.connectXero()
  await using second = anotherProcess(world)
  const project = await world.has.project({ clientId: (await world.has.client()).id })
  const { id } = await world.has.timeEntry({ projectId: project.id })
  const items = { ...noItems, timeEntryIds: [id] }
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
  await createXeroExport(world.ctx, { ...how, items, issuedOn: '2026-11-16' })
  world.xero.control.failNext('*', '503_offline')
  world.xero.control.clearRequests()
  const first = await sendXeroDocuments(world.systemCtx(), { connectionId })
  expect(first).toEqual({ kind: 'retry', afterSeconds: 300 })
  const calls = world.xero.control.requests().length
  clock.advance(100_000)
  expect(await sendXeroDocuments(second.worker, { connectionId })).toEqual({
    kind: 'retry',
    afterSeconds: 200,
  })
  expect(world.xero.control.requests()).toHaveLength(calls)
  clock.advance(200_000)
  expect(await sendXeroDocuments(second.worker, { connectionId })).toEqual({ kind: 'done' })
  const ours = world.xero.control.invoices(tenantId)
  expect(ours.filter((each) => String(each['Reference']).startsWith('HB-'))).toHaveLength(1)
})

test('a line of ours that is down is no reason to leave the organisation alone', async () => {
  await using world = await createWorld()
  const { connectionId, tenantId } = await world.connectXero({ settings: null })
  const call = { connectionId, purpose: 'read_organisation' as const }
  const unreached = { ...receipt, status: null }
  const busy = {
    kind: 'busy',
    limit: 'offline',
    retryAfterSeconds: 30,
    receipt: unreached,
  } as const
  await callXero(world.ctx, call, async () => await Promise.resolve(busy))
  const use = await findCallUse(world.db, { tenantId, now: world.clock.now() })
  expect(use?.offlineUntil).toBeNull()
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

const receipt = {
  method: 'GET',
  path: '/Organisation',
  status: 429,
  durationMs: 1,
  correlationId: null,
  dayCallsRemaining: null,
}

async function underWay({ db }: World): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from xero_limits.organisations, jsonb_each(leases)`.execute(db)
  return rows[0]?.count ?? 0
}

async function usedOfDay({ db }: World, tenantId: string, used: number): Promise<void> {
  await sql`update xero_limits.organisations set day_used = ${used} where tenant_id = ${tenantId}`.execute(
    db,
  )
}

/** A token as another installation of the same app would have it. */
async function elsewhere(world: World, connectionId: string): Promise<{ accessToken: string }> {
  let accessToken = ''
  await callXero(world.ctx, { connectionId, purpose: 'read_organisation' }, (session) => {
    accessToken = session.accessToken
    return world.services.accounting.getOrganisation(session)
  })
  return { accessToken }
}
