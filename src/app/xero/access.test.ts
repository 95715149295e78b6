import { callXero } from '#app/parts/call-xero.ts'
import { describeXero } from '#app/parts/xero-settings.ts'
import { getXeroConnection } from '#app/xero/get-xero-connection.ts'
import { listXeroItems } from '#app/xero/list-xero-items.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const halfHourMs = 31 * 60_000

async function ask(world: World, connectionId: string) {
  return await callXero(world.ctx, { connectionId, purpose: 'read_organisation' }, (session) =>
    world.services.accounting.getOrganisation(session),
  )
}

const callsOf = (world: World, path: RegExp) =>
  world.xero.control.requests().filter((each) => path.test(each.path))

const logOf = async (world: World, purpose: string) =>
  await world.db
    .selectFrom('sync_log')
    .where('purpose', '=', purpose)
    .orderBy('id')
    .select(['outcome', 'attempt', 'status', 'detail'])
    .execute()

test('a used-up token is refreshed once, however many ask at the same time', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  world.clock.advance(halfHourMs)
  world.xero.control.clearRequests()
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => ask(world, connectionId)))
  expect(outcomes.map((each) => each.kind)).toEqual(Array(5).fill('ok'))
  expect(callsOf(world, /connect\/token/)).toHaveLength(1)
})

test('a token that Xero calls expired early is refreshed, and the call is made again', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  world.xero.control.failNext('GET /Organisation', '401_expired')
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
  expect(await logOf(world, 'refresh_tokens')).toMatchObject([{ outcome: 'ok' }])
  expect((await describeXero(world.ctx)).state).toBe('active')
})

test('a token that stays refused ends in a wait for the person, not in a loop', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  world.xero.control.failNext('GET /Organisation', '401_expired', 10)
  world.xero.control.clearRequests()
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'unauthorised', reason: 'expired' })
  expect(callsOf(world, /Organisation/)).toHaveLength(2)
  expect((await describeXero(world.ctx)).state).toBe('reconnect')
  // From here on nothing is asked any more.
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'unauthorised' })
  expect(callsOf(world, /Organisation/)).toHaveLength(2)
})

test.each(['drop_after', 'error_500_after'] as const)(
  'an answer to a refresh that is lost (%s) is asked for again within the grace',
  async (fault) => {
    await using world = await createWorld()
    const { connectionId } = await world.connectXero()
    world.clock.advance(halfHourMs)
    world.xero.control.failNext('POST /connect/token', fault)
    expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
    expect(await logOf(world, 'refresh_tokens')).toMatchObject([
      { outcome: 'unknown', attempt: 1 },
      { outcome: 'ok', attempt: 2 },
    ])
    world.clock.advance(halfHourMs)
    expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
  },
)

test('while no refresh is answered the call counts as not made, and works later', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  world.clock.advance(halfHourMs)
  world.xero.control.failNext('POST /connect/token', 'drop_after', 2)
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'busy', limit: 'offline' })
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
})

test('a dead grant waits for a new consent', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  world.xero.control.endRefreshTokens()
  world.clock.advance(halfHourMs)
  expect(await ask(world, connectionId)).toMatchObject({
    kind: 'unauthorised',
    reason: 'grant_is_dead',
  })
  expect(await describeXero(world.ctx)).toMatchObject({
    state: 'reconnect',
    exportRefusal: { code: 'xero_needs_reconnection' },
  })
  await world.connectXero({ settings: null })
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
})

test('the day limit parks the organisation until Xero takes calls again', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  world.xero.control.failNext('GET /Organisation', '429_day')
  world.xero.control.clearRequests()
  const outcome = await ask(world, connectionId)
  expect(outcome).toMatchObject({ kind: 'busy', limit: 'day' })
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'busy', limit: 'day' })
  expect(callsOf(world, /Organisation/)).toHaveLength(1)
  const seconds = outcome.kind === 'busy' ? outcome.retryAfterSeconds : 0
  world.clock.advance(seconds * 1000)
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
})

test('XERO_DAY_LIMIT is kept: no call is made beyond it in any 24 hours, and people are told', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  const { length: before } = await calledIn(world)
  const limited = withDayLimit(world, before + 2)
  const { clock } = world
  clock.advance(3_600_000)
  expect((await getXeroConnection(limited.ctx)).callsLeftToday).toBe(2)
  expect(await ask(limited, connectionId)).toMatchObject({ kind: 'ok' })
  expect(await ask(limited, connectionId)).toMatchObject({ kind: 'ok' })
  world.xero.control.clearRequests()
  expect(await ask(limited, connectionId)).toMatchObject({
    kind: 'busy',
    limit: 'day',
    retryAfterSeconds: 23 * 3600,
  })
  expect(world.xero.control.requests()).toEqual([])
  expect(await getXeroConnection(limited.ctx)).toMatchObject({
    callsLeftToday: 0,
    callsADay: before + 2,
    parkedUntil: new Date(clock.now().getTime() + 23 * 3_600_000),
  })
  await expect(listXeroItems(limited.ctx, { refresh: true })).rejects.toMatchObject({
    code: 'xero_is_busy',
    message: expect.stringContaining('23 hours'),
  })
  // A higher limit is heeded at once; without it, the calls of a day ago make room.
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
  clock.advance(24 * 3_600_000)
  expect(await ask(limited, connectionId)).toMatchObject({ kind: 'ok' })
})

test('what never left for Xero is no call of the day', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero({ settings: null })
  const { length: before } = await calledIn(world)
  const { ctx } = withDayLimit(world, before + 2)
  world.clock.advance(halfHourMs)
  const receipt = { method: 'GET', path: '/', status: null, durationMs: 0, correlationId: null }
  const busy = { kind: 'busy', limit: 'minute', retryAfterSeconds: 1 } as const
  const call = { connectionId, purpose: 'read_organisation' as const }
  await callXero(ctx, call, () =>
    Promise.resolve({ ...busy, receipt: { ...receipt, dayCallsRemaining: null } }),
  )
  expect((await getXeroConnection(ctx)).callsLeftToday).toBe(2)
})

/** The calls to organisations so far: those about sign-in and connections are none. */
async function calledIn(world: World) {
  const purposes = ['connect', 'disconnect', 'refresh_tokens']
  return await world.db
    .selectFrom('sync_log')
    .where('purpose', 'not in', purposes)
    .select('id')
    .execute()
}

function withDayLimit(world: World, dayLimit: number): World {
  const accounting = { ...world.services.accounting, dayLimit }
  const services = { ...world.services, accounting }
  return { ...world, services, ctx: { ...world.ctx, accounting } }
}

test.each([
  ['429_minute', 503, 'xero_is_busy'],
  ['429_concurrent', 503, 'xero_is_busy'],
  ['429_appminute', 503, 'xero_is_busy'],
  ['503_offline', 503, 'xero_does_not_answer'],
  ['503_maintenance', 503, 'xero_does_not_answer'],
  ['error_500_before', 503, 'xero_does_not_answer'],
  ['drop_before', 503, 'xero_does_not_answer'],
  ['html_error', 503, 'xero_does_not_answer'],
  ['truncated_json', 503, 'xero_does_not_answer'],
  ['403_disconnected', 409, 'xero_needs_reconnection'],
] as const)('%s is told as %i %s, never as a fault of ours', async (fault, status, code) => {
  await using world = await createWorld()
  await world.connectXero()
  // A crowd is met three times before a person is sent away.
  world.xero.control.failNext('GET /Items', fault, fault === '429_concurrent' ? 3 : 1)
  const answer = await world.request('GET', '/xero/items?refresh=true')
  expect(answer).toMatchObject({ status, body: { code } })
})

test('with the limits of Xero, the sixty-first call of a minute is not made', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId } = await world.connectXero()
  const kinds: string[] = []
  for (let count = 0; count < 70; count += 1) kinds.push((await ask(world, connectionId)).kind)
  expect(kinds.filter((kind) => kind === 'ok').length).toBeGreaterThan(45)
  expect(kinds.at(-1)).toBe('busy')
  const refused = world.xero.control.requests().filter((each) => each.status === 429)
  expect(refused).toHaveLength(0)
  world.clock.advance(61_000)
  expect(await ask(world, connectionId)).toMatchObject({ kind: 'ok' })
})

test('no more than five calls are under way at once', async () => {
  await using world = await createWorld({ limits: 'xero' })
  const { connectionId } = await world.connectXero()
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => ask(world, connectionId)))
  expect(outcomes.map((each) => each.kind)).toEqual(Array(20).fill('ok'))
})
