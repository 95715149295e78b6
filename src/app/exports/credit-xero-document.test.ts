import { allocationsOf, hasExported, liveInvoices } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { creditXeroDocument } from './credit-xero-document.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { getXeroDocumentReissue } from './get-xero-document-reissue.ts'
import { previewXeroDocumentCredit } from './preview-xero-document-credit.ts'
import { refreshXeroDocuments } from './refresh-xero-documents.ts'
import { releaseCreditedDocument } from './release-credited-document.ts'
import { voidXeroDocument } from './void-xero-document.ts'

test('credit and bill again: one credit note takes all of it back, and the work is billed anew', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId, timeEntryIds } = await hasExported(world, approved)
  const preview = await previewXeroDocumentCredit(ctx, { documentId })
  expect(preview).toMatchObject({
    issuedOn: '2026-11-16',
    totalMinor: 20_000,
    allocatedMinor: 20_000,
    leftMinor: 0,
    calls: 5,
    lines: [{ quantity: '2.00', unitPrice: '100.00', netMinor: 20_000 }],
  })
  const { previewHash } = preview
  const before = world.xero.control.requests().length
  const asked = await creditXeroDocument(ctx, { documentId, billAgain: true, previewHash })
  expect(asked).toMatchObject({
    state: 'confirmed',
    change: { kind: 'credit', state: 'planned' },
    can: { credit: { because: { code: 'document_is_being_changed' } } },
  })
  await world.runJobs()
  expect(world.xero.control.requests().length - before).toBe(preview.calls)

  const credited = await getXeroDocument(ctx, { documentId })
  const [creditNote] = creditNotes(world, tenantId)
  expect(credited).toMatchObject({
    state: 'credited',
    xeroStatus: 'PAID',
    xeroCreditedMinor: 20_000,
    xeroDueMinor: 0,
    closed: { byName: 'Olga Owner', items: 2 },
    change: { state: 'done', problem: null },
    creditNote: {
      xeroId: creditNote?.['CreditNoteID'],
      number: creditNote?.['CreditNoteNumber'],
      totalMinor: 20_000,
      allocatedMinor: 20_000,
      difference: null,
      url: expect.stringContaining('ViewCreditNote'),
    },
  })
  // What our own credit note did is told once, by whoever asked for it.
  expect(credited.events.map(({ kind, memberName }) => [kind, memberName])).toEqual([
    ['change_requested', 'Olga Owner'],
    ['credit_note_written', 'Olga Owner'],
    ['credited', 'Olga Owner'],
  ])
  expect(creditNote).toMatchObject({
    Type: 'ACCRECCREDIT',
    Status: 'PAID',
    Total: 200,
    Reference: expect.stringMatching(/^Credit of .* HB-/),
    Allocations: [{ Amount: 200, Invoice: { InvoiceID: xeroId } }],
  })
  const [invoice] = liveInvoices(world)
  const words = ({ Description, Quantity, UnitAmount, AccountCode, TaxType }: Json) => [
    Description,
    Quantity,
    UnitAmount,
    AccountCode,
    TaxType,
  ]
  const linesOf = (document: Json | undefined) => (document?.['LineItems'] ?? []) as Json[]
  expect(linesOf(creditNote)).toHaveLength(1)
  expect(linesOf(creditNote).map(words)).toEqual(linesOf(invoice).map(words))

  const { items, options } = await getXeroDocumentReissue(ctx, { documentId })
  expect(items.timeEntryIds.toSorted()).toEqual(timeEntryIds.toSorted())
  await createXeroExport(ctx, { ...options, items })
  await world.runJobs()
  expect(
    liveInvoices(world)
      .map((each) => String(each['AmountDue']))
      .toSorted(),
  ).toEqual(['0', '200'])
  await expect(creditXeroDocument(ctx, { documentId, billAgain: true })).rejects.toMatchObject({
    code: 'document_is_closed',
  })
})

test('credit only: what it billed stays billed, and can be freed later, once', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { documentId } = await hasExported(world, approved)
  await creditXeroDocument(ctx, { documentId, billAgain: false })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'confirmed',
    change: { state: 'done' },
    creditNote: { allocatedMinor: 20_000, billsAgain: false },
    can: {
      credit: { because: { code: 'document_is_credited' } },
      void: { because: { code: 'document_is_paid' } },
      release: { allowed: true },
    },
  })
  expect(await allocationsOf(world, documentId)).toHaveLength(2)
  await expect(creditXeroDocument(ctx, { documentId, billAgain: true })).rejects.toMatchObject({
    code: 'document_is_credited',
  })
  await releaseCreditedDocument(ctx, { documentId })
  expect(await allocationsOf(world, documentId)).toHaveLength(4)
  expect(creditNotes(world, tenantId)).toHaveLength(1)
})

test.each([
  [50, 15_000, 5000],
  [200, 0, 20_000],
])(
  'with %i paid, the credit takes %i off and leaves %i to the customer',
  async (amount, allocatedMinor, leftMinor) => {
    await using world = await createWorld()
    const { ctx } = world
    const { tenantId } = await world.connectXero()
    const { documentId, xeroId } = await hasExported(world, approved)
    world.clock.advance(1000)
    world.xero.control.payInvoice(tenantId, xeroId, { amount })
    const preview = await previewXeroDocumentCredit(ctx, { documentId })
    expect(preview).toMatchObject({ paidMinor: amount * 100, allocatedMinor, leftMinor })
    const before = world.xero.control.requests().length
    await creditXeroDocument(ctx, { documentId, billAgain: true, previewHash: preview.previewHash })
    await world.runJobs()
    expect(world.xero.control.requests().length - before).toBe(preview.calls)
    expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
      state: 'credited',
      closed: { items: 2 },
      creditNote: { totalMinor: 20_000, allocatedMinor },
    })
    expect(creditNotes(world, tenantId)).toMatchObject([{ RemainingCredit: leftMinor / 100 }])
  },
)

const faults = [
  'drop_after',
  'error_500_after',
  'drop_before',
  'error_500_before',
  '429_minute',
  'truncated_json',
] as const
test.each(
  faults.flatMap((fault) =>
    ['PUT /CreditNotes', 'PUT /CreditNotes/{id}/Allocations'].map((call) => [call, fault] as const),
  ),
)('%s that ends with %s is done once, and frees once', async (call, fault) => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { documentId } = await hasExported(world, approved)
  world.xero.control.failNext(call, fault, 2)
  await creditXeroDocument(ctx, { documentId, billAgain: true })
  await world.runJobs({ workers: 2 })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'credited',
    closed: { items: 2 },
    change: { state: 'done' },
    creditNote: { allocatedMinor: 20_000 },
  })
  expect(creditNotes(world, tenantId)).toMatchObject([
    { RemainingCredit: 0, Allocations: [{ Amount: 200 }] },
  ])
  expect(await allocationsOf(world, documentId)).toHaveLength(4)
})

test('discounts, prices with tax and words that somebody gave it in Xero are credited to the cent', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world)
  world.clock.advance(1000)
  world.xero.control.editInvoice(tenantId, xeroId, {
    Status: 'AUTHORISED',
    LineAmountTypes: 'Inclusive',
    LineItems: [
      {
        Description: 'Half a day',
        Quantity: 3.5,
        UnitAmount: 33.3333,
        DiscountRate: 12.5,
        AccountCode: '200',
      },
      { Description: 'Thank you', Quantity: 1, UnitAmount: 0, AccountCode: '200' },
    ],
  })
  await refreshXeroDocuments(ctx, { documentId })
  const preview = await previewXeroDocumentCredit(ctx, { documentId })
  await creditXeroDocument(ctx, { documentId, billAgain: true, previewHash: preview.previewHash })
  await world.runJobs()
  const [invoice] = liveInvoices(world)
  const [creditNote] = creditNotes(world, tenantId)
  expect(creditNote).toMatchObject({ Total: invoice?.['Total'], TotalTax: invoice?.['TotalTax'] })
  expect(invoice).toMatchObject({ AmountDue: 0, Status: 'PAID' })
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'credited',
    creditNote: { difference: null, totalMinor: preview.totalMinor },
  })
})

test('what changed since the preview is not credited: known beforehand, or found out when it is done', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world, approved)
  const { previewHash } = await previewXeroDocumentCredit(ctx, { documentId })
  clock.advance(1000)
  world.xero.control.payInvoice(tenantId, xeroId, { amount: 1 })
  await expect(
    creditXeroDocument(ctx, { documentId, billAgain: true, previewHash }),
  ).rejects.toMatchObject({ code: 'preview_is_outdated' })

  await creditXeroDocument(ctx, { documentId, billAgain: true })
  clock.advance(1000)
  world.xero.control.creditInvoice(tenantId, xeroId, 5)
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'confirmed',
    change: { state: 'rejected', problem: { code: 'document_has_credits' } },
    creditNote: null,
  })
  expect(creditNotes(world, tenantId)).toHaveLength(1)
  expect(await allocationsOf(world, documentId)).toHaveLength(2)
})

test('a credit note that could not be taken off the invoice is not written twice: asked again, it is taken off', async () => {
  await using world = await createWorld()
  const { ctx, services } = world
  const { tenantId } = await world.connectXero()
  const { documentId } = await hasExported(world, approved)
  const { accounting } = services
  const problem = { code: 'period_is_locked', detail: 'The document date cannot be before …' }
  services.accounting = {
    ...accounting,
    allocateCreditNote: async (session) => {
      const { receipt } = await accounting.getOrganisation(session)
      return { kind: 'rejected', problem, receipt }
    },
  }
  await creditXeroDocument(ctx, { documentId, billAgain: true })
  await world.runJobs()
  services.accounting = accounting
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'confirmed',
    change: { state: 'rejected', problem: { code: 'period_is_locked' } },
    creditNote: { totalMinor: 20_000, allocatedMinor: null },
    can: { credit: { allowed: true }, void: { because: { code: 'document_is_credited' } } },
  })
  expect(await allocationsOf(world, documentId)).toHaveLength(2)
  await expect(voidXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_credited',
  })
  await creditXeroDocument(ctx, { documentId, billAgain: true })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'credited',
    creditNote: { allocatedMinor: 20_000 },
  })
  expect(creditNotes(world, tenantId)).toHaveLength(1)
})

test('an invoice that is voided while its credit note may be in Xero: it is looked up, and shown', async () => {
  await using world = await createWorld()
  const { ctx, services, clock } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world, approved)
  const { accounting } = services
  services.accounting = {
    ...accounting,
    createCreditNote: async (...words: Parameters<typeof accounting.createCreditNote>) => {
      const { receipt } = await accounting.createCreditNote(...words)
      clock.advance(1000)
      world.xero.control.editInvoice(tenantId, xeroId, { Status: 'VOIDED' })
      return { kind: 'unknown', answered: false, detail: 'No answer', receipt }
    },
  }
  await creditXeroDocument(ctx, { documentId, billAgain: true })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'voided',
    closed: { byName: null, items: 2 },
    change: { state: 'rejected', problem: { code: 'document_is_closed' } },
    creditNote: { totalMinor: 20_000, allocatedMinor: null },
  })
  expect(await allocationsOf(world, documentId)).toHaveLength(4)
})

test('a credit that somebody in Xero takes back is seen, and can be made anew', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const { documentId } = await hasExported(world, approved)
  await creditXeroDocument(ctx, { documentId, billAgain: false })
  await world.runJobs()
  clock.advance(1000)
  await takeBack(world, tenantId)
  await refreshXeroDocuments(ctx, { documentId })
  const seen = await getXeroDocument(ctx, { documentId })
  expect(seen).toMatchObject({
    xeroCreditedMinor: 0,
    creditNote: { goneAt: expect.any(Date) },
    can: { credit: { allowed: true } },
  })
  expect(seen.events.map((each) => each.kind)).toContain('credit_note_gone')
  await creditXeroDocument(ctx, { documentId, billAgain: true })
  await world.runJobs()
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    state: 'credited',
    creditNote: { goneAt: null, allocatedMinor: 20_000 },
  })
})

test('drafts, journals, invoices of nothing and what another workspace has are not credited', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const draft = await hasExported(world)
  const credit = async (documentId: string) =>
    await creditXeroDocument(ctx, { documentId, billAgain: true })
  await expect(credit(draft.documentId)).rejects.toMatchObject({ code: 'document_is_not_approved' })
  const { documentId } = draft
  await expect(previewXeroDocumentCredit(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_not_approved',
  })
  const nothing = await hasExported(world)
  world.clock.advance(1000)
  world.xero.control.editInvoice(tenantId, nothing.xeroId, {
    Status: 'AUTHORISED',
    LineItems: [{ Description: 'Nothing', Quantity: 1, UnitAmount: 0, AccountCode: '200' }],
  })
  await refreshXeroDocuments(ctx, { documentId: nothing.documentId })
  await expect(credit(nothing.documentId)).rejects.toMatchObject({ code: 'nothing_to_credit' })
  const other = await world.otherWorkspace()
  await expect(
    creditXeroDocument(other.ctx, { documentId, billAgain: true }),
  ).rejects.toMatchObject({ code: 'xero_document_not_found' })
})

type Json = Record<string, unknown>

const approved = { hours: 2, status: 'AUTHORISED' } as const

function creditNotes({ xero }: World, tenantId: string): Json[] {
  return xero.control.creditNotes(tenantId)
}

/** What a bookkeeper does who takes every credit note off its invoice again. */
async function takeBack(world: World, tenantId: string): Promise<void> {
  const { access_token: accessToken } = world.xero.control.authorise({ organisationId: tenantId })
  for (const creditNote of creditNotes(world, tenantId)) {
    const [allocation] = creditNote['Allocations'] as Json[]
    const path = `CreditNotes/${String(creditNote['CreditNoteID'])}/Allocations/${String(allocation?.['AllocationID'])}`
    const answer = await fetch(`${world.xero.url}/api.xro/2.0/${path}`, {
      method: 'DELETE',
      headers: {
        authorization: `Bearer ${accessToken}`,
        'xero-tenant-id': tenantId,
        accept: 'application/json',
      },
    })
    expect(answer.status).toBe(200)
  }
}
