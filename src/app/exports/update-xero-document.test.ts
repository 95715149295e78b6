import { noItems } from '#api/billing-schemas.ts'
import { allocationsOf, hasExported, liveInvoices } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { changeXeroDocuments } from './change-xero-documents.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { previewXeroDocumentUpdate } from './preview-xero-document-update.ts'
import { refreshXeroDocuments } from './refresh-xero-documents.ts'
import { updateXeroDocument } from './update-xero-document.ts'

test('hours of the same client come on the draft that Xero has, behind its lines as they are there', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const exported = await hasExported(world)
  const { documentId, xeroId } = exported
  const [line] = linesOf(world, tenantId)
  // Somebody changed the words of our line in Xero; they stay.
  world.clock.advance(1000)
  world.xero.control.editInvoice(tenantId, xeroId, {
    LineItems: [{ LineItemID: line?.LineItemID, Description: 'As we agreed' }],
  })
  const items = await moreHours(world, exported)
  const preview = await previewXeroDocumentUpdate(ctx, { documentId, items })
  expect(preview).toMatchObject({ calls: 2, documents: [{ subtotalMinor: 10_000 }] })
  const { previewHash } = preview
  const asked = await updateXeroDocument(ctx, { documentId, items, previewHash })
  expect(asked).toMatchObject({ totalMinor: 20_000, change: { kind: 'update', state: 'planned' } })
  await world.runJobs()

  const done = await getXeroDocument(ctx, { documentId })
  expect(done).toMatchObject({
    state: 'confirmed',
    totalMinor: 20_000,
    difference: null,
    change: { state: 'done' },
  })
  expect(done.events.map((each) => each.kind)).toContain('lines_added')
  expect(linesOf(world, tenantId).map((each) => each.Description)).toEqual([
    'As we agreed',
    done.lines[1]?.description,
  ])
  expect(done.lines.map((each) => each.xeroLineId)).toEqual(
    linesOf(world, tenantId).map((each) => each.LineItemID),
  )
  expect(done.lines[1]?.items.map((each) => each.itemId)).toEqual(items.timeEntryIds)
  expect(liveInvoices(world)).toMatchObject([{ Total: 200 }])
})

test.each([
  'drop_after',
  'error_500_after',
  'drop_before',
  'error_500_before',
  '429_minute',
  'truncated_json',
] as const)('an update whose call ends with %s adds its lines once', async (fault) => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const exported = await hasExported(world)
  const { documentId } = exported
  world.xero.control.failNext('POST /Invoices', fault, 2)
  await updateXeroDocument(ctx, { documentId, items: await moreHours(world, exported) })
  await world.runJobs({ workers: 2 })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    totalMinor: 20_000,
    difference: null,
    change: { state: 'done' },
  })
  expect(linesOf(world, tenantId)).toHaveLength(2)
  expect(await allocationsOf(world, documentId)).toHaveLength(2)
})

test('what was approved meanwhile is not updated; what would have come on it is open again', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const exported = await hasExported(world)
  const { documentId, xeroId } = exported
  const items = await moreHours(world, exported)
  await updateXeroDocument(ctx, { documentId, items })
  clock.advance(1000)
  world.xero.control.editInvoice(tenantId, xeroId, { Status: 'AUTHORISED' })
  await world.runJobs()
  const refused = await getXeroDocument(ctx, { documentId })
  expect(refused).toMatchObject({
    totalMinor: 10_000,
    change: { state: 'rejected', problem: { code: 'document_is_approved' } },
  })
  expect(refused.lines).toHaveLength(1)
  const rows = await allocationsOf(world, documentId)
  expect(rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(10_000)
  await expect(updateXeroDocument(ctx, { documentId, items })).rejects.toMatchObject({
    code: 'document_is_approved',
  })
  await expect(previewXeroDocumentUpdate(ctx, { documentId, items })).rejects.toMatchObject({
    code: 'document_is_approved',
  })
})

test('an update that was done, lost its answer and was then approved is not undone', async () => {
  await using world = await createWorld()
  const { ctx, services } = world
  const { tenantId } = await world.connectXero()
  const exported = await hasExported(world)
  const { documentId, xeroId } = exported
  const { accounting } = services
  services.accounting = {
    ...accounting,
    updateInvoice: async (...words: Parameters<typeof accounting.updateInvoice>) => {
      const { receipt } = await accounting.updateInvoice(...words)
      world.xero.control.editInvoice(tenantId, xeroId, { Status: 'AUTHORISED' })
      return { kind: 'unknown', answered: false, detail: 'No answer', receipt }
    },
  }
  await updateXeroDocument(
    { ...ctx, accounting },
    { documentId, items: await moreHours(world, exported) },
  )
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    totalMinor: 20_000,
    xeroStatus: 'AUTHORISED',
    difference: null,
    change: { state: 'done' },
  })
  expect(linesOf(world, tenantId)).toHaveLength(2)
})

test('an invoice that is deleted while it is to be updated frees everything', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const exported = await hasExported(world)
  const { documentId, xeroId } = exported
  await updateXeroDocument(ctx, { documentId, items: await moreHours(world, exported) })
  clock.advance(1000)
  world.xero.control.editInvoice(tenantId, xeroId, { Status: 'DELETED' })
  await refreshXeroDocuments(ctx, { documentId })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'voided',
    totalMinor: 10_000,
    change: { state: 'rejected' },
  })
  const rows = await allocationsOf(world, documentId)
  expect(rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0)
})

test('only items of its client, that nothing bills, come on a document', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const exported = await hasExported(world)
  const { documentId, timeEntryIds } = exported
  const stranger = await has.timeEntry({
    projectId: (await has.project({ clientId: (await has.client({ name: 'Stranger' })).id })).id,
  })
  const update = async (ids: string[]) =>
    await updateXeroDocument(ctx, { documentId, items: { ...noItems, timeEntryIds: ids } })
  await expect(update([stranger.id])).rejects.toMatchObject({ code: 'items_of_several_clients' })
  await expect(update(timeEntryIds)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  await expect(update([])).rejects.toMatchObject({ code: 'nothing_to_bill' })
  const previewHash = 'of another preview'
  const items = await moreHours(world, exported)
  await expect(updateXeroDocument(ctx, { documentId, items, previewHash })).rejects.toMatchObject({
    code: 'preview_is_outdated',
  })
})

test.each(['DRAFT', 'AUTHORISED'])(
  'an update (%s by now) of which Xero shows a part is neither done nor made again nor taken back, and says why',
  async (status) => {
    await using world = await createWorld()
    const { ctx, services, clock } = world
    const { tenantId, connectionId } = await world.connectXero()
    const exported = await hasExported(world, { groupBy: 'entry' })
    const { documentId, xeroId } = exported
    const { accounting } = services
    // The answer is lost, and somebody changes one of the two new lines before anybody looks.
    const lost: typeof accounting = {
      ...accounting,
      updateInvoice: async (...words) => {
        const { receipt } = await accounting.updateInvoice(...words)
        const [, , last] = linesOf(world, tenantId)
        clock.advance(1000)
        world.xero.control.editInvoice(tenantId, xeroId, {
          LineItems: linesOf(world, tenantId).map((line) => ({
            LineItemID: line.LineItemID,
            ...(line.LineItemID === last?.LineItemID && { Description: 'Changed in Xero' }),
          })),
          Status: status,
        })
        return { kind: 'unknown', answered: false, detail: 'No answer', receipt }
      },
    }
    const items = { ...noItems, timeEntryIds: await moreOf(world, exported, 2) }
    await updateXeroDocument(ctx, { documentId, items })
    const before = (await getXeroDocument(ctx, { documentId })).lines
    expect(before).toHaveLength(3)
    const progress = await changeXeroDocuments({ ...ctx, accounting: lost }, { connectionId })
    expect(progress.kind).toBe('retry')
    clock.advance(301_000)
    const later = await changeXeroDocuments(ctx, { connectionId })
    expect(later).toMatchObject({ kind: 'retry' })
    const waiting = await getXeroDocument(ctx, { documentId })
    expect(waiting.change).toMatchObject({
      state: 'unknown',
      problem: {
        code: 'update_is_there_in_part',
        detail: expect.stringContaining(before[2]?.description ?? ''),
      },
    })
    expect(waiting.change?.problem?.detail).toContain('1 of the 2 added lines')
    // Nothing of it is open again, and nothing was sent twice.
    expect(waiting.lines).toHaveLength(3)
    expect(linesOf(world, tenantId)).toHaveLength(3)

    const [, , last] = linesOf(world, tenantId)
    clock.advance(3_600_000)
    world.xero.control.editInvoice(tenantId, xeroId, {
      LineItems: linesOf(world, tenantId).map(({ LineItemID }) => ({
        LineItemID,
        ...(LineItemID === last?.LineItemID && { Description: before[2]?.description }),
      })),
    })
    await changeXeroDocuments(ctx, { connectionId })
    const done = await getXeroDocument(ctx, { documentId })
    expect(done).toMatchObject({ change: { state: 'done', problem: null }, difference: null })
    expect(done.lines.map((each) => each.xeroLineId)).toEqual(
      linesOf(world, tenantId).map((each) => each.LineItemID),
    )
  },
)

test('a change of a document that Xero does not show is refused, or waits; those behind it go on', async () => {
  await using world = await createWorld()
  const { ctx, clock, xero } = world
  const { connectionId } = await world.connectXero()
  const [first, second, third] = [
    await hasExported(world),
    await hasExported(world),
    await hasExported(world),
  ]
  const { accounting } = ctx
  const rejected = { code: 'role_is_not_permitted', detail: 'Without the role.' }
  const blind: typeof accounting = {
    ...accounting,
    readInvoices: async (session, invoiceIds) => {
      const outcome = await accounting.readInvoices(session, invoiceIds)
      const isHidden = invoiceIds.includes(first.xeroId) || invoiceIds.includes(second.xeroId)
      const { receipt } = outcome
      return isHidden ? { kind: 'rejected', problem: rejected, receipt } : outcome
    },
  }
  // The first was called for already, and its answer lost.
  const update = async (exported: typeof first) => {
    const timeEntryIds = await moreOf(world, exported, 1)
    const { documentId } = exported
    await updateXeroDocument(ctx, { documentId, items: { ...noItems, timeEntryIds } })
  }
  await update(first)
  xero.control.failNext('POST /Invoices', 'drop_after')
  xero.control.failNext('GET /Invoices', '503_offline', { nth: 2 })
  await changeXeroDocuments(ctx, { connectionId })
  clock.advance(301_000)
  await update(second)
  await update(third)
  await changeXeroDocuments({ ...ctx, accounting: blind }, { connectionId })
  const changeOf = async ({ documentId }: typeof first) =>
    (await getXeroDocument(ctx, { documentId })).change
  expect(await changeOf(first)).toMatchObject({
    state: 'unknown',
    problem: { code: 'lookup_is_refused', detail: expect.stringContaining('Without the role') },
  })
  expect(await changeOf(second)).toMatchObject({
    state: 'rejected',
    problem: { code: 'role_is_not_permitted' },
  })
  expect(await changeOf(third)).toMatchObject({ state: 'done' })

  // Somebody else connects, who may look: it is looked for at once.
  await world.connectXero()
  expect(await changeXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  expect(await changeOf(first)).toMatchObject({ state: 'done', problem: null })
})

async function moreOf({ has }: World, { projectId }: { projectId: string }, count: number) {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const workedOn = `2026-11-${12 + index}`
    ids.push((await has.timeEntry({ projectId, workedOn, notes: `More ${index}` })).id)
  }
  return ids
}

type Line = { LineItemID: string; Description: string }

function linesOf({ xero }: World, tenantId: string): Line[] {
  const [invoice] = xero.control.invoices(tenantId)
  return invoice?.['LineItems'] as Line[]
}

async function moreHours({ has }: World, { projectId }: { projectId: string }) {
  const { id } = await has.timeEntry({ projectId, workedOn: '2026-11-12' })
  return { ...noItems, timeEntryIds: [id] }
}
