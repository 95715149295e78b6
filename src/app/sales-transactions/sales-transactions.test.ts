import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { readDocumentsBack } from '#app/exports/read-documents-back.ts'
import { getXeroExport } from '#app/exports/get-xero-export.ts'
import { retryXeroDocument } from '#app/exports/retry-xero-document.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { listXeroTrackingCategories } from '#app/xero/list-xero-tracking-categories.ts'
import { describeXero } from '#app/parts/xero-settings.ts'
import { setXeroMapping } from '#app/xero/set-xero-mapping.ts'
import { listHoursOfDocument } from '#db/worked-hours.ts'
import { hasExported } from '#tests/support/exported.ts'
import { heic, pdf } from '#tests/support/files.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createSalesTransaction } from './create-sales-transaction.ts'
import { createSalesTransactions } from './create-sales-transactions.ts'
import { getSalesTransaction } from './get-sales-transaction.ts'

type Json = Record<string, unknown>

test('a sent invoice becomes one posted journal that sums to zero', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const invoice = await hasInvoice(world)
  const refused = { allowed: false, because: { code: 'invoice_is_not_sent' } }
  expect((await getInvoice(ctx, invoice)).can.createSalesTransaction).toMatchObject(refused)
  await expect(createSalesTransaction(ctx, invoice)).rejects.toMatchObject({
    code: 'invoice_is_not_sent',
  })
  await sendInvoice(ctx, { ...invoice, method: 'mark_as_sent' })
  expect((await getInvoice(ctx, invoice)).can.createSalesTransaction.allowed).toBe(true)

  const first = await createSalesTransaction(ctx, invoice)
  const second = await createSalesTransaction(ctx, invoice)
  expect([first.isNew, second.isNew]).toEqual([true, false])
  expect(second.document.id).toBe(first.document.id)
  await world.runJobs()
  const done = await getSalesTransaction(ctx, invoice)
  expect(done).toMatchObject({ state: 'confirmed', xeroStatus: 'POSTED', difference: null })
  expect((await getInvoice(ctx, invoice)).can.createSalesTransaction.because?.code).toBe(
    'sales_transaction_exists',
  )

  const journals = world.xero.control.manualJournals(tenantId)
  expect(journals).toHaveLength(1)
  const [journal] = journals
  expect(journal?.['Narration']).toMatch(/^Invoice 2026-0001 · Blue Kettle BV \[HB-/)
  expect(journal?.['Status']).toBe('POSTED')
  const lines = journal?.['JournalLines'] as Json[]
  // Three lines of 10.02 at 21 %: 2.10 of tax on each, as on the invoice.
  expect(lines.map((line) => [line['LineAmount'], line['TaxAmount']])).toEqual([
    [36.36, 0],
    [-10.02, -2.1],
    [-10.02, -2.1],
    [-10.02, -2.1],
  ])
  const sum = lines.reduce(
    (total, line) => total + cents(line['LineAmount']) + cents(line['TaxAmount']),
    0,
  )
  expect(sum).toBe(0)
})

test('a journal carries the tracking of its client, and of the project of each line', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const { items: categories } = await listXeroTrackingCategories(ctx, { refresh: false })
  const [region, team] = categories.map(({ categoryId, options }) => ({
    categoryId,
    optionId: options[0]?.optionId ?? '',
  }))
  const client = await has.client()
  const { id: projectId } = await has.project({ clientId: client.id })
  const { id } = await has.timeEntry({ projectId })
  const rule = { itemCode: null, accountCode: null }
  const ofClient = { ...rule, subject: 'client', subjectId: client.id } as const
  await setXeroMapping(ctx, { ...ofClient, tracking: region ? [region] : [] })
  const ofProject = { ...rule, subject: 'project', subjectId: projectId } as const
  await setXeroMapping(ctx, { ...ofProject, tracking: team ? [team] : [] })
  const invoice = await createInvoice(ctx, {
    clientId: client.id,
    items: { ...noItems, timeEntryIds: [id] },
    groupBy: 'project',
    lines: [{ description: 'Typed', quantity: '1', unitPrice: '5' }],
    issuedOn: '2026-11-16',
    reference: '',
  })
  const invoiceId = invoice.id
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  // Refused at first: sent once more it has them too.
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-12-31' })
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await retryXeroDocument(ctx, { documentId: document.id })
  await world.runJobs()
  const [journal] = world.xero.control.manualJournals(tenantId)
  const optionsOf = (line: Json) =>
    new Set(((line['Tracking'] ?? []) as Json[]).map((each) => each['TrackingOptionID']))
  const lines = journal?.['JournalLines'] as Json[]
  expect(lines.map(optionsOf)).toEqual([
    new Set(),
    new Set([region?.optionId, team?.optionId]),
    new Set([region?.optionId]),
  ])
  expect(journal?.['Status']).toBe('POSTED')
})

test('the hours and receipts of an invoice go with its journal, when that is asked for', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const client = await has.client()
  const { id: projectId } = await has.project({ clientId: client.id })
  const { id } = await has.timeEntry({ projectId, notes: 'Sketches for the stand' })
  const expense = await has.expense({ projectId })
  await has.receipt(expense.id, { name: 'train.pdf', content: pdf() })
  const invoice = await createInvoice(ctx, {
    clientId: client.id,
    items: { ...noItems, timeEntryIds: [id], expenseIds: [expense.id] },
    groupBy: 'project',
    lines: [],
    issuedOn: '2026-11-16',
    reference: '',
  })
  const invoiceId = invoice.id
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  const attach = { timesheet: true, receipts: true, note: true }
  const posted = await world.request('POST', `/invoices/${invoiceId}/sales-transaction`, { attach })
  expect(posted.status).toBe(202)
  await world.runJobs()
  const { attachments, state, url } = await getSalesTransaction(ctx, { invoiceId })
  expect([state, url === null]).toEqual(['confirmed', false])
  expect(attachments.map((each) => [each.kind, each.state])).toEqual([
    ['timesheet', 'confirmed'],
    ['receipt', 'confirmed'],
    ['note', 'confirmed'],
  ])
  const files = world.xero.control.attachments(tenantId)
  const journalId = world.xero.control.manualJournals(tenantId)[0]?.['ManualJournalID']
  expect(
    files.map(({ fileName, documentId, includeOnline }) => [fileName, documentId, includeOnline]),
  ).toEqual([
    ['Timesheet.pdf', journalId, false],
    [expect.stringMatching(/ train\.pdf$/), journalId, false],
  ])
  // The timesheet tells the hours of the invoice, not of the journal, which bills nothing by itself.
  const hours = await listHoursOfDocument(world.db, {
    workspaceId: world.workspaceId,
    documentId: (await getSalesTransaction(ctx, { invoiceId })).id,
  })
  expect(hours.map((each) => each.notes)).toEqual(['Sketches for the stand'])
})

test('receipts that cannot go with a journal are named before, and kept beside it after', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const client = await has.client()
  const { id: projectId } = await has.project({ clientId: client.id })
  const { id: expenseId } = await has.expense({ projectId })
  await has.receipt(expenseId, { name: 'train.heic', content: heic })
  await has.receipt(expenseId, { name: 'train.pdf', content: pdf() })
  const invoice = await createInvoice(ctx, {
    clientId: client.id,
    items: { ...noItems, expenseIds: [expenseId] },
    groupBy: 'project',
    lines: [],
    issuedOn: '2026-11-16',
    reference: '',
  })
  const invoiceId = invoice.id
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  const attach = { timesheet: false, receipts: true, note: false }
  const body = { invoiceIds: [invoiceId], attach }
  const { body: preview } = await world.request('POST', '/sales-transactions/preview', body)
  const reason = 'receipt_is_not_for_xero'
  const message = 'Xero takes neither WebP nor HEIC pictures.'
  expect(preview).toEqual({
    files: 1,
    receiptsLeftOut: [{ invoiceId, expenseId, name: 'train.heic', reason, message }],
  })
  const nothing = { ...body, attach: { ...attach, receipts: false } }
  expect((await world.request('POST', '/sales-transactions/preview', nothing)).body).toEqual({
    files: 0,
    receiptsLeftOut: [],
  })
  const unknown = { ...body, invoiceIds: [world.workspaceId] }
  expect(await world.request('POST', '/sales-transactions/preview', unknown)).toMatchObject({
    status: 404,
    body: { code: 'invoice_not_found', field: 'invoiceIds.0' },
  })

  await createSalesTransaction(ctx, { invoiceId, attach })
  await world.runJobs()
  const { attachments, state } = await getSalesTransaction(ctx, { invoiceId })
  expect(state).toBe('confirmed')
  expect(attachments).toMatchObject([
    { name: expect.stringMatching(/train\.pdf$/) as string, state: 'confirmed', problem: null },
    { name: 'train.heic', state: 'left_out', problem: { code: reason, message } },
  ])
  expect(attachments[1]?.can.retry.allowed).toBe(false)
})

test('no sales transaction is made or sent in another currency than the organisation has now', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const { edit } = world.xero.control.organisations
  const invoice = await hasInvoice(world)
  await sendInvoice(ctx, { ...invoice, method: 'mark_as_sent' })
  edit(tenantId, { baseCurrency: 'USD' })
  clock.advance(60_000)
  await expect(createSalesTransaction(ctx, invoice)).rejects.toMatchObject({
    code: 'currency_differs',
    message: expect.stringMatching(/USD.*EUR/),
  })
  edit(tenantId, { baseCurrency: 'EUR' })
  clock.advance(60_000)
  await createSalesTransaction(ctx, invoice)
  edit(tenantId, { baseCurrency: 'USD' })
  await world.runJobs()
  expect(await getSalesTransaction(ctx, invoice)).toMatchObject({
    state: 'rejected',
    problem: { code: 'currency_differs', detail: expect.stringMatching(/USD.*EUR/) },
  })
  expect(world.xero.control.manualJournals(tenantId)).toEqual([])
})

test('two who create it at once get the same one', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const invoice = await hasInvoice(world, { isSent: true })
  const made = await Promise.all([1, 2, 3].map(() => createSalesTransaction(ctx, invoice)))
  expect(new Set(made.map(({ document }) => document.id)).size).toBe(1)
  expect(made.filter(({ isNew }) => isNew)).toHaveLength(1)
  await world.runJobs()
  expect(world.xero.control.manualJournals(tenantId)).toHaveLength(1)
})

test('a journal in a locked period is refused in words; the invoice stays as it is, and it can be retried', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { organisations } = world.xero.control
  organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const invoice = await hasInvoice(world, { isSent: true })
  const { document } = await createSalesTransaction(ctx, invoice)
  await world.runJobs()
  const refused = await getSalesTransaction(ctx, invoice)
  expect(refused).toMatchObject({ state: 'rejected', problem: { code: 'period_is_locked' } })
  expect((await getInvoice(ctx, invoice)).state).toBe('sent')

  organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await retryXeroDocument(ctx, { documentId: document.id })
  await world.runJobs()
  expect((await getSalesTransaction(ctx, invoice)).state).toBe('confirmed')
})

test('one that was given up makes room for another', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const invoice = await hasInvoice(world, { isSent: true })
  const { document } = await createSalesTransaction(ctx, invoice)
  await discardXeroDocument(ctx, { documentId: document.id })
  await expect(getSalesTransaction(ctx, invoice)).rejects.toMatchObject({
    code: 'sales_transaction_not_found',
  })
  const again = await createSalesTransaction(ctx, invoice)
  expect(again).toMatchObject({ isNew: true })
  await world.runJobs()
  expect(world.xero.control.manualJournals(tenantId)).toHaveLength(1)
})

test('many at once, each with its own result', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const sent = await hasInvoice(world, { isSent: true })
  const final = await hasInvoice(world)
  const nobody = '0199f3a1-7c00-7abc-8def-0123456789ab'
  const invoiceIds = [sent.invoiceId, final.invoiceId, nobody]
  const { results } = await createSalesTransactions(ctx, { invoiceIds })
  expect(results.map((each) => each.problem?.code ?? each.document?.state)).toEqual([
    'planned',
    'invoice_is_not_sent',
    'invoice_not_found',
  ])
})

test('says what is missing before anything can be posted', async () => {
  await using world = await createWorld()
  const { ctx, db } = world
  const invoice = await hasInvoice(world, { isSent: true })
  const because = async () =>
    (await getInvoice(ctx, invoice)).can.createSalesTransaction.because?.code
  expect(await because()).toBe('xero_is_not_connected')
  await world.connectXero({ settings: { salesAccountCode: '200' } })
  expect(await because()).toBe('debtors_account_not_chosen')
  await expect(createSalesTransaction(ctx, invoice)).rejects.toMatchObject({
    code: 'debtors_account_not_chosen',
  })
  await db.updateTable('xero_connections').set({ debtors_account_code: '611' }).execute()
  await db.updateTable('invoices').set({ currency: 'USD' }).execute()
  expect(await because()).toBe('invoice_currency_differs')
  await expect(createSalesTransaction(ctx, invoice)).rejects.toMatchObject({
    code: 'invoice_currency_differs',
  })
})

test.each(['403', '401'] as const)(
  'a role that may post no journals (%s) is told with the journal, and stops nothing else',
  async (status) => {
    await using world = await createWorld()
    const { ctx, db } = world
    const { connectionId } = await world.connectXero()
    const { switches } = world.xero.control
    switches.missingPermissionStatus = status
    switches.journalPermission = false
    const invoice = await hasInvoice(world, { isSent: true })
    const { document } = await createSalesTransaction(ctx, invoice)
    const other = await hasExported(world)
    await world.runJobs()
    const refused = await getSalesTransaction(ctx, invoice)
    expect(refused).toMatchObject({
      state: 'rejected',
      problem: { code: 'role_is_not_permitted', fix: expect.stringContaining('adviser') },
    })
    expect((await describeXero(ctx)).state).toBe('active')
    expect(await getInvoice(ctx, invoice)).toMatchObject({ state: 'sent' })
    expect(other.xeroId).not.toBe('')

    switches.journalPermission = true
    await retryXeroDocument(ctx, { documentId: document.id })
    await world.runJobs()
    expect(await getSalesTransaction(ctx, invoice)).toMatchObject({ state: 'confirmed' })

    // Who may not read journals either still has the invoices looked at, once a day and no oftener.
    switches.journalPermission = false
    world.clock.advance(25 * 3_600_000)
    await readDocumentsBack(ctx, { connectionId })
    const [checked] = await db
      .selectFrom('xero_connections')
      .select('documents_checked_at')
      .where('id', '=', connectionId)
      .execute()
    expect(checked?.documents_checked_at).toEqual(world.clock.now())
  },
)

test.each(['403', '401'] as const)(
  'a journal whose outcome nobody knows, and which this role may not look up (%s), holds up no invoices',
  async (status) => {
    await using world = await createWorld()
    const { ctx, clock } = world
    const { connectionId } = await world.connectXero()
    const { control } = world.xero
    const invoice = await hasInvoice(world, { isSent: true })
    await createSalesTransaction(ctx, invoice)
    control.failNext('PUT /ManualJournals', 'drop_after')
    control.failNext('GET /ManualJournals', '503_offline')
    await sendXeroDocuments(ctx, { connectionId })
    control.switches.missingPermissionStatus = status
    control.switches.journalPermission = false
    clock.advance(301_000)
    const project = await world.has.project({
      clientId: (await world.has.client({ name: 'Other' })).id,
    })
    const { id } = await world.has.timeEntry({ projectId: project.id })
    const items = { ...noItems, timeEntryIds: [id] }
    const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
    const exported = await createXeroExport(ctx, { ...how, items, issuedOn: '2026-11-16' })
    await sendXeroDocuments(ctx, { connectionId })
    expect((await getXeroExport(ctx, { exportId: exported.id })).state).toBe('done')
    expect(await getSalesTransaction(ctx, invoice)).toMatchObject({
      state: 'unknown',
      problem: { code: 'lookup_is_refused', detail: expect.stringContaining('may not do this') },
    })
    expect((await describeXero(ctx)).state).toBe('active')

    control.switches.journalPermission = true
    await world.connectXero()
    await sendXeroDocuments(ctx, { connectionId })
    expect(await getSalesTransaction(ctx, invoice)).toMatchObject({ state: 'confirmed' })
  },
)

test('an invoice of nothing has nothing to post', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const invoice = await hasInvoice(world, { isSent: true, unitPrice: '0' })
  await expect(createSalesTransaction(ctx, invoice)).rejects.toMatchObject({
    code: 'invoice_comes_to_nothing',
  })
})

test('another workspace, or an employee, cannot', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const invoice = await hasInvoice(world, { isSent: true })
  const { ctx } = await world.otherWorkspace()
  const refused = { code: 'invoice_not_found' }
  await expect(createSalesTransaction(ctx, invoice)).rejects.toMatchObject(refused)
  await expect(getSalesTransaction(ctx, invoice)).rejects.toMatchObject(refused)
  const employee = world.ctxAs('employee')
  const denied = { code: 'not_allowed' }
  await expect(createSalesTransaction(employee, invoice)).rejects.toMatchObject(denied)
  await expect(
    createSalesTransactions(employee, { invoiceIds: [invoice.invoiceId] }),
  ).rejects.toMatchObject(denied)
})

async function hasInvoice(
  { ctx, has }: World,
  { isSent = false, unitPrice = '10.02' }: { isSent?: boolean; unitPrice?: string } = {},
): Promise<{ invoiceId: string }> {
  const [rate] = await createVatRates(ctx, {
    items: [{ name: 'High', percentage: '21', isDefault: false }],
  })
  const client = await has.client()
  const line = { description: 'Work', quantity: '1', unitPrice, vatRateId: rate?.id ?? null }
  const invoice = await createInvoice(ctx, {
    clientId: client.id,
    items: noItems,
    groupBy: 'project',
    lines: [line, line, line],
    issuedOn: '2026-11-16',
    reference: '',
  })
  const invoiceId = invoice.id
  await finaliseInvoice(ctx, { invoiceId })
  if (isSent) await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  return { invoiceId }
}

function cents(amount: unknown): number {
  return Math.round(Number(amount) * 100)
}
