import { createHmac } from 'node:crypto'
import { createServer } from '#api/server.ts'
import { getXeroDocument } from '#app/exports/get-xero-document.ts'
import { createAccounting } from '#xero/accounting.ts'
import { allocationsOf, hasExported } from '#tests/support/exported.ts'
import { connectBoth } from '#tests/support/two-administrations.ts'
import { createWorld, type World, xeroConfigFor } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const webhooks = '/api/xero/webhooks'

// Spaces and all, as Xero sends it: the signature is over these very bytes.
const nothing = '{"events":[],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "ABC"}'

test('the intent to receive: 200 for the right signature, 401 for any other, nothing else said', async () => {
  await using world = await createWorld()
  const right = await tell(world, nothing)
  expect([right.statusCode, right.body, right.headers['set-cookie']]).toEqual([200, '', undefined])
  const signature = signed(world, nothing)
  const other = signature.startsWith('A') ? 'B' : 'A'
  const wrong = [other + signature.slice(1), '', 'x', `${signature}A`, undefined]
  for (const each of wrong) {
    const { statusCode, body, headers } = await tell(world, nothing, { signature: each ?? null })
    expect([each, statusCode, body, headers['set-cookie']]).toEqual([each, 401, '', undefined])
  }
  const changed = await tell(world, nothing.replace(' 0', '0'), { signature })
  expect(changed.statusCode).toBe(401)
})

test('without a key there is no such address', async () => {
  await using world = await createWorld()
  const config = { ...xeroConfigFor(world.xero), webhookKey: null }
  const services = { ...world.services, accounting: createAccounting(config) }
  const answer = await tell({ ...world, services }, nothing)
  expect(answer.statusCode).toBe(404)
})

test.each([
  ['no JSON at all', 'nonsense'],
  ['no events', '{}'],
  ['events of nobody we know', eventsOf([{ tenantId: crypto.randomUUID() }])],
  ['events without sense', '{"events":[{"tenantId":"x"},null,7]}'],
])('rightly signed, but %s, is taken and does nothing', async (_, body) => {
  await using world = await createWorld()
  await world.connectXero()
  expect((await tell(world, body)).statusCode).toBe(200)
  expect(await eventCount(world)).toBe(0)
})

test('a thousand events take no call, as few statements as one, and less than a second', async () => {
  await using world = await createWorld()
  const { dutch, german } = await connectBoth(world)
  const counted = countStatements(world)
  world.xero.control.clearRequests()
  const one = eventsOf([{ tenantId: dutch.tenantId }])
  await tell(counted.world, one)
  const forOne = counted.take()
  const told = Array.from({ length: 500 }, () => [
    { tenantId: dutch.tenantId },
    { tenantId: german.tenantId, eventCategory: 'CREDITNOTE', data: { Type: 'ACCRECCREDIT' } },
  ]).flat()
  const body = eventsOf(told)
  const startedAt = performance.now()
  const answer = await tell(counted.world, body)
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect([answer.statusCode, answer.body, answer.headers['set-cookie']]).toEqual([
    200,
    '',
    undefined,
  ])
  expect(forOne).toBeGreaterThan(0)
  expect(counted.take()).toBe(forOne)
  expect(world.xero.control.requests()).toEqual([])
  expect(await eventCount(world)).toBe(1001)
  // Told again, and twice in one body, it is kept once.
  const twice = eventsOf([...JSON.parse(body).events, ...JSON.parse(body).events])
  expect((await tell(world, twice)).statusCode).toBe(200)
  expect(await eventCount(world)).toBe(1001)
  await world.runJobs()
  expect(await waitingCount(world)).toBe(0)
})

test('more than can be read is answered as what is signed wrongly; nothing else is said', async () => {
  await using world = await createWorld()
  const tooMuch = nothing + ' '.repeat(5_000_001)
  const large = await tell(world, tooMuch)
  expect([large.statusCode, large.body, large.headers['set-cookie']]).toEqual([401, '', undefined])
  const much = nothing + ' '.repeat(4_900_000)
  expect((await tell(world, much)).statusCode).toBe(200)
  expect((await tell(world, much, { signature: 'wrong' })).statusCode).toBe(401)
})

test('a fault of ours is answered so that Xero tells it again, and says nothing of it', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const services = {
    ...world.services,
    enqueueAll: async () => await Promise.reject(new Error('The queue is away')),
  }
  const body = eventsOf([{ tenantId }])
  const answer = await tell({ ...world, services }, body)
  expect([answer.statusCode, answer.body]).toEqual([500, ''])
  expect(await eventCount(world)).toBe(0)
  expect((await tell(world, body)).statusCode).toBe(200)
  expect(await eventCount(world)).toBe(1)
})

test('categories that nobody knows yet are kept, and cost nothing', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const categories = ['PREPAYMENT', 'OVERPAYMENT', 'Contact', 'SUBSCRIPTION', 'SOMETHING_NEW']
  const odd = [{ eventCategory: 'a\u0000b' }, { eventDateUtc: '+275760-09-13T00:00:00Z' }]
  const told = [...categories.map((eventCategory) => ({ eventCategory })), ...odd]
  const body = eventsOf(told.map((each) => ({ tenantId, ...each })))
  expect((await tell(world, body)).statusCode).toBe(200)
  expect(await eventCount(world)).toBe(categories.length)
  world.xero.control.clearRequests()
  await world.runJobs()
  expect(world.xero.control.requests()).toEqual([])
  expect(await waitingCount(world)).toBe(0)
})

test('a void in Xero is followed as soon as it is told, once, however often it is told', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world, { hours: 2 })
  clock.advance(60_000)
  world.xero.control.editInvoice(tenantId, xeroId, { Status: 'DELETED' })
  const at = clock.now().toISOString().replace('Z', '')
  const body = eventsOf([{ tenantId, resourceId: xeroId, eventDateUtc: at }])
  const answers = await Promise.all([tell(world, body), tell(world, body), tell(world, body)])
  expect(answers.map((each) => each.statusCode)).toEqual([200, 200, 200])
  expect(await eventCount(world)).toBe(1)
  await world.runJobs({ workers: 2 })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'voided',
    closed: { items: 2 },
  })
  expect(await allocationsOf(world, documentId)).toHaveLength(4)
  // Told once more, it costs nothing.
  world.xero.control.clearRequests()
  await tell(world, body)
  await world.runJobs()
  expect(world.xero.control.requests()).toEqual([])
})

test('events out of order and of others cost no call more than what is ours and new', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const first = await hasExported(world)
  const second = await hasExported(world)
  clock.advance(60_000)
  world.xero.control.editInvoice(tenantId, first.xeroId, { Status: 'SUBMITTED' })
  clock.advance(60_000)
  world.xero.control.editInvoice(tenantId, first.xeroId, { Status: 'AUTHORISED' })
  world.xero.control.editInvoice(tenantId, second.xeroId, { Status: 'SUBMITTED' })
  const minute = (ago: number) => new Date(clock.now().getTime() - ago * 60_000).toISOString()
  await tell(
    world,
    eventsOf([
      { tenantId, resourceId: first.xeroId, eventDateUtc: minute(0) },
      { tenantId, resourceId: second.xeroId, eventDateUtc: minute(0), eventType: 'Update' },
      { tenantId, resourceId: first.xeroId, eventDateUtc: minute(1) },
      { tenantId, resourceId: first.xeroId, eventDateUtc: minute(2), eventType: 'CREATE' },
      { tenantId, resourceId: crypto.randomUUID(), eventDateUtc: minute(0) },
      { tenantId, resourceId: crypto.randomUUID(), eventCategory: 'CONTACT' },
    ]),
  )
  world.xero.control.clearRequests()
  await world.runJobs()
  const calls = world.xero.control.requests().filter(({ path }) => path.includes('api.xro'))
  expect(calls).toHaveLength(1)
  const statusOf = async (documentId: string) =>
    (await getXeroDocument(ctx, { documentId })).xeroStatus
  expect([await statusOf(first.documentId), await statusOf(second.documentId)]).toEqual([
    'AUTHORISED',
    'SUBMITTED',
  ])
})

test('Xero finds the receiver fit, and what it tells three times in disorder is followed', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { control } = world.xero
  const { tenantId } = await world.connectXero()
  const server = await serverOf(world)
  const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}${webhooks}`
  const key = xeroConfigFor(world.xero).webhookKey ?? ''
  control.webhooks.configure({ url, key, isAutomatic: false })
  const intent = await control.webhooks.sendIntentToReceive()
  expect(intent.isPassed).toBe(true)
  expect(Math.max(...intent.attempts.map((each) => each.ms))).toBeLessThan(1000)
  const { documentId, xeroId } = await hasExported(world, { status: 'AUTHORISED' })
  clock.advance(60_000)
  control.payInvoice(tenantId, xeroId, { amount: 30 })
  clock.advance(60_000)
  control.payInvoice(tenantId, xeroId)
  const attempts = await control.webhooks.deliver({ order: 'reversed', copies: 3, batchSize: 1 })
  expect(attempts.length).toBeGreaterThan(3)
  expect(attempts.flatMap((each) => each.problems)).toEqual([])
  await world.runJobs({ workers: 2 })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    xeroStatus: 'PAID',
    xeroPaidMinor: 10_000,
  })
  await server.close()
})

test('what cannot be read yet is read later', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world)
  clock.advance(60_000)
  world.xero.control.editInvoice(tenantId, xeroId, { Status: 'SUBMITTED' })
  world.xero.control.failNext('GET /Invoices', 'error_500_before')
  await tell(world, eventsOf([{ tenantId, resourceId: xeroId }], clock.now()))
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ xeroStatus: 'SUBMITTED' })
})

function eventsOf(events: object[], at = new Date('2026-11-16T10:00:00Z')): string {
  return JSON.stringify({
    events: events.map((each) => ({
      resourceUrl: 'https://api.xero.com/api.xro/2.0/Invoices/1',
      resourceId: crypto.randomUUID(),
      eventDateUtc: at.toISOString(),
      eventType: 'UPDATE',
      eventCategory: 'INVOICE',
      tenantType: 'ORGANISATION',
      ...each,
    })),
    firstEventSequence: 1,
    lastEventSequence: events.length,
    entropy: 'QXZJWPLDMTRKUYVNABEF',
  })
}

function signed(world: World, body: string): string {
  const key = xeroConfigFor(world.xero).webhookKey ?? ''
  return createHmac('sha256', key).update(body).digest('base64')
}

async function serverOf({ services }: Pick<World, 'services'>) {
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

async function tell(
  world: World,
  body: string,
  { signature = signed(world, body) }: { signature?: string | null } = {},
) {
  const server = await serverOf(world)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(signature !== null && { 'x-xero-signature': signature }),
  }
  const answer = await server.inject({ method: 'POST', url: webhooks, headers, payload: body })
  await server.close()
  return answer
}

/** The same world, whose statements are counted. */
function countStatements(world: World) {
  let count = 0
  const db = world.services.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      count += 1
      return await Promise.resolve(result)
    },
  })
  const take = () => {
    const counted = count
    count = 0
    return counted
  }
  return { world: { ...world, services: { ...world.services, db } }, take }
}

async function waitingCount({ db }: World): Promise<number> {
  const waiting = db.selectFrom('xero_webhook_events').where('done_at', 'is', null)
  return (await waiting.select('resource_id').execute()).length
}

async function eventCount({ db, workspaceId }: World): Promise<number> {
  const rows = await db
    .selectFrom('xero_webhook_events')
    .where('workspace_id', '=', workspaceId)
    .select('resource_id')
    .execute()
  return rows.length
}
