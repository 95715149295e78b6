import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { hasExported } from '#tests/support/exported.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { creditXeroDocument } from './credit-xero-document.ts'
import { listXeroDocuments } from './list-xero-documents.ts'
import { refreshXeroDocuments } from './refresh-xero-documents.ts'

test('a client shows its documents, the newest first, with what is due on them', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const paid = await hasExported(world, { status: 'AUTHORISED', hours: 2 })
  const { clientId } = paid
  const other = await hasExported(world, { status: 'AUTHORISED' })
  world.clock.advance(1000)
  world.xero.control.payInvoice(tenantId, paid.xeroId, { amount: 50 })
  await refreshXeroDocuments(ctx, { documentId: paid.documentId })

  const listed = await listXeroDocuments(ctx, { clientId, kind: 'invoice', limit: 10 })
  expect(listed).toMatchObject({
    items: [{ id: paid.documentId, xeroPaidMinor: 5000, xeroDueMinor: 15_000 }],
    nextCursor: null,
    total: 1,
    due: [{ currency: 'EUR', minor: 15_000 }],
  })
  // Page by page, each document once.
  const first = await listXeroDocuments(ctx, { limit: 1 })
  expect(first).toMatchObject({
    items: [{ id: other.documentId }],
    total: 2,
    due: [{ currency: 'EUR', minor: 25_000 }],
  })
  const cursor = first.nextCursor ?? ''
  const second = await listXeroDocuments(ctx, { limit: 1, cursor })
  expect(second).toMatchObject({ items: [{ id: paid.documentId }], nextCursor: null })

  // What is credited, and what is a draft, owes nothing.
  await creditXeroDocument(ctx, { documentId: other.documentId, billAgain: true })
  await hasExported(world)
  await world.runJobs()
  expect(await listXeroDocuments(ctx, { limit: 10 })).toMatchObject({
    total: 3,
    due: [{ currency: 'EUR', minor: 15_000 }],
  })
  const journals = await listXeroDocuments(ctx, { kind: 'manual_journal', limit: 10 })
  expect(journals).toMatchObject({ items: [], total: 0, due: [] })
})

test('each hour says what Xero says of its invoice, to those who may look there', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { xeroId, documentId, projectId } = await hasExported(world, { status: 'AUTHORISED' })
  await world.has.timeEntry({ projectId })
  const standings = async (of = ctx) => {
    const { items } = await listTimeEntries(of, { limit: 10, projectId })
    return items.map(({ billing }) => billing?.inXero ?? null)
  }
  expect(await standings()).toContainEqual(
    expect.objectContaining({ standing: 'awaiting_payment', status: 'AUTHORISED', dueMinor: null }),
  )
  world.clock.advance(1000)
  world.xero.control.payInvoice(tenantId, xeroId, { amount: 40 })
  await refreshXeroDocuments(ctx, { documentId })
  expect((await standings()).filter((each) => each !== null)).toEqual([
    {
      standing: 'part_paid',
      status: 'AUTHORISED',
      paidMinor: 4000,
      creditedMinor: 0,
      dueMinor: 6000,
    },
  ])
  const blind = {
    ...ctx,
    permissions: new Set([...ctx.permissions].filter((p) => p !== 'xero:read')),
  }
  expect(await standings(blind)).toEqual([null, null])
})
