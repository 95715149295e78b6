import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { readDocumentsBack } from '#app/exports/read-documents-back.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { refreshXeroDocuments } from '#app/exports/refresh-xero-documents.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { listXeroItems } from '#app/xero/list-xero-items.ts'
import { listXeroTrackingCategories } from '#app/xero/list-xero-tracking-categories.ts'
import { setXeroMapping } from '#app/xero/set-xero-mapping.ts'
import { updateXeroDocument } from '#app/exports/update-xero-document.ts'
import { createXeroItem } from '#app/xero/create-xero-item.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { noItems } from '#api/billing-schemas.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { assert } from '#lib/assert.ts'
import { hasExported, hasSentInvoice } from '#tests/support/exported.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { acceptXeroDifferences } from './accept-xero-differences.ts'
import { getXeroCertificate } from './get-xero-certificate.ts'
import { listXeroDifferences } from './list-xero-differences.ts'
import { printXeroCertificate } from './print-xero-certificate.ts'

test('what somebody edits in Xero is shown field by field until it is accepted, and again when more is edited', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world)
  const same = await hasExported(world)
  expect(await open(world)).toEqual([])
  await expect(acceptXeroDifferences(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_does_not_differ',
  })

  await editLine(world, { tenantId, documentId, xeroId, Quantity: 2 })
  const [only, ...others] = await open(world)
  expect(others).toEqual([])
  expect(only).toMatchObject({ document: { id: documentId }, accepted: null })
  expect(only?.differences.map(({ field, sent, xero }) => [field, sent, xero])).toEqual([
    ['subtotal', '10000', '20000'],
    ['total', '10000', '20000'],
    ['quantity', '1.00', '2.00'],
    ['net', '10000', '20000'],
  ])
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject({
    open: 1,
    totals: { documents: 2, hourbookMinor: 20_000, xeroMinor: 30_000, differenceMinor: 10_000 },
  })

  await acceptXeroDifferences(ctx, { documentId })
  await acceptXeroDifferences(ctx, { documentId })
  expect(await open(world)).toEqual([])
  const accepted = await listXeroDifferences(ctx, { limit: 10, isAccepted: true })
  expect(accepted.items).toMatchObject([{ accepted: { byName: 'Olga Owner' } }])
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject({
    open: 0,
    accepted: 1,
  })

  await editLine(world, { tenantId, documentId, xeroId, Quantity: 3 })
  expect(await open(world)).toHaveLength(1)
  // Payments are no difference.
  world.clock.advance(1000)
  world.xero.control.editInvoice(tenantId, same.xeroId, { Status: 'AUTHORISED' })
  world.xero.control.payInvoice(tenantId, same.xeroId)
  await refreshXeroDocuments(ctx, { documentId: same.documentId })
  expect(await open(world)).toHaveLength(1)
})

test('another product, account or tracking in Xero is a difference of the line, which the certificate of amounts is not about', async () => {
  await using world = await createWorld()
  const { ctx, xero, db } = world
  const { tenantId } = await world.connectXero()
  const { items: categories } = await listXeroTrackingCategories(ctx, { refresh: false })
  const [region] = categories
  assert(region, 'the simulator has tracking categories')
  const [here, there] = region.options
  assert(here && there, 'with options')
  const tracking = [{ categoryId: region.categoryId, optionId: here.optionId }]
  await setXeroMapping(ctx, {
    subject: 'hours',
    subjectId: null,
    itemCode: null,
    accountCode: null,
    tracking,
  })
  const { documentId, xeroId } = await hasExported(world)
  await refreshXeroDocuments(ctx, { documentId })
  expect(await open(world)).toEqual([])
  const invoice = xero.control.invoices(tenantId).find((each) => each['InvoiceID'] === xeroId)
  const [line] = (invoice?.['LineItems'] ?? []) as Json[]
  const { items } = await listXeroItems(ctx, { refresh: false })
  const other = items.find((each) => each.isSelectable && each.code !== line?.['ItemCode'])
  const account = line?.['AccountCode'] === '200' ? '260' : '200'

  const edited = async (edit: Json) => {
    await editLine(world, { tenantId, documentId, xeroId, ...edit })
    const [only] = await open(world)
    return only?.differences.map((each) => [each.field, each.sent, each.xero])
  }
  const option = { TrackingCategoryID: region.categoryId, TrackingOptionID: there.optionId }
  const names = [here, there].map((each) => `${region.name}: ${each.name}`)
  expect(await edited({ Tracking: [option] })).toEqual([['tracking', ...names]])
  const certificate = async () => await getXeroCertificate(ctx, { month: '2026-11' })
  expect(await certificate()).toMatchObject({ open: 0, totals: { differenceMinor: 0 } })
  expect(await edited({ ItemCode: other?.code, AccountCode: line?.['AccountCode'] })).toEqual([
    ['product', line?.['ItemCode'], other?.code],
    ['tracking', ...names],
  ])
  expect(await certificate()).toMatchObject({ open: 0 })
  expect(await edited({ AccountCode: account })).toEqual([
    ['product', line?.['ItemCode'], other?.code],
    ['account', line?.['AccountCode'], account],
    ['tracking', ...names],
  ])
  expect(await certificate()).toMatchObject({ open: 1 })
  await acceptXeroDifferences(ctx, { documentId })
  expect(await open(world)).toEqual([])

  // Of documents confirmed before answers were kept, only what was sent is compared.
  await db.updateTable('xero_documents').set({ xero_answered: null }).execute()
  expect((await open(world))[0]?.differences.map((each) => each.field)).toEqual([
    'product',
    'account',
  ])
})

test('a line that named only a product is compared with the account that Xero answered, and so is a line added later', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId, connectionId } = await world.connectXero({ settings: null })
  await createXeroItem(ctx, { code: 'BARE', name: 'Without an account', connectionId })
  await updateXeroSettings(ctx, { connectionId, defaultItemCode: 'BARE' })
  const { documentId, xeroId, projectId } = await hasExported(world)
  const [option] = (await listXeroTrackingCategories(ctx, { refresh: false })).items.map(
    ({ categoryId, options }) => ({ categoryId, optionId: options[0]?.optionId ?? '' }),
  )
  assert(option, 'the simulator has tracking categories')
  const rule = { subject: 'hours' as const, subjectId: null, itemCode: null, accountCode: null }
  await setXeroMapping(ctx, { ...rule, tracking: [option] })
  const { id: timeEntryId } = await world.has.timeEntry({ projectId, workedOn: '2026-11-03' })
  await updateXeroDocument(ctx, { documentId, items: { ...noItems, timeEntryIds: [timeEntryId] } })
  await world.runJobs()
  await refreshXeroDocuments(ctx, { documentId })
  expect(await open(world)).toEqual([])
  for (const position of [0, 1]) {
    await editLine(world, { tenantId, documentId, xeroId, position, AccountCode: '200' })
    const [only] = await open(world)
    const found = only?.differences.map(({ field, sent, xero }) => [field, sent, xero])
    expect(found).toEqual(Array.from({ length: position + 1 }, () => ['account', null, '200']))
  }
})

test('an invoice that somebody moved to another customer in Xero is a difference; one that followed a merge is none', async () => {
  await using world = await createWorld()
  const { ctx, clock, xero, db } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId, clientId } = await hasExported(world)
  const [other] = xero.control.addContacts(tenantId, { count: 1 })
  const otherId = String(other?.['ContactID'])
  clock.advance(1000)
  xero.control.editInvoice(tenantId, xeroId, { Contact: { ContactID: otherId } })
  await refreshXeroDocuments(ctx, { documentId })
  const [only] = await open(world)
  expect(only?.differences).toEqual([
    {
      field: 'contact',
      line: null,
      type: 'text',
      hourbook: only?.document.clientName,
      sent: only?.document.clientName,
      xero: other?.['Name'],
      reason: 'edited_in_xero',
    },
  ])
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject({ open: 1 })

  // Its client went to that contact too, as after a merge.
  await db
    .updateTable('xero_contact_links')
    .set({ contact_id: otherId })
    .where('client_id', '=', clientId)
    .execute()
  expect(await open(world)).toEqual([])
})

test('a document that Xero has no more is shown as missing, and frees nothing', async () => {
  await using world = await createWorld()
  const { ctx, db } = world
  const { connectionId } = await world.connectXero()
  const { documentId } = await hasExported(world)
  // As when a demo company is reset: the id leads nowhere.
  await db
    .updateTable('xero_documents')
    .set({ xero_id: crypto.randomUUID() })
    .where('id', '=', documentId)
    .execute()
  await readDocumentsBack(ctx, { connectionId })
  expect(await open(world)).toMatchObject([
    { document: { state: 'confirmed' }, differences: [{ reason: 'missing_in_xero' }] },
  ])
})

test('a month in which all agrees is certified as such; what was voided counts on neither side', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  await hasExported(world, { hours: 2 })
  const voided = await hasExported(world)
  await voidXeroDocument(ctx, { documentId: voided.documentId })
  await world.runJobs()
  await hasExported(world, { issuedOn: '2026-12-01' })
  expect(await getXeroCertificate(ctx, { month: '2026-10' })).toMatchObject({
    sent: 0,
    hasEverSent: true,
  })
  expect(await getXeroCertificate(ctx, {})).toMatchObject({
    month: '2026-11',
    sent: 2,
    administration: 'Demo Company (NL)',
    open: 0,
    accepted: 0,
    totals: { documents: 1, hourbookMinor: 20_000, xeroMinor: 20_000, differenceMinor: 0 },
  })
  expect(await getXeroCertificate(ctx, { month: '2026-12' })).toMatchObject({
    totals: { documents: 1, hourbookMinor: 10_000 },
  })
  const { name, bytes } = await printXeroCertificate(ctx, { month: '2026-11' })
  expect(name).toBe('hourbook-and-xero-2026-11')
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
})

test('a month of which nothing was sent is not certified as agreeing', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const resultOf = async () =>
    pdfPages((await printXeroCertificate(ctx, { month: '2026-10' })).bytes).join(' ')
  expect(await getXeroCertificate(ctx, {})).toMatchObject({ sent: 0, hasEverSent: false })
  expect(await resultOf()).toContain('Nothing was ever sent to Xero')
  await hasExported(world)
  expect(await resultOf()).toContain('Nothing of this month was sent to Xero')
  expect(await resultOf()).not.toContain('agree')
})

test('as long as something of the month is not in Xero, nothing is certified as agreeing', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  await hasExported(world)
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const refused = await hasExported(world, { status: 'AUTHORISED', hours: 2 })
  const month = { month: '2026-11' }
  expect(await getXeroCertificate(ctx, month)).toMatchObject({
    open: 0,
    totals: { documents: 1, differenceMinor: 0 },
    waiting: { documents: 1, minor: 20_000 },
  })
  const paper = async () => pdfPages((await printXeroCertificate(ctx, month)).bytes).join(' ')
  expect(await paper()).toContain('1 document is not in Xero')
  expect(await paper()).not.toContain('agree')

  await discardXeroDocument(ctx, refused)
  expect(await getXeroCertificate(ctx, month)).toMatchObject({ waiting: { documents: 0 } })
  expect(await paper()).toContain('Both sides agree to the cent')
})

test('a sales transaction that was read back differs in nothing, until its journal is edited in Xero', async () => {
  await using world = await createWorld()
  const { ctx, clock, xero } = world
  const { tenantId } = await world.connectXero()
  await createVatRates(ctx, {
    items: [{ name: 'VAT 21%', percentage: '21', isDefault: true }],
  })
  const invoiceId = await hasSentInvoice(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  await refreshXeroDocuments(ctx, { documentId: document.id })
  expect(await open(world)).toEqual([])
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject({
    open: 0,
    totals: { documents: 1, differenceMinor: 0 },
  })

  const [journal] = xero.control.manualJournals(tenantId)
  const [debtors, sale] = (journal?.['JournalLines'] ?? []) as { AccountCode: string }[]
  clock.advance(1000)
  xero.control.editManualJournal(tenantId, String(journal?.['ManualJournalID']), {
    LineAmountTypes: 'Exclusive',
    JournalLines: [
      { LineAmount: 100, AccountCode: debtors?.AccountCode, TaxType: 'NONE', Description: 'Moved' },
      { LineAmount: -100, AccountCode: sale?.AccountCode, TaxType: 'NONE', Description: 'Advice' },
    ],
  })
  await refreshXeroDocuments(ctx, { documentId: document.id })
  const [only] = await open(world)
  expect(only?.differences.map(({ field, line }) => [field, line])).toEqual([
    ['tax', null],
    ['total', null],
    ['description', expect.stringContaining('Journal client')],
    ['net', expect.stringContaining('Journal client')],
    ['tax_type', 'Advice'],
  ])
})

test('pages of differences follow each other', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  for (let count = 0; count < 3; count += 1) {
    const exported = await hasExported(world)
    await editLine(world, { tenantId, ...exported, Quantity: 2 })
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listXeroDifferences(ctx, { limit: 2, cursor, isAccepted: false })
    seen.push(...page.items.map((each) => each.document.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(3)
  expect(new Set(seen).size).toBe(3)
})

type Json = Record<string, unknown>

async function open({ ctx }: World) {
  return (await listXeroDifferences(ctx, { limit: 10, isAccepted: false })).items
}

async function editLine(
  { ctx, clock, xero }: World,
  edit: { tenantId: string; documentId: string; xeroId: string; position?: number } & Json,
): Promise<void> {
  const { tenantId, documentId, xeroId, position = 0, ...values } = edit
  const invoice = xero.control.invoices(tenantId).find((each) => each['InvoiceID'] === xeroId)
  const lines = (invoice?.['LineItems'] ?? []) as { LineItemID: string }[]
  clock.advance(1000)
  xero.control.editInvoice(tenantId, xeroId, {
    LineItems: lines.map(({ LineItemID }, index) => ({
      LineItemID,
      ...(index === position && values),
    })),
  })
  await refreshXeroDocuments(ctx, { documentId })
}
