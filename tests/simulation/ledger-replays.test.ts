import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { creditXeroDocument } from '#app/exports/credit-xero-document.ts'
import { getXeroDocument } from '#app/exports/get-xero-document.ts'
import { previewXeroDocumentCredit } from '#app/exports/preview-xero-document-credit.ts'
import { readDocumentsBack } from '#app/exports/read-documents-back.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { createCreditInvoice } from '#app/invoices/create-credit-invoice.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { deleteInvoice } from '#app/invoices/delete-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { previewReRating } from '#app/rates/preview-re-rating.ts'
import { reRate } from '#app/rates/re-rate.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { hasExported, liveInvoices } from '#tests/support/exported.ts'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

// Sequences in which other time trackers billed work twice or lost it. Each ends with the ledger proven and every hour accounted for.

const today = '2026-11-16'
const firstPage = { limit: 50, cursor: undefined }

test('cancelled after a part was billed: the rest is open, the part is billed once', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const project = await has.project({
    invoiceMethod: 'fixed_price',
    fixedPriceMinor: 100_000,
  })
  const part = (amountMinor: number) => ({
    ...noItems,
    instalments: [{ projectId: project.id, amountMinor }],
  })
  const kept = await bill(world, part(40_000))
  const cancelled = await bill(world, part(60_000))
  await expect(bill(world, part(1))).rejects.toMatchObject({ code: 'fixed_price_is_fully_billed' })
  await deleteInvoice(ctx, { invoiceId: cancelled.id })
  await finaliseInvoice(ctx, { invoiceId: kept.id })
  await updateProject(ctx, { projectId: project.id, changes: { isArchived: true } })
  await expect(bill(world, part(60_001))).rejects.toMatchObject({
    code: 'fixed_price_would_be_exceeded',
  })
  await bill(world, part(60_000))
  expect(await billedMinor(world)).toBe(100_000)
  await expectLedgerHolds(world)
})

test('a subscription that ends after a part of its periods was billed: each of them once', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const subscription = {
    interval: 'month' as const,
    startsOn: '2026-07-31',
    endsOn: null,
    description: '',
    quantity: '1',
    unitPrice: '100',
  }
  const project = await has.project({ invoiceMethod: 'subscription', subscription })
  const due = { ...noItems, uninvoiced: [{ projectId: project.id, through: '2026-09-15' }] }
  const first = await bill(world, due)
  const ended = { ...subscription, endsOn: '2026-10-30' }
  await updateProject(ctx, { projectId: project.id, changes: { subscription: ended } })
  const rest = { ...noItems, uninvoiced: [{ projectId: project.id, through: today }] }
  await bill(world, rest)
  await deleteInvoice(ctx, { invoiceId: first.id })
  await bill(world, rest)
  await expect(bill(world, rest)).rejects.toMatchObject({ code: 'nothing_to_bill' })
  expect(await billedMinor(world)).toBe(30_000)
  await expectLedgerHolds(world)
})

test('a credit note in Xero, then a new invoice: the hours are asked for once', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const sent = await hasExported(world, { hours: 3, status: 'AUTHORISED' })
  const { documentId, timeEntryIds } = sent
  const { previewHash } = await previewXeroDocumentCredit(ctx, { documentId })
  const items = { ...noItems, timeEntryIds }
  await expect(send(world, items)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  await creditXeroDocument(ctx, { documentId, billAgain: true, previewHash })
  // Asked for, but not seen on the invoice yet.
  await expect(send(world, items)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  await world.runJobs()
  await send(world, items)
  await expect(send(world, items)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  expect(await billedMinor(world)).toBe(30_000)
  const [tenant] = world.xero.control.organisations.list().filter((each) => each.isConnected)
  const credits = world.xero.control.creditNotes(tenant?.id ?? '')
  const asked = liveInvoices(world).reduce((sum, each) => sum + Number(each['Total']), 0)
  expect(asked - Number(credits[0]?.['Total'])).toBe(300)
  await expectLedgerHolds(world)
})

test('a credit in parts, then a new invoice: hours are free when their line is credited in full, not before', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const entry = await has.timeEntry({ seconds: 7200 })
  const items = { ...noItems, timeEntryIds: [entry.id] }
  const { id: invoiceId, lines } = await bill(world, items)
  await finaliseInvoice(ctx, { invoiceId })
  const [line] = lines
  const credited = { invoiceId, issuedOn: today, reference: '', freesItems: true }
  for (const quantity of ['0.5', '1.5']) {
    await expect(bill(world, items)).rejects.toMatchObject({ code: 'item_is_invoiced' })
    const asked = [{ lineId: line?.id ?? '', quantity }]
    const { id } = await createCreditInvoice(ctx, { ...credited, lines: asked })
    await finaliseInvoice(ctx, { invoiceId: id })
  }
  await bill(world, items)
  await expect(bill(world, items)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  expect(await billedMinor(world)).toBe(20_000)
  await expectLedgerHolds(world)
})

test.each([
  ['AUTHORISED', 'VOIDED'],
  ['DRAFT', 'DELETED'],
] as const)(
  'an invoice that is %s and becomes %s in Xero, seen from both sides at once, frees its hours once',
  async (status, ended) => {
    await using world = await createWorld()
    const { ctx } = world
    const { tenantId } = await world.connectXero()
    const { documentId, xeroId, timeEntryIds } = await hasExported(world, { hours: 2, status })
    await voidXeroDocument(ctx, { documentId })
    world.clock.advance(1000)
    world.xero.control.editInvoice(tenantId, xeroId, { Status: ended })
    const { connectionId } = await getXeroDocument(ctx, { documentId })
    await Promise.all([
      world.runJobs(),
      readDocumentsBack(world.systemCtx(), { connectionId }),
      readDocumentsBack(world.systemCtx(), { connectionId }),
    ])
    expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
      state: 'voided',
      closed: { items: 2 },
    })
    const items = { ...noItems, timeEntryIds }
    const both = await Promise.allSettled([send(world, items), bill(world, items)])
    expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    await readDocumentsBack(world.systemCtx(), { connectionId })
    expect(await billedMinor(world)).toBe(20_000)
    await expectLedgerHolds(world)
  },
)

test('a draft that is deleted gives its hours back, also when two drafts wanted them', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const entry = await has.timeEntry()
  const items = { ...noItems, timeEntryIds: [entry.id] }
  for (const _ of [1, 2, 3]) {
    const drafts = await Promise.allSettled([bill(world, items), bill(world, items)])
    const [won, ...more] = drafts.flatMap((each) =>
      each.status === 'fulfilled' ? each.value.id : [],
    )
    expect(more).toEqual([])
    const invoiceId = won ?? ''
    const removed = await Promise.allSettled([
      deleteInvoice(ctx, { invoiceId }),
      deleteInvoice(ctx, { invoiceId }),
    ])
    expect(removed.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  }
  expect(await openMinor(world)).toBe(10_000)
  await expectLedgerHolds(world)
})

test('an entry stays with its project while it is drafted; moved afterwards, it is billed there and only there', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const entry = await has.timeEntry()
  const other = await has.project({ hourlyRate: '80' })
  const items = { ...noItems, timeEntryIds: [entry.id] }
  const draft = await bill(world, items)
  const moved = { timeEntryId: entry.id, changes: { projectId: other.id } }
  await expect(updateTimeEntry(ctx, moved)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  await expect(deleteTimeEntry(ctx, { timeEntryId: entry.id })).rejects.toMatchObject({
    code: 'item_is_invoiced',
  })
  await deleteInvoice(ctx, { invoiceId: draft.id })
  // At once: either it is billed where it was, or where it went.
  const [billed, change] = await Promise.allSettled([
    bill(world, items),
    updateTimeEntry(ctx, moved),
  ])
  expect(billed.status).toBe('fulfilled')
  expect(await billedMinor(world)).toBe(change.status === 'fulfilled' ? 8000 : 10_000)
  await expectLedgerHolds(world)
})

test('hours on a draft keep their rate; given back, they get the one that counts', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const project = await has.project()
  const entry = await has.timeEntry({ projectId: project.id })
  const items = { ...noItems, timeEntryIds: [entry.id] }
  const draft = await bill(world, items)
  await updateProject(ctx, { projectId: project.id, changes: { hourlyRate: '150' } })
  const ids = [entry.id]
  const asked = { kind: 'time_entry' as const, ids }
  const during = await previewReRating(ctx, { ...asked, ...firstPage })
  expect(await reRate(ctx, { ...asked, hash: during.hash })).toEqual({ reRated: 0 })
  expect(await billedMinor(world)).toBe(10_000)
  await expectLedgerHolds(world)
  await deleteInvoice(ctx, { invoiceId: draft.id })
  const after = await previewReRating(ctx, { ...asked, ...firstPage })
  const both = await Promise.allSettled([
    reRate(ctx, { ...asked, hash: after.hash }),
    bill(world, items),
  ])
  expect(both[1].status).toBe('fulfilled')
  expect([10_000, 15_000]).toContain(await billedMinor(world))
  await expectLedgerHolds(world)
})

test('clients whose contacts are merged in Xero: what either was billed stays, and is issued anew once', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const one = await hasExported(world, { hours: 1, status: 'AUTHORISED' })
  const other = await hasExported(world, { hours: 2, status: 'AUTHORISED' })
  const contactOf = (xeroId: string) => {
    const invoice = world.xero.control
      .invoices(tenantId)
      .find((each) => each['InvoiceID'] === xeroId)
    return String((invoice?.['Contact'] as Record<string, unknown> | undefined)?.['ContactID'])
  }
  world.xero.control.mergeContacts(tenantId, contactOf(one.xeroId), contactOf(other.xeroId))
  await world.request('POST', '/contact-imports', { mode: 'new_and_changed' })
  await world.runJobs()
  await voidXeroDocument(ctx, { documentId: one.documentId })
  await world.runJobs()
  const again = { ...noItems, timeEntryIds: one.timeEntryIds }
  const both = await Promise.allSettled([send(world, again), bill(world, again)])
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  expect(await billedMinor(world)).toBe(30_000)
  await expectLedgerHolds(world)
})

async function bill({ ctx }: World, items: ItemSelection) {
  const asked = { groupBy: 'project' as const, lines: [], issuedOn: today, reference: '' }
  return await createInvoice(ctx, { ...asked, items })
}

async function send(world: World, items: ItemSelection) {
  const made = await createXeroExport(world.ctx, {
    items,
    per: 'client',
    groupBy: 'project',
    issuedOn: today,
    status: 'AUTHORISED',
  })
  await world.runJobs()
  return made
}

async function billedMinor({ db, workspaceId }: World): Promise<number> {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(amount_minor), 0)::bigint as sum from billed_items where workspace_id = ${workspaceId}`.execute(
    db,
  )
  return rows[0]?.sum ?? 0
}

async function openMinor({ ctx }: World): Promise<number> {
  const { items } = await listUninvoiced(ctx, { ...firstPage, through: today })
  return items.reduce((sum, each) => sum + each.leftMinor, 0)
}
