import { type Context, type Services, systemContext } from '#app/context.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { checkXeroConnections } from '#app/xero/check-xero-connections.ts'
import { chooseXeroAdministration } from '#app/xero/choose-xero-administration.ts'
import { finishXeroConsent } from '#app/xero/finish-xero-consent.ts'
import { startXeroConsent } from '#app/xero/start-xero-consent.ts'
import { openDatabase } from '#db/database.ts'
import type { FaultName } from '#simulator/server.ts'
import { answerConsent } from '#tests/support/connect-xero.ts'
import { type Random, randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect } from 'vitest'
import { keepAccess } from './keep-access.ts'
import { Killed } from './misfortune.ts'

const refreshing = 'POST /connect/token'
const daySeconds = 86_400
/** In less than this, what waits to be looked at may be still to come. */
const longestWaitSeconds = 600
/** What may pass between two moments at which somebody asks for something. */
const whiles = [60, 600, 1740, 1800, 1860, 2400, 7200, daySeconds, 9 * daySeconds] as const

/** Xero did not take the refresh token, so nothing is lost even where it would forget the old one at once. */
const nothingDone = [
  'refuse_before',
  'drop_before',
  'error_500_before',
  'html_error',
  '503_offline',
  '503_maintenance',
] as const satisfies readonly FaultName[]
/** Xero changed the refresh token, and nobody heard of the new one. */
const answerLost = [
  'drop_after',
  'drop_after',
  'error_500_after',
  'hang',
  'truncated_json',
] as const satisfies readonly FaultName[]
const atTheCall = ['401_expired', 'token_invalid', 'drop_after', '503_offline'] as const

/** More misfortune at one refresh than this, and half an hour may be over before one comes through. */
const mostAtOnce = 3

/**
 * The tokens of one seed: two applications and two workers ask for the same organisations over hours and weeks, while answers
 * to refreshes are lost and processes die over them. No connection is ever lost, and no process refreshes beside another.
 */
export async function runTokens(seed: number): Promise<void> {
  await using world = await createWorld()
  const random = randomFrom(seed)
  const { control } = world.xero
  // Where Xero forgets the old token at once, nothing can help who did not hear the answer; but two who refresh would show.
  const hasGrace = random.chance(0.7)
  control.switches.refreshTokenGrace = hasGrace
  control.switches.graceReuseEndsSibling = random.chance(0.5)
  const connectionIds = await connectTwo(world, random)
  await using processes = processesOf(world)
  control.clearRequests()

  for (let left = random.between(4, 10); left > 0; left -= 1) {
    const fate = fateOf(world, random, hasGrace)
    await pass(world, random.pick(whiles), fate)
    fate.bring()
    const asking = processes.contexts.flatMap((ctx) =>
      connectionIds.flatMap((connectionId) =>
        Array.from({ length: random.below(3) }, async () => {
          await unlessKilled(async () => await ask(fate.over(ctx), connectionId))
        }),
      ),
    )
    await Promise.all(asking)
    await expectConnected(world)
    control.faults.clear()
  }

  // Nobody asks for anything for a long while, perhaps longer than an unused token lives.
  await pass(world, random.pick([2, 2, 2, 61]) * daySeconds, calm)
  for (const ctx of processes.contexts) {
    for (const id of connectionIds) expect(await ask(ctx, id)).toMatchObject({ kind: 'ok' })
  }
  await expectConnected(world)
  const refreshes = control.requests().filter((each) => each.path === '/connect/token')
  // A token that Xero would not take was refreshed by two, or never kept.
  expect(refreshes.filter((each) => each.status === 400)).toEqual([])
}

type Fate = {
  /** Plants what goes wrong next. */
  bring(): void
  /** A process that may die over a refresh, before it asks or between the answer and keeping it. */
  over(ctx: Context): Context
}

const calm: Fate = { bring: () => {}, over: (ctx) => ctx }

function fateOf({ xero }: World, random: Random, hasGrace: boolean): Fate {
  let left = random.below(mostAtOnce + 1)
  const spend = () => left > 0 && (left -= 1) >= 0
  const over = (ctx: Context): Context => {
    const refreshTokens: Context['accounting']['refreshTokens'] = async (request) => {
      const isKilled = left > 0 && random.chance(0.5) && spend()
      if (isKilled && (!hasGrace || random.chance(0.3))) throw new Killed()
      const outcome = await ctx.accounting.refreshTokens(request)
      if (isKilled) throw new Killed()
      return outcome
    }
    return { ...ctx, accounting: { ...ctx.accounting, refreshTokens } }
  }
  return {
    over,
    bring() {
      while (left > 0 && random.chance(0.6) && spend()) {
        const kinds = hasGrace ? [...nothingDone, ...answerLost] : nothingDone
        const ms = random.between(1, 10)
        xero.control.failNext(refreshing, random.pick(kinds), { nth: random.between(1, 2), ms })
      }
      // One at most: a token that is refused right after its refresh is a matter for a person.
      if (random.chance(0.4)) xero.control.failNext('GET /Organisation', random.pick(atTheCall))
    },
  }
}

/** Two organisations: of one consent, which share their tokens, or of two. */
async function connectTwo(world: World, random: Random): Promise<string[]> {
  const { ctx, db, xero } = world
  xero.control.switches.bulkConnect = random.chance(0.5)
  const [one, other] = xero.control.organisations
    .list()
    .filter((each) => each.baseCurrency === 'EUR')
    .map((each) => each.id)
  const consents = xero.control.switches.bulkConnect ? [[one, other]] : [[one], [other]]
  for (const organisationIds of consents) {
    const { authorizeUrl } = await startXeroConsent(ctx)
    const back = await answerConsent(authorizeUrl, {
      organisationIds: organisationIds.filter((id) => id !== undefined),
    })
    const state = back.searchParams.get('state') ?? ''
    await finishXeroConsent(ctx, { state, code: back.searchParams.get('code'), error: null })
  }
  const rows = await db.selectFrom('xero_connections').select('id').orderBy('id').execute()
  for (const { id: connectionId } of rows) {
    await chooseXeroAdministration(ctx, { connectionId, isAdditional: true })
  }
  return rows.map((row) => row.id)
}

/** Two applications and two workers, each with connections to the database of its own. */
function processesOf(world: World) {
  const pools = Array.from({ length: 4 }, () => openDatabase(world.databaseUrl, { max: 2 }))
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

async function ask(ctx: Context, connectionId: string) {
  const call = { connectionId, purpose: 'read_organisation' as const }
  return await callXero(ctx, call, ctx.accounting.getOrganisation)
}

/** Time passes as the worker sees it: jobs are done when they are due, and once a day it speaks to whom nobody spoke to. */
async function pass(world: World, seconds: number, fate: Fate): Promise<void> {
  let left = seconds
  if (left >= longestWaitSeconds) left -= await keepAccess(world, fate.over)
  for (; left > 0; left -= daySeconds) {
    world.clock.advance(Math.min(left, daySeconds) * 1000)
    if (left < daySeconds) return
    const ctx = fate.over(systemContext(world.services, ''))
    await unlessKilled(async () => await checkXeroConnections(ctx))
    await keepAccess(world)
  }
}

async function unlessKilled(deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
}

async function expectConnected({ db }: World): Promise<void> {
  const rows = await db.selectFrom('xero_connections').select(['state', 'last_error']).execute()
  expect(rows.filter((row) => row.state !== 'active')).toEqual([])
}
