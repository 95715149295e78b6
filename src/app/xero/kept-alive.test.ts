import { type Context, type Services, systemContext } from '#app/context.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { describeXero } from '#app/parts/xero-settings.ts'
import { keepXeroAccess } from '#app/xero/keep-xero-access.ts'
import { checkXeroConnections } from '#app/xero/check-xero-connections.ts'
import { openDatabase } from '#db/database.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

async function ask(ctx: Context, connectionId: string) {
  const call = { connectionId, purpose: 'read_organisation' as const }
  return await callXero(ctx, call, ctx.accounting.getOrganisation)
}

const callsOf = (world: World, path: RegExp) =>
  world.xero.control.requests().filter((each) => path.test(each.path))

/** An application or a worker: a process with connections to the database of its own. */
function processesOf(world: World) {
  const pools = Array.from({ length: 4 }, () => openDatabase(world.databaseUrl, { max: 3 }))
  const contexts = pools.map(({ db }, index): Context => {
    const services: Services = { ...world.services, db }
    const isWorker = index % 2 === 1
    return isWorker ? systemContext(services, world.workspaceId) : { ...world.ctx, db }
  })
  return {
    contexts,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(pools.map(async ({ pool }) => await pool.end()))
    },
  }
}

test('two applications and two workers keep the connection for an hour, whatever Xero loses', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  await using processes = processesOf(world)
  world.xero.control.clearRequests()
  let refused = 0
  for (let minute = 1; minute <= 60; minute += 1) {
    world.clock.advance(minuteMs)
    // Each time the token is about to end, the answer to the first refresh is lost, or Xero fails after its work.
    if (minute % 29 === 0) {
      const fault = minute === 29 ? 'drop_after' : 'error_500_after'
      world.xero.control.failNext('POST /connect/token', fault)
    }
    const asking = processes.contexts.flatMap((ctx) => [
      ask(ctx, connectionId),
      ask(ctx, connectionId),
    ])
    const kinds = (await Promise.all(asking)).map((each) => each.kind)
    refused += kinds.filter((kind) => kind !== 'ok').length
  }
  expect(refused).toBe(0)
  expect((await describeXero(world.ctx)).state).toBe('active')
  // Each of two tokens that ended was refreshed by one process, in two tries.
  expect(callsOf(world, /connect\/token/).length).toBeLessThanOrEqual(6)
})

// Where Xero forgot the old token at once, a second refresh beside the first would end the connection.
test('they keep it even if Xero gave no grace, and if every token died early', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  await using processes = processesOf(world)
  const { control } = world.xero
  control.switches.refreshTokenGrace = false
  control.clearRequests()
  const kinds: string[] = []
  for (let minute = 1; minute <= 60; minute += 1) {
    world.clock.advance(minuteMs)
    if (minute % 10 === 0) control.failNext('GET /Organisation', 'token_invalid')
    const asking = processes.contexts.flatMap((ctx) => [
      ask(ctx, connectionId),
      ask(ctx, connectionId),
    ])
    kinds.push(...(await Promise.all(asking)).map((each) => each.kind))
  }
  expect(kinds.filter((kind) => kind !== 'ok')).toEqual([])
  expect((await describeXero(world.ctx)).state).toBe('active')
  expect(callsOf(world, /connect\/token/)).toHaveLength(6)
  expect(callsOf(world, /connect\/token/).every(({ status }) => status === 200)).toBe(true)
})

/** A context whose process dies when Xero has answered a refresh, before the answer is kept. */
function dyingOf(world: World): Context {
  return {
    ...world.ctx,
    accounting: {
      ...world.services.accounting,
      refreshTokens: async (request): Promise<never> => {
        await world.services.accounting.refreshTokens(request)
        throw new Error('killed')
      },
    },
  }
}

test('a process that dies between the refresh and keeping it costs nothing: the old token works for a while', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.clock.advance(31 * minuteMs)
  await expect(ask(dyingOf(world), connectionId)).rejects.toThrow('killed')
  world.clock.advance(29 * minuteMs)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('and where nobody asks for anything in that while, the queue ends the refresh', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.clock.advance(31 * minuteMs)
  await expect(ask(dyingOf(world), connectionId)).rejects.toThrow('killed')
  await world.runJobs()
  world.clock.advance(dayMs)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('a token that Xero refused is replaced by the queue too, and one that was kept is left alone', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.xero.control.failNext('GET /Organisation', 'token_invalid')
  await expect(ask(dyingOf(world), connectionId)).rejects.toThrow('killed')
  world.xero.control.clearRequests()
  await world.runJobs()
  expect(callsOf(world, /connect\/token/)).toHaveLength(1)

  world.clock.advance(31 * minuteMs)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
  world.xero.control.clearRequests()
  await world.runJobs()
  expect(world.xero.control.requests()).toEqual([])
})

test('however many processes promise to look at a refresh, the queue does it once; it tries until Xero answers', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.clock.advance(31 * minuteMs)
  world.xero.control.failNext('POST /connect/token', 'drop_after', 6)
  const kinds = [await ask(world.ctx, connectionId), await ask(world.ctx, connectionId)]
  expect(kinds.map((each) => each.kind)).toEqual(['busy', 'busy'])
  const waiting = await world.boss.fetch('keep-xero-access', {
    batchSize: 5,
    ignoreStartAfter: true,
  })
  expect(waiting).toHaveLength(1)
  await world.boss.fail(
    'keep-xero-access',
    waiting.map((job) => job.id),
  )
  await world.runJobs()
  world.clock.advance(dayMs)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('after a lost refresh the queue does not wait as long as Xero asks: the old token would be dead', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.clock.advance(31 * minuteMs)
  world.xero.control.failNext('POST /connect/token', 'drop_after')
  world.xero.control.failNext('POST /connect/token', '429_day', { nth: 2, times: 2 })
  const found = await ask(world.ctx, connectionId)
  expect(found).toMatchObject({ kind: 'busy', limit: 'day' })
  const [job] = await world.boss.fetch<{ refreshedAt: string }>('keep-xero-access', {
    ignoreStartAfter: true,
  })
  const refreshedAt = new Date(job?.data.refreshedAt ?? '')
  const kept = async () => await keepXeroAccess(world.systemCtx(), { connectionId, refreshedAt })
  expect(await kept()).toEqual({ kind: 'retry', afterSeconds: 300 })
  world.clock.advance(300_000)
  expect(await kept()).toEqual({ kind: 'done' })
  world.clock.advance(dayMs)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
})

test('a workspace that is left alone for half a year is still connected', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  const other = await world.connectXero({
    organisation: 'Harbour Practice GmbH',
    settings: null,
  })
  for (let day = 0; day < 180; day += 10) {
    world.clock.advance(10 * dayMs)
    await checkXeroConnections(systemContext(world.services, ''))
  }
  // The one that is only offered too.
  expect(await ask(world.ctx, connectionId)).toMatchObject({ kind: 'ok' })
  expect(await ask(world.ctx, other.connectionId)).toMatchObject({ kind: 'ok' })
})

test('without it, the access ends after sixty days', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  world.clock.advance(61 * dayMs)
  expect(await ask(world.ctx, connectionId)).toMatchObject({ reason: 'grant_is_dead' })
})

test('who was disconnected in Xero is noticed within a day, and others are spoken to once a day', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero({ settings: null })
  const check = async () => await checkXeroConnections(systemContext(world.services, ''))
  world.xero.control.clearRequests()
  for (let hour = 0; hour < 48; hour += 1) {
    world.clock.advance(60 * minuteMs)
    await check()
  }
  expect(callsOf(world, /Organisation/).length).toBeLessThanOrEqual(2)
  world.xero.control.organisations.disconnect(tenantId)
  world.clock.advance(dayMs + minuteMs)
  await check()
  expect((await describeXero(world.ctx)).state).toBe('reconnect')
})
