import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import type { ExportRequest } from '#app/parts/plan-export.ts'
import { getProject } from '#app/projects/get-project.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { getXeroExport } from './get-xero-export.ts'
import { listXeroExports } from './list-xero-exports.ts'
import { previewXeroExport } from './preview-xero-export.ts'

test('an hour, an expense and a trip become one invoice in Xero, and know it', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await hasVat(world)
  const { tenantId } = await world.connectXero()
  const project = await has.project({ hourlyRate: '95' })
  const entry = await has.timeEntry({ projectId: project.id, seconds: 4800 })
  const expense = await has.expense({ projectId: project.id, unitPrice: '12.50' })
  const trip = await has.mileage({ projectId: project.id, isReturnTrip: true })
  const selection = { timeEntryIds: [entry.id], expenseIds: [expense.id], mileageIds: [trip.id] }

  const preview = await previewXeroExport(ctx, anExport(selection))
  const { previewHash } = preview
  const made = await createXeroExport(ctx, { ...anExport(selection), previewHash })
  expect(made).toMatchObject({ state: 'sending', documents: [{ state: 'planned' }] })
  await world.runJobs()

  const done = await getXeroExport(ctx, { exportId: made.id })
  const [document] = done.documents
  expect(done.state).toBe('done')
  expect(document).toMatchObject({ state: 'confirmed', xeroNumber: 'INV-0001', difference: null })
  expect(document?.url).toContain(document?.xeroId)
  // The preview is what was planned, and what was planned is what Xero has.
  const detail = await getXeroDocument(ctx, { documentId: document?.id ?? '' })
  const planned = preview.documents[0]
  expect(planned?.lines.map(({ description, netMinor }) => [description, netMinor])).toEqual(
    detail.lines.map(({ description, netMinor }) => [description, netMinor]),
  )
  const [invoice] = world.xero.control.invoices(tenantId)
  expect(invoice).toMatchObject({ SubTotal: 138.85, TotalTax: 29.16, Total: 168.01 })
  expect(planned).toMatchObject({ subtotalMinor: 13_885, taxMinor: 2916, totalMinor: 16_801 })
  expect(detail.lines.map((line) => line.items.map((item) => item.itemId))).toEqual([
    [entry.id],
    [expense.id],
    [trip.id],
  ])
  expect(new Set(detail.lines.map((line) => line.xeroLineId)).size).toBe(3)
  expect((await listXeroExports(ctx, { limit: 10 })).items).toHaveLength(1)
})

test('a project that moves to another client while its hours are exported: one of the two wins', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  for (let round = 0; round < 8; round += 1) {
    // Each round races over a project of its own.
    // oxlint-disable-next-line no-await-in-loop
    const { id: projectId } = await has.project()
    // oxlint-disable-next-line no-await-in-loop
    const entries = await Promise.all(
      [1, 2, 3].map(() => has.timeEntry({ projectId, seconds: 60 })),
    )
    // oxlint-disable-next-line no-await-in-loop
    const { id: clientId } = await has.client()
    const selection = { timeEntryIds: entries.map((entry) => entry.id) }
    // oxlint-disable-next-line no-await-in-loop
    const [made, moved] = await Promise.allSettled([
      createXeroExport(ctx, anExport(selection)),
      updateProject(ctx, { projectId, changes: { clientId } }),
    ])
    expect(made.status).toBe('fulfilled')
    if (made.status === 'rejected') continue
    // oxlint-disable-next-line no-await-in-loop
    const project = await getProject(ctx, { projectId })
    expect(made.value.documents.map((document) => document.clientId)).toEqual([project.clientId])
    if (moved.status === 'rejected')
      expect(moved.reason).toMatchObject({ code: 'project_has_billed_work' })
  }
})

test('one document for each client, or for each project', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const client = await has.client()
  const projects = [
    await has.project({ clientId: client.id, name: 'A' }),
    await has.project({ clientId: client.id, name: 'B' }),
    await has.project(),
  ]
  const entries = []
  for (const { id } of projects) entries.push(await has.timeEntry({ projectId: id }))
  const selection = { timeEntryIds: entries.map((entry) => entry.id) }
  const perClient = await previewXeroExport(ctx, anExport(selection))
  const perProject = await previewXeroExport(ctx, { ...anExport(selection), per: 'project' })
  expect(perClient.documents).toHaveLength(2)
  expect(perProject.documents).toHaveLength(3)
  expect(perProject.totals.totalMinor).toBe(perClient.totals.totalMinor)
  expect(perProject.previewHash).not.toBe(perClient.previewHash)
})

test('a page that was left open cannot bill twice, and is told where the item is', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const entry = await has.timeEntry()
  const request = anExport({ timeEntryIds: [entry.id] })
  const { previewHash } = await previewXeroExport(ctx, request)
  const made = await createXeroExport(ctx, request)
  for (const again of [request, { ...request, previewHash }]) {
    await expect(createXeroExport(ctx, again)).rejects.toMatchObject({
      code: 'item_is_invoiced',
      message: expect.stringContaining(made.documents[0]?.lookupText ?? '?'),
    })
  }
  await world.runJobs()
  await expect(createXeroExport(ctx, request)).rejects.toMatchObject({
    message: expect.stringContaining('the Xero document INV-0001'),
  })
  const preview = await previewXeroExport(ctx, request)
  expect(preview).toMatchObject({
    documents: [],
    leftOut: [{ itemId: entry.id, reason: 'item_is_invoiced' }],
  })
})

test('the preview and the export ask which currency the organisation has now', async () => {
  await using world = await createWorld()
  const { ctx, has, clock } = world
  const { tenantId } = await world.connectXero()
  const { edit } = world.xero.control.organisations
  const entry = await has.timeEntry()
  const request = anExport({ timeEntryIds: [entry.id] })
  edit(tenantId, { baseCurrency: 'USD' })
  clock.advance(60_000)
  const refusal = { code: 'currency_differs', message: expect.stringMatching(/USD.*EUR/) }
  await expect(previewXeroExport(ctx, request)).rejects.toMatchObject(refusal)
  await expect(createXeroExport(ctx, request)).rejects.toMatchObject(refusal)
  edit(tenantId, { baseCurrency: 'EUR' })
  clock.advance(60_000)
  const { previewHash } = await previewXeroExport(ctx, request)
  expect(await createXeroExport(ctx, { ...request, previewHash })).toMatchObject({
    state: 'sending',
  })
})

test('two who export the same at once: one does, the other is refused', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const entry = await has.timeEntry()
  const request = anExport({ timeEntryIds: [entry.id] })
  const results = await Promise.allSettled([1, 2, 3].map(() => createXeroExport(ctx, request)))
  const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused.map((error: { code: string }) => error.code)).toEqual([
    'item_is_invoiced',
    'item_is_invoiced',
  ])
})

test('a preview that no longer holds is refused, and nothing is written', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const entry = await has.timeEntry()
  const request = anExport({ timeEntryIds: [entry.id] })
  const { previewHash } = await previewXeroExport(ctx, request)
  await updateTimeEntry(ctx, { timeEntryId: entry.id, changes: { seconds: 7200 } })
  const stale = createXeroExport(ctx, { ...request, previewHash })
  await expect(stale).rejects.toMatchObject({ code: 'preview_is_outdated' })
  expect((await listXeroExports(ctx, { limit: 10 })).items).toEqual([])
})

test('says what is left out, and refuses when that is all', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const free = await has.timeEntry({ isBillable: false })
  const fixed = await has.project({ invoiceMethod: 'fixed_price', fixedPriceMinor: 1000 })
  const covered = await has.timeEntry({ projectId: fixed.id })
  const request = anExport({ timeEntryIds: [free.id, covered.id] })
  const { leftOut } = await previewXeroExport(ctx, request)
  expect(Object.fromEntries(leftOut.map(({ itemId, reason }) => [itemId, reason]))).toEqual({
    [free.id]: 'item_is_not_billable',
    [covered.id]: 'hours_are_not_billed_by_the_hour',
  })
  await expect(createXeroExport(ctx, request)).rejects.toMatchObject({ code: 'nothing_to_bill' })
})

const nobody = '0199f3a1-7c00-7abc-8def-0123456789ab'
const strangers: [string, Partial<ItemSelection>][] = [
  ['item_not_found', { timeEntryIds: [nobody] }],
  ['project_not_found', { uninvoiced: [aRest(nobody)] }],
]
test.each(strangers)('%s: what is not there', async (code, items) => {
  await using world = await createWorld()
  await world.connectXero()
  const request = anExport(items)
  await expect(previewXeroExport(world.ctx, request)).rejects.toMatchObject({ code })
  await expect(createXeroExport(world.ctx, request)).rejects.toMatchObject({ code })
})

test('nothing of another workspace can be billed or seen', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const entry = await world.has.timeEntry()
  const request = anExport({ timeEntryIds: [entry.id] })
  const made = await createXeroExport(world.ctx, request)
  const { ctx } = await world.otherWorkspace()
  const documentId = made.documents[0]?.id ?? ''
  await expect(previewXeroExport(ctx, request)).rejects.toMatchObject({
    code: 'xero_is_not_connected',
  })
  await expect(getXeroExport(ctx, { exportId: made.id })).rejects.toMatchObject({
    code: 'xero_export_not_found',
  })
  await expect(getXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'xero_document_not_found',
  })
})

test('a due date comes from the client, else the workspace, and is never before the date', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const client = await has.client({ paymentTermDays: 14 })
  const project = await has.project({ clientId: client.id })
  const entries = [await has.timeEntry({ projectId: project.id }), await has.timeEntry()]
  const request = anExport({ timeEntryIds: entries.map((entry) => entry.id) })
  const { documents } = await previewXeroExport(ctx, request)
  expect(documents.map((document) => document.dueOn).toSorted()).toEqual([
    '2026-11-30',
    '2026-12-16',
  ])
  await expect(createXeroExport(ctx, { ...request, dueOn: '2026-11-15' })).rejects.toMatchObject({
    code: 'due_is_before_issued',
  })
})

test('a VAT rate that Xero would compute otherwise is left out until it is mapped', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const [rate] = await createVatRates(ctx, {
    items: [{ name: 'Odd', percentage: '17.5', isDefault: true }],
  })
  const entry = await has.timeEntry()
  const request = anExport({ timeEntryIds: [entry.id] })
  const reasonNow = async () => (await previewXeroExport(ctx, request)).leftOut[0]?.reason
  expect(await reasonNow()).toBe('tax_rate_is_not_mapped')
  await updateVatRate(ctx, {
    vatRateId: rate?.id ?? '',
    changes: { xeroTaxTypes: [{ taxType: 'OUTPUT' }] },
  })
  expect(await reasonNow()).toBe('tax_rate_differs')
  await expect(createXeroExport(ctx, request)).rejects.toMatchObject({ code: 'nothing_to_bill' })
})

test('a task may name the product in Xero; one that Xero does not sell is left out', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const known = await has.task({ xeroItemCode: 'TRAINING' })
  const unknown = await has.task({ xeroItemCode: 'NO-SUCH' })
  const entries = [
    await has.timeEntry({ taskId: known.id }),
    await has.timeEntry({ taskId: unknown.id }),
  ]
  const request = anExport({ timeEntryIds: entries.map((entry) => entry.id) })
  const { documents, leftOut } = await previewXeroExport(ctx, request)
  expect(documents.map((document) => document.lines[0]?.itemCode)).toEqual(['TRAINING'])
  expect(leftOut).toMatchObject([{ itemId: entries[1]?.id, reason: 'item_code_is_unknown' }])
})

test('a fixed price is billed in parts that never exceed it', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const project = await has.project({ invoiceMethod: 'fixed_price', fixedPriceMinor: 1000 })
  const projectId = project.id
  const part = (amountMinor: number) => anExport({ instalments: [{ projectId, amountMinor }] })
  await createXeroExport(ctx, part(400))
  await expect(createXeroExport(ctx, part(601))).rejects.toMatchObject({
    code: 'fixed_price_would_be_exceeded',
  })
  const rest = await createXeroExport(ctx, anExport({ uninvoiced: [aRest(projectId)] }))
  expect(rest.documents[0]?.subtotalMinor).toBe(600)
  await expect(createXeroExport(ctx, part(1))).rejects.toMatchObject({
    code: 'fixed_price_is_fully_billed',
  })
  const hourly = await has.project()
  await expect(
    createXeroExport(ctx, anExport({ instalments: [{ projectId: hourly.id, amountMinor: 1 }] })),
  ).rejects.toMatchObject({ code: 'project_has_no_fixed_price' })
})

test('every elapsed period of a subscription is billed once', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const price = { description: 'Hosting', quantity: '1', unitPrice: '25' }
  const subscription = {
    interval: 'month',
    startsOn: '2026-08-31',
    endsOn: null,
    ...price,
  } as const
  const project = await has.project({ invoiceMethod: 'subscription', subscription })
  const projectId = project.id
  const one = (startsOn: string) => anExport({ subscriptionPeriods: [{ projectId, startsOn }] })
  await createXeroExport(ctx, one('2026-09-30'))
  await expect(createXeroExport(ctx, one('2026-09-30'))).rejects.toMatchObject({
    code: 'item_is_invoiced',
    particulars: {
      detail: expect.stringMatching(
        /^The subscription period of 2026-09-30, Website \(“Hosting”\) is already on /,
      ) as string,
    },
  })
  await expect(createXeroExport(ctx, one('2026-09-29'))).rejects.toMatchObject({
    code: 'period_not_found',
  })
  const { documents } = await previewXeroExport(ctx, anExport({ uninvoiced: [aRest(projectId)] }))
  expect(documents[0]?.lines.map((line) => line.description)).toEqual([
    'Website · Hosting 2026-08-31 – 2026-09-29',
  ])
  const hourly = await has.project()
  const wrong = { projectId: hourly.id, startsOn: '2026-09-30' }
  await expect(
    createXeroExport(ctx, anExport({ subscriptionPeriods: [wrong] })),
  ).rejects.toMatchObject({ code: 'project_has_no_subscription' })
})

test('a document that no call could carry is refused', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const project = await has.project()
  const ids: string[] = []
  for (let count = 0; count < 375; count += 1) {
    const workedOn = `2026-${String((count % 12) + 1).padStart(2, '0')}-01`
    const notes = `${count} ${'x'.repeat(3900)}`
    ids.push((await has.timeEntry({ projectId: project.id, workedOn, seconds: 60, notes })).id)
  }
  const request = anExport({ timeEntryIds: ids })
  await expect(createXeroExport(ctx, { ...request, groupBy: 'entry' })).rejects.toMatchObject({
    code: 'document_is_too_large',
  })
})

test('only who may export can', async () => {
  await using world = await createWorld()
  const ctx = world.ctxAs('employee')
  const refused = { code: 'not_allowed' }
  await expect(previewXeroExport(ctx, anExport({}))).rejects.toMatchObject(refused)
  await expect(createXeroExport(ctx, anExport({}))).rejects.toMatchObject(refused)
  await expect(listXeroExports(ctx, { limit: 1 })).rejects.toMatchObject(refused)
})

function aRest(projectId: string) {
  return { projectId, through: '2026-11-16' }
}

function anExport(items: Partial<ItemSelection>): ExportRequest {
  return {
    items: { ...noItems, ...items },
    per: 'client',
    groupBy: 'project',
    issuedOn: '2026-11-16',
    status: 'DRAFT',
  }
}

async function hasVat({ ctx }: World): Promise<void> {
  await createVatRates(ctx, {
    items: [{ name: 'High', percentage: '21', isDefault: true }],
  })
}
