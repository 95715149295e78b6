import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { describeBudget } from '#app/parts/call-budget.ts'
import { findConnection } from '#db/xero-connections.ts'
import { assert } from '#lib/assert.ts'
import { noItems } from '#api/billing-schemas.ts'
import { allocationsOf, hasExported, hasSentInvoice } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { readDocumentsBack } from './read-documents-back.ts'
import { refreshXeroDocuments } from './refresh-xero-documents.ts'
import { startDocumentReadings } from './start-document-readings.ts'

const quarterOfAnHour = 900_000

test('payments and approval in Xero are known a quarter of an hour later, without any webhook', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world)
  const { control } = world.xero
  clock.advance(quarterOfAnHour)
  control.editInvoice(tenantId, xeroId, { Status: 'AUTHORISED' })
  control.payInvoice(tenantId, xeroId, { amount: 21, paidOn: '2026-11-20' })
  await readDocumentsBack(ctx, { connectionId })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'confirmed',
    xeroStatus: 'AUTHORISED',
    xeroPaidMinor: 2100,
    xeroDueMinor: 7900,
    xeroFullyPaidOn: null,
    closed: null,
    difference: null,
  })
  clock.advance(quarterOfAnHour)
  control.payInvoice(tenantId, xeroId, { paidOn: '2026-11-22' })
  await readDocumentsBack(ctx, { connectionId })
  const paid = await getXeroDocument(ctx, { documentId })
  expect(paid).toMatchObject({
    xeroStatus: 'PAID',
    xeroPaidMinor: 10_000,
    xeroDueMinor: 0,
    xeroFullyPaidOn: '2026-11-22',
  })
  expect(paid.events.map(({ kind, memberName }) => [kind, memberName])).toEqual([
    ['status_changed', null],
    ['payments_changed', null],
    ['status_changed', null],
    ['payments_changed', null],
  ])
})

test('a round with nothing new costs one call, and reads the lines of none', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { connectionId } = await world.connectXero()
  await readDocumentsBack(ctx, { connectionId })
  await hasExported(world)
  clock.advance(quarterOfAnHour)
  await readDocumentsBack(ctx, { connectionId }) // with the daily look at everything
  clock.advance(quarterOfAnHour)
  world.xero.control.clearRequests()
  await readDocumentsBack(ctx, { connectionId })
  const calls = world.xero.control.requests().filter(({ path }) => path.includes('api.xro'))
  expect(calls).toMatchObject([{ method: 'GET', path: '/api.xro/2.0/Invoices' }])
  expect(calls[0]?.query).toContain('summaryOnly=true')
})

test('what is deleted in Xero frees its items once, however often it is read', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  const { documentId, xeroId, timeEntryIds } = await hasExported(world, { hours: 3 })
  const [first = ''] = timeEntryIds
  const change = { timeEntryId: first, changes: { notes: 'Changed' } }
  await expect(updateTimeEntry(ctx, change)).rejects.toMatchObject({ code: 'item_is_invoiced' })

  clock.advance(quarterOfAnHour)
  world.xero.control.editInvoice(tenantId, xeroId, { Status: 'DELETED' })
  await Promise.all([
    readDocumentsBack(ctx, { connectionId }),
    readDocumentsBack(ctx, { connectionId }),
    refreshXeroDocuments(ctx, { documentId }),
  ])
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'voided',
    xeroStatus: 'DELETED',
    closed: { byName: null, items: 3 },
    can: { void: { allowed: false, because: { code: 'document_is_closed' } } },
  })
  const rows = await allocationsOf(world, documentId)
  expect(rows).toHaveLength(6)
  expect(rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0)

  await updateTimeEntry(ctx, change)
  const items = { ...noItems, timeEntryIds }
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
  const again = await createXeroExport(ctx, { ...how, items, issuedOn: '2026-11-16' })
  await world.runJobs()
  expect(again.documents).toHaveLength(1)
})

test('news that comes late changes nothing', async () => {
  await using world = await createWorld()
  const { ctx, clock, services } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world)
  clock.advance(quarterOfAnHour)
  const { control } = world.xero
  control.editInvoice(tenantId, xeroId, { Status: 'AUTHORISED' })
  const { accounting } = services
  let isHeld = false
  const late = Promise.withResolvers<void>()
  const slow = {
    ...accounting,
    readInvoices: async (...words: Parameters<typeof accounting.readInvoices>) => {
      const outcome = await accounting.readInvoices(...words)
      if (isHeld) return outcome
      isHeld = true
      // What was read waits until there is something newer.
      clock.advance(1000)
      control.payInvoice(tenantId, xeroId)
      await refreshXeroDocuments(ctx, { documentId })
      late.resolve()
      return outcome
    },
  }
  await refreshXeroDocuments({ ...ctx, accounting: slow }, { documentId })
  await late.promise
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ xeroStatus: 'PAID' })
})

test('what changed in Xero before the answer of its making was known is followed all the same', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  world.xero.control.failNext('PUT /Invoices', 'drop_after')
  const { accounting } = world.services
  const client = await world.has.client({ name: 'Quick client' })
  const project = await world.has.project({ clientId: client.id, hourlyRate: '100' })
  const { id } = await world.has.timeEntry({ projectId: project.id })
  // Somebody deletes the draft at once, before the look-up finds it.
  const quick = {
    ...accounting,
    findInvoicesByReference: async (
      ...words: Parameters<typeof accounting.findInvoicesByReference>
    ) => {
      const [invoice] = world.xero.control.invoices(tenantId)
      if (invoice && invoice['Status'] === 'DRAFT') {
        world.xero.control.editInvoice(tenantId, String(invoice['InvoiceID']), {
          Status: 'DELETED',
        })
      }
      return await accounting.findInvoicesByReference(...words)
    },
  }
  world.services.accounting = quick
  const items = { ...noItems, timeEntryIds: [id] }
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
  const made = await createXeroExport(ctx, { ...how, items, issuedOn: '2026-11-16' })
  await world.runJobs()
  const documentId = made.documents[0]?.id ?? ''
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ xeroStatus: 'DELETED' })
  clock.advance(quarterOfAnHour)
  await readDocumentsBack(ctx, { connectionId })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'voided',
    closed: { items: 1 },
  })
})

test('a change that Xero tells nobody of is found once a day', async () => {
  await using world = await createWorld()
  const { ctx, clock, db } = world
  const { tenantId, connectionId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world)
  await readDocumentsBack(ctx, { connectionId })
  clock.advance(quarterOfAnHour)
  world.xero.control.editInvoice(tenantId, xeroId, { Status: 'SUBMITTED' })
  // As if it had been read up to a later moment, past this change.
  clock.advance(quarterOfAnHour)
  await db
    .updateTable('xero_connections')
    .set({ invoices_read_up_to: new Date(clock.now().getTime() + 3_600_000) })
    .where('id', '=', connectionId)
    .execute()
  await readDocumentsBack(ctx, { connectionId })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ xeroStatus: 'DRAFT' })
  clock.advance(24 * 3_600_000)
  await readDocumentsBack(ctx, { connectionId })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ xeroStatus: 'SUBMITTED' })
})

test('every open document is looked at once a day, forty a call, however many there are', async () => {
  await using world = await createWorld()
  const { ctx, clock, xero } = world
  const { tenantId, connectionId } = await world.connectXero()
  const count = 450
  const ids = await hasManyExported(world, count)
  await readDocumentsBack(ctx, { connectionId })
  expect(await hiddenEdits(world, { connectionId, tenantId, ids })).toEqual([])

  clock.advance(24 * 3_600_000)
  xero.control.clearRequests()
  await readDocumentsBack(ctx, { connectionId })
  expect(await unseenSince(world, clock.now())).toBe(0)
  const found = await submitted(world)
  expect(found).toHaveLength(3)
  const calls = invoiceCalls(world)
  // What changed since: one. Marks of all, forty a call: 12. Of the three that changed, from three calls, the lines: 3.
  expect(calls).toHaveLength(1 + Math.ceil(count / 40) + 3)
  clock.advance(quarterOfAnHour)
  xero.control.clearRequests()
  await readDocumentsBack(ctx, { connectionId })
  expect(invoiceCalls(world)).toHaveLength(1)
})

test('a look at every open document that is stopped goes on where it was, and stays out of what is kept for people', async () => {
  await using world = await createWorld()
  const { ctx, clock, xero } = world
  const { connectionId } = await world.connectXero()
  await hasManyExported(world, 410)
  const beganAt = clock.now()
  xero.control.failNext('GET /Invoices', 'error_500_before', { nth: 4 })
  await readDocumentsBack(ctx, { connectionId })
  expect(await unseenSince(world, beganAt)).toBe(410 - 2 * 40)
  // A few calls are left for background work today, and no more.
  const { used } = await describeBudget(ctx, await connectionOf(world, connectionId))
  const dayLimit = Math.floor((used + 5) / 0.8)
  const accounting = { ...ctx.accounting, dayLimit }
  clock.advance(quarterOfAnHour)
  xero.control.clearRequests()
  await readDocumentsBack({ ...ctx, accounting }, { connectionId })
  const made = invoiceCalls(world).length
  expect(made).toBeGreaterThan(1)
  expect(made).toBeLessThanOrEqual(5)
  const left = 410 - 2 * 40 - (made - 1) * 40
  expect(await unseenSince(world, beganAt)).toBe(left)
  xero.control.clearRequests()
  await readDocumentsBack({ ...ctx, accounting }, { connectionId })
  expect(invoiceCalls(world)).toEqual([])

  // The next day the rest is looked at, and only the rest; then it is the next look's turn.
  clock.advance(24 * 3_600_000)
  await readDocumentsBack(ctx, { connectionId })
  expect(invoiceCalls(world)).toHaveLength(1 + Math.ceil(left / 40))
  expect(await unseenSince(world, beganAt)).toBe(0)
  xero.control.clearRequests()
  clock.advance(quarterOfAnHour)
  await readDocumentsBack(ctx, { connectionId })
  expect(invoiceCalls(world)).toHaveLength(1 + Math.ceil(410 / 40))
})

test('one that Xero refuses to tell of does not keep the others from being looked at', async () => {
  await using world = await createWorld()
  const { ctx, clock, xero } = world
  const { connectionId } = await world.connectXero()
  const ids = await hasManyExported(world, 50)
  const { xeroId } = await getXeroDocument(ctx, { documentId: ids[7] ?? '' })
  const refused: (readonly string[])[] = []
  const readInvoiceMarks: typeof ctx.accounting.readInvoiceMarks = async (session, asked) => {
    const outcome = await ctx.accounting.readInvoiceMarks(session, asked)
    const named = 'invoiceIds' in asked ? asked.invoiceIds : []
    if (!xeroId || !named.includes(xeroId)) return outcome
    refused.push(named)
    return {
      kind: 'rejected',
      problem: { code: 'xero_refused', detail: 'No' },
      receipt: outcome.receipt,
    }
  }
  const accounting = { ...ctx.accounting, readInvoiceMarks }
  await readDocumentsBack(ctx, { connectionId })
  clock.advance(24 * 3_600_000)
  xero.control.clearRequests()
  await readDocumentsBack({ ...ctx, accounting }, { connectionId })
  expect(await unseenSince(world, clock.now())).toBe(0)
  // Forty, twenty, ten, five, three, two, one: halves, not each by itself.
  expect(refused.length).toBeLessThanOrEqual(7)
  expect(refused.at(-1)).toEqual([xeroId])
  expect(invoiceCalls(world).length).toBeLessThanOrEqual(1 + 2 + 2 * 6)
})

test('a journal that is voided in Xero makes room for another sales transaction', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  const invoiceId = await hasSentInvoice(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const [journal] = world.xero.control.manualJournals(tenantId)
  clock.advance(quarterOfAnHour)
  world.xero.control.editManualJournal(tenantId, String(journal?.['ManualJournalID']), {
    Status: 'VOIDED',
  })
  await readDocumentsBack(ctx, { connectionId })
  expect(await getXeroDocument(ctx, { documentId: document.id })).toMatchObject({
    state: 'voided',
    xeroStatus: 'VOIDED',
  })
  const second = await createSalesTransaction(ctx, { invoiceId })
  expect(second.isNew).toBe(true)
  await world.runJobs()
  const statuses = world.xero.control.manualJournals(tenantId).map((each) => String(each['Status']))
  expect(new Set(statuses)).toEqual(new Set(['POSTED', 'VOIDED']))
  expect(statuses).toHaveLength(2)
})

test('the schedule reads by day every quarter, by night every hour, and only where there is something', async () => {
  await using world = await createWorld({ startAt: '2026-11-16T10:00:00Z' })
  const { clock } = world
  await world.connectXero()
  const readings = async () => {
    world.xero.control.clearRequests()
    await startDocumentReadings(world.systemCtx())
    await world.runJobs()
    return world.xero.control.requests().length > 0
  }
  expect(await readings()).toBe(false)
  await hasExported(world)
  expect(await readings()).toBe(true)
  expect(await readings()).toBe(false)
  clock.advance(quarterOfAnHour)
  expect(await readings()).toBe(true)
  clock.set('2026-11-16T23:00:00Z')
  expect(await readings()).toBe(true)
  clock.advance(2 * quarterOfAnHour)
  expect(await readings()).toBe(false)
  clock.advance(2 * quarterOfAnHour)
  expect(await readings()).toBe(true)
})

test('a reading that fails begins at the same moment next time', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world)
  await readDocumentsBack(ctx, { connectionId })
  clock.advance(quarterOfAnHour)
  world.xero.control.editInvoice(tenantId, xeroId, { Status: 'SUBMITTED' })
  world.xero.control.failNext('GET /Invoices', 'error_500_before', { nth: 2 })
  await readDocumentsBack(ctx, { connectionId })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ xeroStatus: 'DRAFT' })
  for (let rounds = 0; rounds < 4; rounds += 1) clock.advance(quarterOfAnHour)
  await readDocumentsBack(ctx, { connectionId })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ xeroStatus: 'SUBMITTED' })
})

/** So many documents that Xero has, a project each. */
async function hasManyExported(world: World, count: number): Promise<string[]> {
  const { ctx, has } = world
  const { id: clientId } = await has.client({ name: 'Many projects' })
  const names = Array.from({ length: count }, (_, index) => `Project ${index}`)
  const projects = await has.projects(names.map((name) => ({ name, clientId, hourlyRate: '100' })))
  const entries = await createTimeEntries(ctx, {
    items: projects.map(({ id: projectId }) => ({
      projectId,
      workedOn: '2026-11-02',
      seconds: 180,
    })),
  })
  const items = { ...noItems, timeEntryIds: entries.map((each) => each.id) }
  const how = { per: 'project', groupBy: 'project', status: 'DRAFT' } as const
  const made = await createXeroExport(ctx, { ...how, items, issuedOn: '2026-11-16' })
  await world.runJobs()
  return made.documents.map((each) => each.id)
}

/** The first, one in the middle and the last are edited in Xero, as if it did not say that they changed. */
async function hiddenEdits(
  { clock, db, xero, ...world }: World,
  { connectionId, tenantId, ids }: { connectionId: string; tenantId: string; ids: string[] },
): Promise<string[]> {
  clock.advance(quarterOfAnHour)
  for (const documentId of [ids.at(0), ids.at(225), ids.at(-1)]) {
    const { xeroId } = await getXeroDocument(world.ctx, { documentId: documentId ?? '' })
    xero.control.editInvoice(tenantId, xeroId ?? '', { Status: 'SUBMITTED' })
  }
  clock.advance(quarterOfAnHour)
  await db
    .updateTable('xero_connections')
    .set({ invoices_read_up_to: new Date(clock.now().getTime() + 7 * 24 * 3_600_000) })
    .where('id', '=', connectionId)
    .execute()
  await readDocumentsBack(world.ctx, { connectionId })
  return await submitted({ db })
}

async function submitted({ db }: Pick<World, 'db'>): Promise<string[]> {
  const found = db.selectFrom('xero_documents').where('xero_status', '=', 'SUBMITTED')
  return (await found.select('id').execute()).map((each) => each.id)
}

async function unseenSince({ db }: World, moment: Date): Promise<number> {
  const rows = await db.selectFrom('xero_documents').select('xero_read_at').execute()
  return rows.filter((row) => row.xero_read_at === null || row.xero_read_at < moment).length
}

async function connectionOf({ db, workspaceId }: World, connectionId: string) {
  const connection = await findConnection(db, { workspaceId, connectionId })
  assert(connection, 'it is connected')
  return connection
}

function invoiceCalls({ xero }: World) {
  return xero.control.requests().filter(({ path }) => path === '/api.xro/2.0/Invoices')
}
