import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createInvoice, type InvoiceRequest } from './create-invoice.ts'
import { deleteInvoice } from './delete-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { getInvoice } from './get-invoice.ts'
import { listInvoices } from './list-invoices.ts'
import { sendInvoice } from './send-invoice.ts'
import { type InvoiceChanges, updateInvoice } from './update-invoice.ts'

test('bills registered items and typed lines, with VAT on each line', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const [high, low] = await hasVat(world)
  const entry = await has.timeEntry({ seconds: 4800 })
  const lines = [
    { description: 'Licence', quantity: '1', unitPrice: '10.05', vatRateId: low },
    { description: 'Discount', quantity: '-1', unitPrice: '5' },
  ]
  const invoice = await createInvoice(ctx, anInvoice({ timeEntryIds: [entry.id] }, { lines }))
  expect(invoice.lines).toMatchObject([
    { description: 'Website', quantity: '1.33', netMinor: 13_300, taxMinor: 2793, itemCount: 1 },
    { description: 'Licence', netMinor: 1005, taxMinor: 90, vatRateId: low, itemCount: 0 },
    { description: 'Discount', netMinor: -500, taxMinor: -105, vatRateId: high },
  ])
  expect(invoice).toMatchObject({
    state: 'draft',
    number: null,
    dueOn: '2026-12-16',
    subtotalMinor: 13_805,
    taxMinor: 2778,
    totalMinor: 16_583,
  })
  await expect(createInvoice(ctx, anInvoice({ timeEntryIds: [entry.id] }))).rejects.toMatchObject({
    code: 'item_is_invoiced',
    particulars: {
      detail:
        'The time entry of 2026-11-16, Website, Olga Owner (“Work”) is already on a draft invoice.',
    },
  })
  const gone = anInvoice({ timeEntryIds: [entry.id, ctx.workspaceId] })
  await expect(createInvoice(ctx, gone)).rejects.toMatchObject({
    code: 'item_not_found',
    particulars: {
      field: 'items.timeEntryIds.1',
      detail: 'Number 2 of the 2 is not there any more.',
    },
  })
})

test('numbers follow each other without a gap, also when many finalise at once', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client()
  const drafts = []
  for (let count = 0; count < 12; count += 1) {
    drafts.push(await createInvoice(ctx, anInvoice({}, { clientId: client.id, lines: [aLine()] })))
  }
  const gone = drafts.pop()
  await deleteInvoice(ctx, { invoiceId: gone?.id ?? '' })
  const final = await Promise.all(drafts.map(({ id }) => finaliseInvoice(ctx, { invoiceId: id })))
  expect(new Set(final.map((invoice) => invoice.number))).toEqual(
    new Set(Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(4, '0')}`)),
  )
  const { items, total } = await listInvoices(ctx, { limit: 5, q: '2026-000', state: 'finalised' })
  expect([items.length, total]).toEqual([5, 9])
})

test('a draft can be changed; a final invoice can only be sent', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const entry = await has.timeEntry()
  const draft = await createInvoice(
    ctx,
    anInvoice({ timeEntryIds: [entry.id] }, { lines: [aLine()] }),
  )
  const invoiceId = draft.id
  await expect(sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })).rejects.toMatchObject({
    code: 'invoice_is_not_finalised',
  })
  const changes = { reference: 'PO 1', issuedOn: '2026-12-20', lines: [aLine(), aLine()] }
  const changed = await updateInvoice(ctx, { invoiceId, changes })
  expect(changed).toMatchObject({ reference: 'PO 1', issuedOn: '2026-12-20', dueOn: '2026-12-20' })
  expect(changed.lines.map((line) => line.itemCount)).toEqual([1, 0, 0])
  expect(changed.totalMinor).toBe(12_000)

  await finaliseInvoice(ctx, { invoiceId })
  const refused = { code: 'invoice_is_finalised' }
  await expect(updateInvoice(ctx, { invoiceId, changes: {} })).rejects.toMatchObject(refused)
  await expect(deleteInvoice(ctx, { invoiceId })).rejects.toMatchObject(refused)
  await expect(finaliseInvoice(ctx, { invoiceId })).rejects.toMatchObject(refused)
  const sent = await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  expect(sent).toMatchObject({ state: 'sent', can: { send: { allowed: false } } })
  await expect(sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })).rejects.toMatchObject({
    code: 'invoice_is_sent',
  })
})

test('lines stand in the order that is asked for, also those of registered work', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client()
  const entries = await Promise.all(
    ['Website', 'Webshop'].map(async (name) => {
      const project = await has.project({ name, clientId: client.id })
      return await has.timeEntry({ projectId: project.id })
    }),
  )
  const items = { timeEntryIds: entries.map((entry) => entry.id) }
  const draft = await createInvoice(ctx, anInvoice(items, { lines: [aLine()] }))
  const invoiceId = draft.id
  const order = async (lines: NonNullable<InvoiceChanges['lines']>) => {
    const changed = await updateInvoice(ctx, { invoiceId, changes: { lines } })
    expect(changed.lines.map((line) => line.position)).toEqual(changed.lines.map((_, at) => at))
    expect(changed).toEqual(await getInvoice(ctx, { invoiceId }))
    return changed.lines.map((line) => line.description)
  }
  const typed = (description: string) => ({ ...aLine(), description })
  const [shop, site] = draft.lines.map(({ id }) => ({ kind: 'registered' as const, lineId: id }))
  if (!shop || !site) throw new Error('the draft bills two projects')
  expect(await order([typed('A'), site, typed('B'), shop])).toEqual([
    'A',
    'Website',
    'B',
    'Webshop',
  ])
  expect(await order([shop, site, typed('A')])).toEqual(['Webshop', 'Website', 'A'])
  expect(await order([typed('A'), site])).toEqual(['Webshop', 'A', 'Website'])
  expect(await order([typed('A')])).toEqual(['Webshop', 'Website', 'A'])

  const gone = { kind: 'registered' as const, lineId: nobody() }
  for (const lines of [
    [site, typed('A'), gone],
    [typed('A'), site, site],
  ]) {
    await expect(updateInvoice(ctx, { invoiceId, changes: { lines } })).rejects.toMatchObject({
      code: 'invoice_line_not_found',
      particulars: { field: 'lines.2.lineId' },
    })
  }
  const wrong = [site, { ...aLine(), vatRateId: nobody() }]
  await expect(updateInvoice(ctx, { invoiceId, changes: { lines: wrong } })).rejects.toMatchObject({
    particulars: { field: 'lines.1.vatRateId' },
  })
  await deleteInvoice(ctx, { invoiceId })
  await createInvoice(ctx, anInvoice(items))
})

test('deleting a draft frees what it bills', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const entry = await has.timeEntry()
  const { id } = await createInvoice(ctx, anInvoice({ timeEntryIds: [entry.id] }))
  const removal = { timeEntryId: entry.id }
  await expect(deleteTimeEntry(ctx, removal)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  await deleteInvoice(ctx, { invoiceId: id })
  await createInvoice(ctx, anInvoice({ timeEntryIds: [entry.id] }))
})

test.each([
  ['nothing_to_bill', {}],
  ['client_not_found', { clientId: nobody(), lines: [aLine()] }],
  ['due_is_before_issued', { lines: [aLine()], dueOn: '2026-11-15' }],
  ['vat_rate_not_found', { lines: [{ ...aLine(), vatRateId: nobody() }] }],
  ['amount_is_too_large', { lines: [{ ...aLine(), quantity: '99999999', unitPrice: '99999999' }] }],
] as [string, Partial<InvoiceRequest>][])('refuses: %s', async (code, request) => {
  await using world = await createWorld()
  const client = await world.has.client()
  const invoice = anInvoice({}, { clientId: client.id, ...request })
  await expect(createInvoice(world.ctx, invoice)).rejects.toMatchObject({ code })
})

test('an invoice is of one client', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const [mine, other] = [await has.timeEntry(), await has.timeEntry()]
  const both = anInvoice({ timeEntryIds: [mine.id, other.id] })
  await expect(createInvoice(ctx, both)).rejects.toMatchObject({ code: 'items_of_several_clients' })
})

test('an empty draft is not finalised', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client()
  const draft = await createInvoice(ctx, anInvoice({}, { clientId: client.id, lines: [aLine()] }))
  await updateInvoice(ctx, { invoiceId: draft.id, changes: { lines: [] } })
  await expect(finaliseInvoice(ctx, { invoiceId: draft.id })).rejects.toMatchObject({
    code: 'invoice_has_no_lines',
  })
})

test('nobody else sees or touches it', async () => {
  await using world = await createWorld()
  const client = await world.has.client()
  const draft = anInvoice({}, { clientId: client.id, lines: [aLine()] })
  const { id: invoiceId } = await createInvoice(world.ctx, draft)
  const { ctx } = await world.otherWorkspace()
  const refused = { code: 'invoice_not_found' }
  await expect(getInvoice(ctx, { invoiceId })).rejects.toMatchObject(refused)
  await expect(updateInvoice(ctx, { invoiceId, changes: {} })).rejects.toMatchObject(refused)
  await expect(deleteInvoice(ctx, { invoiceId })).rejects.toMatchObject(refused)
  await expect(finaliseInvoice(ctx, { invoiceId })).rejects.toMatchObject(refused)
  await expect(sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })).rejects.toMatchObject(
    refused,
  )
  expect((await listInvoices(ctx, { limit: 10 })).items).toEqual([])
  const employee = world.ctxAs('employee')
  await expect(getInvoice(employee, { invoiceId })).rejects.toMatchObject({ code: 'not_allowed' })
})

function aLine() {
  return { description: 'Advice', quantity: '1', unitPrice: '10' }
}

function nobody(): string {
  return '0199f3a1-7c00-7abc-8def-0123456789ab'
}

function anInvoice(
  items: Partial<InvoiceRequest['items']>,
  request: Partial<InvoiceRequest> = {},
): InvoiceRequest {
  const how = { groupBy: 'project', lines: [], issuedOn: '2026-11-16', reference: '' } as const
  return { ...how, lines: [], ...request, items: { ...noItems, ...items } }
}

async function hasVat({ ctx }: World): Promise<string[]> {
  const rates = await createVatRates(ctx, {
    items: [
      { name: 'High', percentage: '21', isDefault: true },
      { name: 'Low', percentage: '9', isDefault: false },
    ],
  })
  return rates.map((rate) => rate.id)
}

test('what Hourbook writes on a line is in the language of the client', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client()
  await updateClient(ctx, { clientId: client.id, changes: { language: 'nl' } })
  const project = await has.project({
    clientId: client.id,
    invoiceMethod: 'fixed_price',
    fixedPriceMinor: 100_000,
  })
  const instalments = [{ projectId: project.id, amountMinor: 40_000 }]
  const invoice = await createInvoice(ctx, {
    clientId: client.id,
    items: { ...noItems, instalments },
    groupBy: 'project',
    lines: [],
    issuedOn: '2026-11-16',
    reference: '',
  })
  expect(invoice.lines.map((line) => line.description)).toEqual([
    'Website · Deel van de vaste prijs van 1,000.00',
  ])
})
