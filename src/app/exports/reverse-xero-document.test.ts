import { getXeroCertificate } from '#app/differences/get-xero-certificate.ts'
import { listXeroDifferences } from '#app/differences/list-xero-differences.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { holdDocuments } from '#db/xero-sending.ts'
import { hasExported, hasSentInvoice } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { discardXeroDocument } from './discard-xero-document.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { refreshXeroDocuments } from './refresh-xero-documents.ts'
import { retryXeroDocument } from './retry-xero-document.ts'
import { reverseXeroDocument } from './reverse-xero-document.ts'
import { voidXeroDocument } from './void-xero-document.ts'

// A sales transaction is taken back once, to the cent, and both journals stay in the ledger that they are in.

test('a locked period does not void; a reversal on another day takes it back, linked both ways', async () => {
  await using world = await posted()
  const { ctx, documentId, invoiceId, tenantId } = world
  lock(world, '2026-11-30')
  await voidXeroDocument(ctx, { documentId })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    change: { state: 'rejected', problem: { code: 'period_is_locked' } },
    can: { reverse: { allowed: true } },
  })

  const asked = await reverseXeroDocument(ctx, { documentId, issuedOn: '2026-12-01' })
  expect(asked).toMatchObject({
    reversedAt: null,
    reversal: { state: 'planned', issuedOn: '2026-12-01' },
    can: { reverse: { because: { code: 'document_is_reversed' } } },
  })
  await world.runJobs()
  const document = await getXeroDocument(ctx, { documentId })
  expect(document).toMatchObject({ state: 'confirmed', reversal: { state: 'confirmed' } })
  expect(document.reversedAt).not.toBeNull()
  expect(document.events.map((each) => each.kind).slice(-2)).toEqual([
    'reversal_requested',
    'reversed',
  ])
  const reversal = await getXeroDocument(ctx, { documentId: document.reversal?.id ?? '' })
  expect(reversal).toMatchObject({
    reversesId: documentId,
    xeroStatus: 'POSTED',
    totalMinor: -document.totalMinor,
    difference: null,
    can: { reverse: { because: { code: 'document_is_a_reversal' } } },
  })
  const journals = world.xero.control.manualJournals(tenantId)
  expect(journals).toHaveLength(2)
  expect([...sumsOf(journals).values()].every((each) => each === 0)).toBe(true)
  expect(
    journals
      .map((each) => String(each['Narration']))
      .filter((each) => /^Reversal of invoice .*\[HB-\w{8}\]$/.test(each)),
  ).toHaveLength(1)

  // It stays on the invoice, which can be posted anew.
  const invoice = await getInvoice(ctx, { invoiceId })
  expect(invoice.salesTransaction).toMatchObject({ id: documentId })
  expect(invoice.can.createSalesTransaction.allowed).toBe(true)
})

test.each(['drop_after', 'error_500_after', 'drop_before', 'error_500_before', 'truncated_json'])(
  'a reversal whose call ends with %s is in Xero once',
  async (fault) => {
    await using world = await posted()
    const { ctx, documentId, tenantId } = world
    world.xero.control.failNext('PUT /ManualJournals', fault as 'drop_after')
    await reverseXeroDocument(ctx, { documentId })
    await world.runJobs({ workers: 2 })
    expect(world.xero.control.manualJournals(tenantId)).toHaveLength(2)
    const { reversal, reversedAt } = await getXeroDocument(ctx, { documentId })
    expect(reversal).toMatchObject({ state: 'confirmed' })
    expect(reversedAt).not.toBeNull()
  },
)

test('of many who reverse it at once, one does', async () => {
  await using world = await posted()
  const { ctx, documentId, tenantId } = world
  const asked = await Promise.allSettled(
    Array.from({ length: 5 }, () => reverseXeroDocument(ctx, { documentId })),
  )
  expect(asked.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  for (const reason of refused) expect(reason).toMatchObject({ code: 'document_is_reversed' })
  await world.runJobs()
  expect(world.xero.control.manualJournals(tenantId)).toHaveLength(2)
})

test('the database allows one live reversal, whatever the code does', async () => {
  await using world = await posted()
  const { ctx, db, documentId, workspaceId } = world
  const { reversal } = await reverseXeroDocument(ctx, { documentId })
  await world.runJobs()
  await createSalesTransaction(ctx, { invoiceId: world.invoiceId })
  await world.runJobs()
  const another = db
    .updateTable('xero_documents')
    .set({ reverses_id: documentId })
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'manual_journal')
    .where('reverses_id', 'is', null)
    .where('id', '!=', documentId)
    .where('id', '!=', reversal?.id ?? '')
  await expect(another.execute()).rejects.toMatchObject({
    constraint: 'xero_documents_one_reversal',
  })
})

test('after a reversal the invoice is posted anew, and the ledger has it once', async () => {
  await using world = await posted()
  const { ctx, documentId, invoiceId, tenantId } = world
  await reverseXeroDocument(ctx, { documentId })
  await world.runJobs()
  const { document, isNew } = await createSalesTransaction(ctx, { invoiceId })
  expect(isNew).toBe(true)
  await world.runJobs()
  expect((await getInvoice(ctx, { invoiceId })).salesTransaction).toMatchObject({ id: document.id })
  const journals = world.xero.control.manualJournals(tenantId)
  expect(journals).toHaveLength(3)
  expect(sumsOf(journals)).toEqual(sumsOf(journals.filter(isNotReversal).slice(0, 1)))
})

test('a reversal that Xero refuses can go on another day, or be given up; nothing is marked before', async () => {
  await using world = await posted()
  const { ctx, documentId, invoiceId } = world
  lock(world, '2026-11-30')
  const { reversal } = await reverseXeroDocument(ctx, { documentId })
  await world.runJobs()
  const refused = { documentId: reversal?.id ?? '' }
  expect(await getXeroDocument(ctx, refused)).toMatchObject({
    state: 'rejected',
    problem: { code: 'period_is_locked' },
  })
  expect((await getXeroDocument(ctx, { documentId })).reversedAt).toBeNull()
  await discardXeroDocument(ctx, refused)
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    reversal: null,
    can: { reverse: { allowed: true } },
  })
  expect((await getInvoice(ctx, { invoiceId })).can.createSalesTransaction.allowed).toBe(false)
  const second = await reverseXeroDocument(ctx, { documentId })
  await world.runJobs()
  // What is booked elsewhere from now on does not move the reversal.
  await updateXeroSettings(ctx, { salesAccountCode: '260' })
  await retryXeroDocument(ctx, { documentId: second.reversal?.id ?? '', issuedOn: '2026-12-01' })
  await world.runJobs()
  const journals = world.xero.control.manualJournals(world.tenantId)
  expect([...sumsOf(journals).values()].every((each) => each === 0)).toBe(true)
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    reversal: { state: 'confirmed', issuedOn: '2026-12-01' },
  })
})

test('a reversal that is voided in Xero takes nothing back: the first counts again', async () => {
  await using world = await posted()
  const { ctx, clock, documentId, invoiceId, tenantId } = world
  const { reversal } = await reverseXeroDocument(ctx, { documentId })
  await world.runJobs()
  await expect(voidXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_reversed',
  })
  clock.advance(1000)
  const reversalId = reversal?.id ?? ''
  const { xeroId } = await getXeroDocument(ctx, { documentId: reversalId })
  world.xero.control.editManualJournal(tenantId, xeroId ?? '', { Status: 'VOIDED' })
  await refreshXeroDocuments(ctx, { documentId: reversalId })
  const document = await getXeroDocument(ctx, { documentId })
  expect(document).toMatchObject({ reversal: null, reversedAt: null })
  expect(document.events.at(-1)).toMatchObject({ kind: 'reversal_gone' })
  expect((await getInvoice(ctx, { invoiceId })).can.createSalesTransaction.allowed).toBe(false)
})

test('who holds a reversal holds what it takes back: whoever follows that waits, and neither waits for the other', async () => {
  await using world = await posted()
  const { ctx, db, documentId, workspaceId } = world
  const { reversal } = await reverseXeroDocument(ctx, { documentId })
  await db.transaction().execute(async (tx) => {
    await holdDocuments(tx, { workspaceId, documentIds: [reversal?.id ?? ''] })
    const free = await db
      .selectFrom('xero_documents')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', documentId)
      .select('id')
      .forUpdate()
      .skipLocked()
      .execute()
    expect(free).toEqual([])
  })
})

test('a journal that somebody voids in Xero before its reversal goes out is not reversed any more', async () => {
  await using world = await posted()
  const { ctx, clock, documentId, tenantId } = world
  const { reversal } = await reverseXeroDocument(ctx, { documentId })
  clock.advance(1000)
  const { xeroId } = await getXeroDocument(ctx, { documentId })
  world.xero.control.editManualJournal(tenantId, xeroId ?? '', { Status: 'VOIDED' })
  await refreshXeroDocuments(ctx, { documentId })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId: reversal?.id ?? '' })).toMatchObject({
    state: 'discarded',
  })
  expect(world.xero.control.manualJournals(tenantId)).toMatchObject([{ Status: 'VOIDED' }])
})

test('a reversal that is gone when the invoice was posted anew is a difference', async () => {
  await using world = await posted()
  const { ctx, clock, documentId, invoiceId } = world
  const { reversal } = await reverseXeroDocument(ctx, { documentId })
  await world.runJobs()
  await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  clock.advance(1000)
  await voidXeroDocument(ctx, { documentId: reversal?.id ?? '' })
  await world.runJobs()
  await refreshXeroDocuments(ctx, { documentId })
  const { items } = await listXeroDifferences(ctx, { limit: 50, isAccepted: false })
  expect(items).toMatchObject([
    {
      document: { id: documentId },
      differences: [{ field: 'reversal', reason: 'missing_in_xero' }],
    },
  ])
})

test('what somebody edited in Xero, drafts, reversals and invoices are not reversed', async () => {
  await using world = await posted()
  const { ctx, clock, documentId, tenantId } = world
  const { documentId: exportedId } = await hasExported(world, { status: 'AUTHORISED' })
  await expect(reverseXeroDocument(ctx, { documentId: exportedId })).rejects.toMatchObject({
    code: 'document_is_not_a_journal',
  })
  clock.advance(1000)
  const { xeroId } = await getXeroDocument(ctx, { documentId })
  const [journal] = world.xero.control
    .manualJournals(tenantId)
    .filter((each) => each['ManualJournalID'] === xeroId)
  const lines = journal?.['JournalLines'] as { LineAmount: number }[]
  const double = lines.map((line) => ({ ...line, LineAmount: line.LineAmount * 2 }))
  world.xero.control.editManualJournal(tenantId, xeroId ?? '', { JournalLines: double })
  await expect(reverseXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'journal_was_edited',
  })
  expect((await getXeroDocument(ctx, { documentId })).reversal).toBeNull()
})

test('a draft arrives as a draft, counts as one in the certificate, and is voided, not reversed', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  await updateXeroSettings(ctx, { journalStatus: 'DRAFT' })
  const invoiceId = await hasSentInvoice(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const { id: documentId } = document
  expect(world.xero.control.manualJournals(tenantId)).toMatchObject([{ Status: 'DRAFT' }])
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    xeroStatus: 'DRAFT',
    difference: null,
    can: { void: { allowed: true }, reverse: { because: { code: 'journal_is_not_posted' } } },
  })
  await expect(reverseXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'journal_is_not_posted',
  })
  const { totalMinor } = document
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject({
    totals: { documents: 1, hourbookMinor: totalMinor, differenceMinor: 0 },
    drafts: { documents: 1, minor: totalMinor },
  })
  // Posted by somebody in Xero: it counts there, and is followed.
  clock.advance(1000)
  const { xeroId } = await getXeroDocument(ctx, { documentId })
  world.xero.control.editManualJournal(tenantId, xeroId ?? '', { Status: 'POSTED' })
  await refreshXeroDocuments(ctx, { documentId })
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject({
    drafts: { documents: 0, minor: 0 },
  })
  expect((await getXeroDocument(ctx, { documentId })).can.reverse.allowed).toBe(true)
})

test('in the certificate a reversal counts in its own month, the other way round, on both sides', async () => {
  await using world = await posted()
  const { ctx, documentId } = world
  const { totalMinor } = await getXeroDocument(ctx, { documentId })
  await reverseXeroDocument(ctx, { documentId, issuedOn: '2026-12-01' })
  await world.runJobs()
  const totals = (minor: number) => ({
    totals: { documents: 1, hourbookMinor: minor, xeroMinor: minor, differenceMinor: 0 },
    open: 0,
  })
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject(totals(totalMinor))
  expect(await getXeroCertificate(ctx, { month: '2026-12' })).toMatchObject(totals(-totalMinor))
  expect((await listXeroDifferences(ctx, { limit: 50, isAccepted: false })).items).toEqual([])
})

/** A sales transaction that Xero has. */
async function posted() {
  const world = await createWorld()
  const { tenantId } = await world.connectXero()
  const invoiceId = await hasSentInvoice(world)
  const { document } = await createSalesTransaction(world.ctx, { invoiceId })
  await world.runJobs()
  return Object.assign(world, { tenantId, invoiceId, documentId: document.id })
}

function lock({ xero, tenantId }: World & { tenantId: string }, periodLockDate: string): void {
  xero.control.organisations.edit(tenantId, { periodLockDate })
}

type Journal = Record<string, unknown>

function isNotReversal(journal: Journal): boolean {
  return !String(journal['Narration']).startsWith('Reversal')
}

/** What journals come to by account, in cents. */
function sumsOf(journals: readonly Journal[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const journal of journals) {
    for (const line of journal['JournalLines'] as { AccountCode: string; LineAmount: number }[]) {
      const before = sums.get(line.AccountCode) ?? 0
      sums.set(line.AccountCode, before + Math.round(line.LineAmount * 100))
    }
  }
  return sums
}
