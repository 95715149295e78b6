import { createHmac } from 'node:crypto'
import { createServer } from '#api/server.ts'
import { getXeroDocument } from '#app/exports/get-xero-document.ts'
import { createAccounting } from '#xero/accounting.ts'
import { allocationsOf, hasExported } from '#tests/support/exported.ts'
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

async function eventCount({ db, workspaceId }: World): Promise<number> {
  const rows = await db
    .selectFrom('xero_webhook_events')
    .where('workspace_id', '=', workspaceId)
    .select('resource_id')
    .execute()
  return rows.length
}
