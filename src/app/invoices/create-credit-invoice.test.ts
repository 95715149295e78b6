import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { setXeroMapping } from '#app/xero/set-xero-mapping.ts'
import { leftToCredit } from '#domain/credit-invoice.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createCreditInvoice, type CreditRequest } from './create-credit-invoice.ts'
import { createInvoice } from './create-invoice.ts'
import { deleteInvoice } from './delete-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { getInvoice } from './get-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { updateInvoice } from './update-invoice.ts'

type Json = Record<string, unknown>
type Ctx = World['ctx']

test('a whole invoice is credited to the cent, with a number of the same series', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { invoiceId } = await hasInvoice(world)
  const draft = await credit(ctx, { invoiceId, reference: 'Wrong client' })
  expect(draft).toMatchObject({
    state: 'draft',
    number: null,
    creditsId: invoiceId,
    creditsNumber: '2026-0001',
    reference: 'Wrong client',
    dueOn: '2026-11-20',
    subtotalMinor: -29_500,
    taxMinor: -6195,
    totalMinor: -35_695,
    can: { credit: { allowed: false } },
  })
  expect(draft.lines).toMatchObject([
    { description: 'Website', quantity: '-2.00', unitPrice: '100.0000', netMinor: -20_000 },
    { description: 'Licence', quantity: '-10.00', netMinor: -10_000, taxMinor: -2100 },
    { description: 'Discount', quantity: '1.00', netMinor: 500, taxMinor: 105 },
  ])
  // A draft takes its part already, but it is not said to be credited.
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({
    creditedMinor: 0,
    isCreditedInFull: true,
    can: { credit: { because: { code: 'nothing_left_to_credit' } } },
    credits: [{ id: draft.id, number: null, state: 'draft' }],
  })
  expect(await finaliseInvoice(ctx, { invoiceId: draft.id })).toMatchObject({ number: '2026-0002' })
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({
    creditedMinor: -35_695,
    credits: [{ number: '2026-0002', state: 'finalised', totalMinor: -35_695 }],
  })
  await expect(credit(ctx, { invoiceId })).rejects.toMatchObject({ code: 'nothing_left_to_credit' })
  await expect(credit(ctx, { invoiceId: draft.id })).rejects.toMatchObject({
    code: 'invoice_is_a_credit',
  })
})

test('parts of lines are credited, never more than is left; a deleted draft gives its part back', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { invoiceId, lineIds } = await hasInvoice(world)
  const [, licence = ''] = lineIds
  const part = { invoiceId, lines: [{ lineId: licence, quantity: '4' }] }
  const first = await credit(ctx, part)
  expect(first.lines).toMatchObject([{ quantity: '-4.00', netMinor: -4000, taxMinor: -840 }])
  await credit(ctx, part)
  const tooMuch = {
    code: 'more_than_is_left_to_credit',
    particulars: { field: 'lines.0.quantity' },
  }
  await expect(credit(ctx, part)).rejects.toMatchObject(tooMuch)
  for (const quantity of ['-1', '2.01', '0']) {
    const lines = [{ lineId: licence, quantity }]
    await expect(credit(ctx, { invoiceId, lines })).rejects.toMatchObject(tooMuch)
  }
  const twice = [{ lineId: licence, quantity: '1' }, { lineId: licence }]
  await expect(credit(ctx, { invoiceId, lines: twice })).rejects.toMatchObject({
    particulars: { field: 'lines.1.quantity' },
  })
  await expect(credit(ctx, { invoiceId, lines: [{ lineId: first.id }] })).rejects.toMatchObject({
    code: 'invoice_line_not_found',
  })
  await deleteInvoice(ctx, { invoiceId: first.id })
  const { lines } = await getInvoice(ctx, { invoiceId })
  expect(lines.map(leftToCredit)).toEqual(['2.00', '6.00', '-1.00'])
  const rest = await credit(ctx, { invoiceId })
  expect(rest.lines.map((line) => line.netMinor)).toEqual([-20_000, -6000, 500])
  const changes = { lines: [{ description: 'More', quantity: '1', unitPrice: '1' }] }
  await expect(updateInvoice(ctx, { invoiceId: rest.id, changes })).rejects.toMatchObject({
    code: 'credit_lines_are_fixed',
  })
  const dated = await updateInvoice(ctx, {
    invoiceId: rest.id,
    changes: { issuedOn: '2026-12-01' },
  })
  expect(dated).toMatchObject({ issuedOn: '2026-12-01', totalMinor: rest.totalMinor })
})

test('of many who credit the same line at once, no more win than there is', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { invoiceId, lineIds } = await hasInvoice(world)
  const lines = [{ lineId: lineIds[1] ?? '', quantity: '3' }]
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, async () => await credit(ctx, { invoiceId, lines })),
  )
  expect(all.filter((each) => each.status === 'fulfilled')).toHaveLength(3)
})

test('the database itself forbids to credit more than a line asks for', async () => {
  await using world = await createWorld()
  const { ctx, db, workspaceId } = world
  const { invoiceId, lineIds } = await hasInvoice(world)
  const lines = [{ lineId: lineIds[1] ?? '', quantity: '6' }]
  const draft = await credit(ctx, { invoiceId, lines })
  const change = db
    .updateTable('invoice_lines')
    .set({ quantity: '-10.01' })
    .where('workspace_id', '=', workspaceId)
    .where('invoice_id', '=', draft.id)
    .execute()
  await expect(change).rejects.toMatchObject({ constraint: 'line_is_credited_once' })
})

test('work is billed again only where that was said, its line is credited in full, and the credit is final', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { invoiceId, lineIds, timeEntryId } = await hasInvoice(world)
  const [lineId = ''] = lineIds
  const again = async () => await createInvoice(ctx, request({ timeEntryIds: [timeEntryId] }))
  const isBilled = async () =>
    await expect(again()).rejects.toMatchObject({ code: 'item_is_invoiced' })

  const half = await credit(ctx, {
    invoiceId,
    lines: [{ lineId, quantity: '1' }],
    freesItems: true,
  })
  await finaliseInvoice(ctx, { invoiceId: half.id })
  await isBilled()
  const rest = await credit(ctx, { invoiceId, lines: [{ lineId }], freesItems: true })
  await isBilled()
  await finaliseInvoice(ctx, { invoiceId: rest.id })
  expect(await again()).toMatchObject({ lines: [{ itemCount: 1, netMinor: 20_000 }] })
})

test('without that, what is credited stays billed', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { invoiceId, timeEntryId } = await hasInvoice(world)
  const whole = await credit(ctx, { invoiceId })
  await finaliseInvoice(ctx, { invoiceId: whole.id })
  await expect(createInvoice(ctx, request({ timeEntryIds: [timeEntryId] }))).rejects.toMatchObject({
    code: 'item_is_invoiced',
  })
})

test('its sales transaction is the reverse, on the accounts that the invoice was posted to', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const { invoiceId } = await hasInvoice(world)
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  // Mappings that change later do not send the credit elsewhere.
  const { clientId } = await getInvoice(ctx, { invoiceId })
  const subject = { subject: 'client', subjectId: clientId } as const
  await setXeroMapping(ctx, { ...subject, itemCode: null, accountCode: '260', tracking: [] })
  const { id: creditId } = await credit(ctx, { invoiceId })
  await finaliseInvoice(ctx, { invoiceId: creditId })
  await expect(createSalesTransaction(ctx, { invoiceId: creditId })).rejects.toMatchObject({
    code: 'invoice_is_not_sent',
  })
  await sendInvoice(ctx, { invoiceId: creditId, method: 'mark_as_sent' })
  await createSalesTransaction(ctx, { invoiceId: creditId })
  await createSalesTransaction(ctx, { invoiceId: creditId })
  await world.runJobs()

  const journals = world.xero.control.manualJournals(tenantId)
  expect(journals).toHaveLength(2)
  const linesOf = (narration: string) =>
    journals.find((each) => String(each['Narration']).startsWith(narration))?.[
      'JournalLines'
    ] as Json[]
  const sale = linesOf('Invoice 2026-0001 · ')
  const reverse = linesOf('Credit invoice 2026-0002 · ')
  expect(reverse.map(signed)).toEqual(sale.map((line) => signed(line).map((each) => 0 - each)))
  expect(reverse.map(bookingOf)).toEqual(sale.map(bookingOf))
})

test('nobody else credits it, nor who may not invoice', async () => {
  await using world = await createWorld()
  const { invoiceId } = await hasInvoice(world)
  const { ctx } = await world.otherWorkspace()
  await expect(credit(ctx, { invoiceId })).rejects.toMatchObject({ code: 'invoice_not_found' })
})

const bookingOf = (line: Json) => [line['AccountCode'], line['TaxType']]
const signed = (line: Json) => [Number(line['LineAmount']), Number(line['TaxAmount'])]

async function credit(ctx: Ctx, asked: Partial<CreditRequest> & { invoiceId: string }) {
  const usual = { issuedOn: '2026-11-20', reference: '', freesItems: false }
  return await createCreditInvoice(ctx, { ...usual, ...asked })
}

function request(
  items: { timeEntryIds?: string[] },
  lines: { description: string; quantity: string; unitPrice: string }[] = [],
) {
  const usual = { issuedOn: '2026-11-16', groupBy: 'project' as const, reference: '' }
  return { ...usual, items: { ...noItems, ...items }, lines }
}

/** A final invoice: two hours, ten licences and a discount, at 21 %. */
async function hasInvoice({ ctx, has }: World) {
  await createVatRates(ctx, { items: [{ name: 'High', percentage: '21', isDefault: true }] })
  const entry = await has.timeEntry({ seconds: 7200 })
  const { id: invoiceId, lines } = await createInvoice(
    ctx,
    request({ timeEntryIds: [entry.id] }, [
      { description: 'Licence', quantity: '10', unitPrice: '10' },
      { description: 'Discount', quantity: '-1', unitPrice: '5' },
    ]),
  )
  await finaliseInvoice(ctx, { invoiceId })
  return { invoiceId, lineIds: lines.map((line) => line.id), timeEntryId: entry.id }
}
