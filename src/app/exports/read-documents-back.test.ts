import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { noItems } from '#api/billing-schemas.ts'
import { allocationsOf, hasExported, hasSentInvoice } from '#tests/support/exported.ts'
import { createWorld } from '#tests/support/world.ts'
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
