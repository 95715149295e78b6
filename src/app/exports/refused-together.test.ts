import { noItems } from '#api/billing-schemas.ts'
import type { Accounting } from '#app/ports/accounting.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { getXeroExport } from './get-xero-export.ts'
import { retryXeroDocument } from './retry-xero-document.ts'
import { sendXeroDocuments } from './send-xero-documents.ts'

const unreadable = '[[unreadable]]'

test('of fifty documents that Xero refuses together only the one it cannot read is refused', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { connectionId } = await world.connectXero()
  world.xero.control.switches.unreadableText = 'refuse'
  const names = Array.from({ length: 50 }, (_, index) => `Project ${index}`)
  names[36] = `Oak ${unreadable}`
  const exportId = await hasExportOfProjects(world, names)
  world.xero.control.clearRequests()
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })

  const { documents } = await getXeroExport(ctx, { exportId })
  const refused = documents.filter((each) => each.state !== 'confirmed')
  expect(refused).toMatchObject([
    { state: 'rejected', problem: { code: 'request_was_not_understood' } },
  ])
  expect(refused[0]?.problem?.detail).toContain(unreadable)
  expect(ourInvoices(world)).toHaveLength(49)
  const calls = callsTo(world, '/Invoices')
  // 50, then 25 and 25, 13 and 12, 7 and 6, 4 and 3, 2 and 2, 1 and 1.
  expect(calls.length).toBeLessThanOrEqual(13)
  expect(new Set(calls.map((each) => each.idempotencyKey)).size).toBe(calls.length)

  // It stays apart until Xero takes it: what is sent beside it does not wait for it.
  await retryXeroDocument(ctx, { documentId: refused[0]?.id ?? '' })
  const others = await hasExportOfProjects(world, ['Ash', 'Elm'])
  world.xero.control.clearRequests()
  await sendXeroDocuments(ctx, { connectionId })
  expect(await statesOf(world, others)).toEqual(['confirmed', 'confirmed'])
  expect(callsTo(world, '/Invoices')).toHaveLength(2)
  world.xero.control.switches.unreadableText = 'accept'
  await retryXeroDocument(ctx, { documentId: refused[0]?.id ?? '' })
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  expect(ourInvoices(world)).toHaveLength(52)
})

test('a worker that is killed while it sends the halves leaves nothing twice and nothing behind', async () => {
  await using world = await createWorld()
  const { ctx, services, clock } = world
  const { connectionId } = await world.connectXero()
  world.xero.control.switches.unreadableText = 'refuse'
  const exportId = await hasExportOfProjects(world, ['Ash', 'Elm', unreadable, 'Fir', 'Yew'])
  let calls = 0
  const accounting: typeof services.accounting = {
    ...services.accounting,
    createInvoices: async (session, request) => {
      calls += 1
      const outcome = await services.accounting.createInvoices(session, request)
      if (calls === 2) throw new Error('killed')
      return outcome
    },
  }
  const killed = sendXeroDocuments({ ...ctx, accounting }, { connectionId })
  await expect(killed).rejects.toThrow('killed')
  clock.advance(120_000)
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  const states = await statesOf(world, exportId)
  expect(states.toSorted()).toEqual([...Array(4).fill('confirmed'), 'rejected'])
  expect(ourInvoices(world)).toHaveLength(4)
})

test.each(['looked up', 'created'])(
  'of contacts that are refused together when they are %s only the one that it is for holds up its documents',
  async (refusedWhen) => {
    await using world = await createWorld()
    const { ctx, has } = world
    const { tenantId, connectionId } = await world.connectXero()
    world.xero.control.switches.unreadableText = 'refuse'
    const lookUpNone: Accounting['findContacts'] = async (session) =>
      await ctx.accounting.findContacts(session, {
        foreignNumbers: ['none'],
        accountNumbers: [],
        names: [],
      })
    const accounting = refusedWhen === 'created' && { ...ctx.accounting, findContacts: lookUpNone }
    const timeEntryIds: string[] = []
    for (let index = 0; index < 8; index += 1) {
      const client = await has.client({ name: index === 5 ? unreadable : `Client ${index}` })
      const { id: projectId } = await has.project({ clientId: client.id })
      timeEntryIds.push((await has.timeEntry({ projectId, workedOn: aDay(index) })).id)
    }
    const before = world.xero.control.contacts(tenantId).length
    const { id: exportId } = await createXeroExport(ctx, anExport(timeEntryIds, 'client'))
    world.xero.control.clearRequests()
    await sendXeroDocuments(accounting ? { ...ctx, accounting } : ctx, { connectionId })
    expect((await statesOf(world, exportId)).toSorted()).toEqual([
      ...Array(7).fill('confirmed'),
      'rejected',
    ])
    expect(world.xero.control.contacts(tenantId)).toHaveLength(before + 7)
    const calls = callsTo(world, '/Contacts')
    // 8, then 4 and 4, 2 and 2, 1 and 1; looked up apart, three go beside each other.
    expect(calls).toHaveLength(refusedWhen === 'created' ? 7 : 3)
    expect(new Set(calls.map((each) => each.idempotencyKey)).size).toBe(calls.length)
  },
)

test('a look-up that Xero refuses waits by itself, ever longer, and what comes behind it goes on', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { connectionId } = await world.connectXero()
  const lost = await hasLost(world, [unreadable])
  const [lostDocument] = await documentsOf(world, lost)
  const other = await hasExportOfProjects(world, ['Elm'])
  world.xero.control.clearRequests()
  const progress = await sendXeroDocuments(ctx, { connectionId })

  expect(await statesOf(world, other)).toEqual(['confirmed'])
  expect(lostDocument).toMatchObject({ state: 'unknown' })
  expect(await documentsOf(world, lost)).toMatchObject([
    {
      state: 'unknown',
      problem: {
        code: 'lookup_is_refused',
        detail: expect.stringContaining(unreadable),
        fix: expect.stringContaining('by itself'),
      },
    },
  ])
  expect(looksAt(world)).toBe(1)
  if (progress.kind !== 'retry') throw new Error('It is not over.')
  expect(progress.afterSeconds).toBeGreaterThanOrEqual(300)

  // For a day: seldom enough to leave the calls of the day to others, and nothing is sent before it is known.
  let waited = 0
  for (let next = progress; waited < 86_400;) {
    clock.advance(1000 * next.afterSeconds)
    waited += next.afterSeconds
    const step = await sendXeroDocuments(ctx, { connectionId })
    if (step.kind !== 'retry') throw new Error('It is not over.')
    next = step
  }
  expect(looksAt(world)).toBeLessThan(40)
  expect(callsTo(world, '/Invoices')).toHaveLength(1)

  world.xero.control.switches.unreadableText = 'accept'
  clock.advance(3_600_000)
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  expect(await statesOf(world, lost)).toEqual(['confirmed'])
  expect(ourInvoices(world)).toHaveLength(2)
})

test('of documents that were sent together only the one that cannot be looked up waits', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { connectionId } = await world.connectXero()
  const lost = await hasLost(world, [null, unreadable, null, null])
  await sendXeroDocuments(ctx, { connectionId })
  const documents = await documentsOf(world, lost)
  expect(documents.map((each) => each.state).toSorted()).toEqual([
    ...Array(3).fill('confirmed'),
    'unknown',
  ])
  expect(ourInvoices(world)).toHaveLength(4)
})

test('whoever connects again has what was refused looked up at once', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { connectionId } = await world.connectXero()
  const lost = await hasLost(world, [unreadable])
  await sendXeroDocuments(ctx, { connectionId })
  expect(await statesOf(world, lost)).toEqual(['unknown'])
  world.xero.control.switches.unreadableText = 'accept'
  await world.connectXero()
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  expect(await statesOf(world, lost)).toEqual(['confirmed'])
})

/** Documents with these references, sent in one call whose answer was lost; Xero has them, but looks up no more what it cannot read. */
async function hasLost(world: World, references: (string | null)[]): Promise<string[]> {
  const { ctx, clock, xero } = world
  const ids: string[] = []
  for (const reference of references) {
    ids.push(await hasExportOfProjects(world, ['Oak'], reference ? { reference } : {}))
  }
  const [connection] = await world.db.selectFrom('xero_connections').select('id').execute()
  xero.control.failNext('PUT /Invoices', 'drop_after')
  xero.control.failNext('GET /Invoices', '503_offline')
  await sendXeroDocuments(ctx, { connectionId: connection?.id ?? '' })
  xero.control.switches.unreadableText = 'refuse'
  clock.advance(301_000)
  return ids
}

let clients = 0

async function hasExportOfProjects(
  world: World,
  names: readonly string[],
  more: { reference?: string } = {},
): Promise<string> {
  const { ctx, has } = world
  const client = await has.client({ name: `Client of projects ${(clients += 1)}` })
  const timeEntryIds: string[] = []
  for (const name of names) {
    const { id: projectId } = await has.project({ clientId: client.id, name })
    const workedOn = aDay(timeEntryIds.length)
    timeEntryIds.push((await has.timeEntry({ projectId, workedOn })).id)
  }
  return (await createXeroExport(ctx, { ...anExport(timeEntryIds, 'project'), ...more })).id
}

function aDay(index: number): string {
  return `2026-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`
}

function anExport(timeEntryIds: string[], per: 'client' | 'project') {
  const items = { ...noItems, timeEntryIds }
  return { per, groupBy: 'project', status: 'DRAFT', items, issuedOn: '2026-11-16' } as const
}

async function documentsOf({ ctx }: World, exportIds: string | readonly string[]) {
  const ids = [exportIds].flat()
  const all = await Promise.all(ids.map(async (exportId) => await getXeroExport(ctx, { exportId })))
  return all.flatMap(({ documents }) => documents)
}

async function statesOf(world: World, exportIds: string | readonly string[]) {
  return (await documentsOf(world, exportIds)).map((each) => each.state)
}

function callsTo(world: World, resource: string) {
  const isWrite = ({ method }: { method: string }) => method === 'PUT'
  return world.xero.control
    .requests()
    .filter((each) => isWrite(each) && each.path.endsWith(resource))
}

function looksAt(world: World): number {
  const { control } = world.xero
  return control.requests().filter((each) => each.method === 'GET' && /Reference/.test(each.query))
    .length
}

function ourInvoices(world: World) {
  const all = world.xero.control.organisations.list()
  const invoices = all.flatMap(({ id }) => world.xero.control.invoices(id))
  return invoices.filter((each) => String(each['Reference']).includes('HB-'))
}
