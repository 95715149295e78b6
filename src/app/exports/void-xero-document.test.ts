import { allocationsOf, hasExported, liveInvoices } from '#tests/support/exported.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { getXeroDocumentReissue } from './get-xero-document-reissue.ts'
import { voidXeroDocument } from './void-xero-document.ts'

test.each([
  ['DRAFT', 'DELETED'],
  ['SUBMITTED', 'DELETED'],
  ['AUTHORISED', 'VOIDED'],
] as const)('an invoice that is %s becomes %s, and is issued anew', async (status, ended) => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId, timeEntryIds } = await hasExported(world, {
    hours: 2,
    status,
    reference: 'PO 12',
  })
  const asked = await voidXeroDocument(ctx, { documentId })
  expect(asked).toMatchObject({
    state: 'confirmed',
    change: { kind: 'void', state: 'planned', requestedByName: 'Olga Owner' },
    can: { void: { because: { code: 'document_is_being_changed' } } },
  })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'voided',
    xeroStatus: ended,
    closed: { byName: 'Olga Owner', items: 2 },
    change: { state: 'done', problem: null },
  })
  const [invoice] = world.xero.control.invoices(tenantId)
  expect(invoice).toMatchObject({ InvoiceID: xeroId, Status: ended })

  const { items, options, count } = await getXeroDocumentReissue(ctx, { documentId })
  expect(count).toBe(2)
  expect(items.timeEntryIds.toSorted()).toEqual(timeEntryIds.toSorted())
  expect(options).toMatchObject({ per: 'client', groupBy: 'project', status, reference: 'PO 12' })
  await createXeroExport(ctx, { ...options, items })
  await world.runJobs()
  expect(liveInvoices(world)).toMatchObject([{ Total: 200 }])
  await expect(voidXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_closed',
  })
  // What is billed elsewhere by now is not offered again.
  expect((await getXeroDocumentReissue(ctx, { documentId })).count).toBe(0)
})

test.each([
  'drop_after',
  'error_500_after',
  'drop_before',
  'error_500_before',
  '429_minute',
] as const)('a void whose call ends with %s is made once, and frees once', async (fault) => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  world.xero.control.failNext('POST /Invoices', fault, 2)
  await voidXeroDocument(ctx, { documentId })
  await world.runJobs({ workers: 2 })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'voided',
    closed: { byName: 'Olga Owner', items: 1 },
  })
  expect(await allocationsOf(world, documentId)).toHaveLength(2)
  expect(liveInvoices(world)).toEqual([])
})

test('what is paid on is not voided: known beforehand, or found out when it is done', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world, { status: 'AUTHORISED' })
  await voidXeroDocument(ctx, { documentId })
  clock.advance(1000)
  world.xero.control.payInvoice(tenantId, xeroId, { amount: 10 })
  await world.runJobs()
  const refused = await getXeroDocument(ctx, { documentId })
  expect(refused).toMatchObject({
    state: 'confirmed',
    xeroPaidMinor: 1000,
    change: { state: 'rejected', problem: { code: 'document_is_paid' } },
  })
  expect(refused.change?.problem?.fix).toContain('Credit it in Xero')
  expect(refused.lines.flatMap((line) => line.items)).toHaveLength(1)
  await expect(voidXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_paid',
  })
})

test('a locked period refuses in words, and everything stays as it was', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  await voidXeroDocument(ctx, { documentId })
  await world.runJobs()
  const refused = await getXeroDocument(ctx, { documentId })
  expect(refused).toMatchObject({
    state: 'confirmed',
    xeroStatus: 'AUTHORISED',
    change: { state: 'rejected', problem: { code: 'period_is_locked' } },
  })
  expect(refused.events.map((each) => each.kind)).toEqual(['change_requested', 'change_refused'])
  expect(await allocationsOf(world, documentId)).toHaveLength(1)
  // Unlocked, it can be asked for again.
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await voidXeroDocument(ctx, { documentId })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ state: 'voided' })
})

test('what Xero does not have, or another workspace has, cannot be voided', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  await expect(voidXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_not_in_xero',
  })
  const other = await world.otherWorkspace()
  await expect(voidXeroDocument(other.ctx, { documentId })).rejects.toMatchObject({
    code: 'xero_document_not_found',
  })
  await expect(getXeroDocumentReissue(other.ctx, { documentId })).rejects.toMatchObject({
    code: 'xero_document_not_found',
  })
})

test('while a change is under way there is no second', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const { documentId } = await hasExported(world)
  await voidXeroDocument(ctx, { documentId })
  await expect(voidXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_being_changed',
  })
})
