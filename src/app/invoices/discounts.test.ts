import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { verifyLedger } from '#main/verify-ledger.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createCreditInvoice } from './create-credit-invoice.ts'
import { createInvoice, type InvoiceRequest } from './create-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { getInvoiceEmailDraft } from './get-invoice-email-draft.ts'
import { printInvoice } from './print-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { updateInvoice } from './update-invoice.ts'

const issuedOn = '2026-11-16'

function anInvoice(clientId: string, values: Partial<InvoiceRequest>): InvoiceRequest {
  return {
    clientId,
    items: noItems,
    groupBy: 'project',
    issuedOn,
    reference: '',
    lines: [],
    ...values,
  }
}

async function hasVat({ ctx }: World) {
  const rates = await createVatRates(ctx, {
    items: [
      { name: 'High', percentage: '21', isDefault: true },
      { name: 'Low', percentage: '9', isDefault: false },
    ],
  })
  return rates.map((rate) => rate.id)
}

async function expectProven({ db }: World) {
  const said: string[] = []
  await verifyLedger(db, { say: (line) => said.push(line) })
  expect(said.filter((line) => line.includes('✗'))).toEqual([])
}

const typed = (unitPrice: string, more: object = {}) => ({
  description: 'Advice',
  quantity: '1',
  unitPrice,
  ...more,
})

test('discounts of lines, and one over all rates, add up on the draft, and stay when work is moved', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const [high, low] = await hasVat(world)
  const { id: clientId } = await has.client()
  const project = await has.project({ clientId })
  const entry = await has.timeEntry({ projectId: project.id, seconds: 3600 })
  const draft = await createInvoice(
    ctx,
    anInvoice(clientId, {
      items: { ...noItems, timeEntryIds: [entry.id] },
      lines: [
        typed('50', { discountPercentage: '12.5' }),
        typed('20', { vatRateId: low }),
        { kind: 'percentage', description: 'Discount', percentage: '-10' },
        typed('5'),
      ],
    }),
  )
  expect(draft.lines).toMatchObject([
    { netMinor: 10_000, itemCount: 1 },
    { netMinor: 4375, taxMinor: 919, discountPercentage: '12.50' },
    { netMinor: 2000, vatRateId: low },
    { netMinor: -1438, taxMinor: -302, vatRateId: high, adjustment: { percentage: '-10.00' } },
    { netMinor: -200, taxMinor: -18, vatRateId: low, quantity: '-1.00', unitPrice: '2.0000' },
    { netMinor: 500, adjustment: null },
  ])
  expect(draft.lines[3]?.adjustment?.id).toBe(draft.lines[4]?.adjustment?.id)
  expect(draft.subtotalMinor).toBe(15_237)

  const lineId = draft.lines[0]?.id ?? ''
  const percentage = { kind: 'percentage', description: 'Surcharge', percentage: '5' } as const
  const place = async (discountPercentage?: string) =>
    await updateInvoice(ctx, {
      invoiceId: draft.id,
      changes: {
        lines: [typed('10'), percentage, { kind: 'registered', lineId, discountPercentage }],
      },
    })
  const cheaper = await place('25')
  expect(cheaper.lines.map((line) => line.netMinor)).toEqual([1000, 50, 7500])
  expect(cheaper).toMatchObject({ subtotalMinor: 8550, taxMinor: 210 + 11 + 1575 })
  // Whoever does not speak of the discount leaves it as it is.
  expect((await place()).lines[2]).toMatchObject({ discountPercentage: '25.00', netMinor: 7500 })
  expect((await place('0')).lines[2]).toMatchObject({ netMinor: 10_000 })
  await place('25')
  await finaliseInvoice(ctx, { invoiceId: draft.id })
  await expectProven(world)
})

test('a discounted invoice is posted to zero and credited in parts and in full', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const [, low] = await hasVat(world)
  const { id: clientId } = await has.client()
  await world.connectXero()
  const lines = [
    { description: 'Advice', quantity: '3', unitPrice: '33.35', discountPercentage: '10' },
    typed('20', { vatRateId: low }),
    { kind: 'percentage' as const, description: 'Discount', percentage: '-15' },
  ]
  const { id: invoiceId } = await createInvoice(ctx, anInvoice(clientId, { lines }))
  const final = await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  const part = { lineId: final.lines[0]?.id ?? '', quantity: '1' }
  const credit = { invoiceId, issuedOn, reference: '', freesItems: false }
  const first = await createCreditInvoice(ctx, { ...credit, lines: [part] })
  expect(first.lines).toMatchObject([{ netMinor: -3001, discountPercentage: '10.00' }])
  await finaliseInvoice(ctx, { invoiceId: first.id })
  const rest = await createCreditInvoice(ctx, credit)
  await finaliseInvoice(ctx, { invoiceId: rest.id })
  expect(first.subtotalMinor + rest.subtotalMinor).toBe(-final.subtotalMinor)

  const { document: journal } = await createSalesTransaction(ctx, { invoiceId })
  expect(journal.totalMinor).toBe(final.totalMinor)
  await expectProven(world)
})

test('an invoice below zero is not made final; what comes to nothing may be', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: clientId } = await has.client()
  const off = (percentage: string) => ({
    kind: 'percentage' as const,
    description: 'Off',
    percentage,
  })
  const lines = [typed('10'), off('-100'), typed('1', { quantity: '-1' })]
  const { id: invoiceId, can } = await createInvoice(ctx, anInvoice(clientId, { lines }))
  expect(can.finalise).toMatchObject({ allowed: false, because: { code: 'invoice_is_below_zero' } })
  await expect(finaliseInvoice(ctx, { invoiceId })).rejects.toMatchObject({
    code: 'invoice_is_below_zero',
  })
  await updateInvoice(ctx, { invoiceId, changes: { lines: lines.slice(0, 2) } })
  await finaliseInvoice(ctx, { invoiceId })
  const nothing = anInvoice(clientId, { lines: [off('-10'), typed('10')] })
  await expect(createInvoice(ctx, nothing)).rejects.toMatchObject({
    code: 'percentage_of_nothing',
    particulars: { field: 'lines.0.percentage' },
  })
})

test('an invoice is written in the language that is chosen for it, else in that of its client', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: clientId } = await has.client()
  await updateClient(ctx, { clientId, changes: { language: 'nl' } })
  const lines = [typed('50', { discountPercentage: '10' })]
  const made = await createInvoice(ctx, anInvoice(clientId, { lines, language: 'en' }))
  const invoiceId = made.id
  const paper = async () => pdfPages((await printInvoice(ctx, { invoiceId })).bytes).join(' ')
  expect(await paper()).toContain('Discount 10%')
  await updateInvoice(ctx, { invoiceId, changes: { language: null } })
  expect(await paper()).toContain('Korting 10%')
  const changed = await updateInvoice(ctx, { invoiceId, changes: { language: 'en' } })
  expect(changed.language).toBe('en')
  await finaliseInvoice(ctx, { invoiceId })
  const draft = await getInvoiceEmailDraft(ctx, { invoiceId })
  expect([draft.language, draft.subject]).toEqual(['en', expect.stringContaining('Invoice')])
  const credit = { invoiceId, issuedOn, reference: '', freesItems: false }
  expect((await createCreditInvoice(ctx, credit)).language).toBe('en')
})
