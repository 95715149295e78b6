import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { reverseXeroDocument } from '#app/exports/reverse-xero-document.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { getSalesTransaction } from '#app/sales-transactions/get-sales-transaction.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { verifyLedger } from '#main/verify-ledger.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createCreditInvoice } from './create-credit-invoice.ts'
import { createInvoice, type InvoiceRequest } from './create-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { printInvoice } from './print-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { updateInvoice } from './update-invoice.ts'

type Json = Record<string, unknown>

const issuedOn = '2026-11-16'
const typed = (unitPrice: string, more: object = {}) => ({
  description: 'Advice',
  quantity: '1',
  unitPrice,
  ...more,
})

async function aDraft({ ctx, has }: World, values: Partial<InvoiceRequest> = {}) {
  const [high, low] = await createVatRates(ctx, {
    items: [
      { name: 'High', percentage: '21', isDefault: true },
      { name: 'Low', percentage: '9', isDefault: false },
    ],
  })
  const { id: clientId } = await has.client()
  const draft = await createInvoice(ctx, {
    clientId,
    items: noItems,
    groupBy: 'project',
    issuedOn,
    reference: '',
    pricesIncludeVat: true,
    lines: [
      typed('10'),
      typed('5', { quantity: '3', vatRateId: low?.id, discountPercentage: '10' }),
      { kind: 'percentage', description: 'Discount', percentage: '-5' },
    ],
    ...values,
  })
  return { draft, clientId, high: high?.id, low: low?.id }
}

async function expectProven({ db }: World) {
  const said: string[] = []
  await verifyLedger(db, { say: (line) => said.push(line) })
  expect(said.filter((line) => line.includes('✗'))).toEqual([])
}

test('the tax is in what a line comes to; the figures stay when a draft says otherwise', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { draft } = await aDraft(world)
  expect(draft).toMatchObject({ pricesIncludeVat: true, totalMinor: 1000 + 1350 - 50 - 68 })
  const amounts = [
    { netMinor: 826, taxMinor: 174, unitPrice: '10.0000' },
    { netMinor: 1239, taxMinor: 111, unitPrice: '5.0000' },
    { netMinor: -41, taxMinor: -9, unitPrice: '0.5000' },
    { netMinor: -62, taxMinor: -6, unitPrice: '0.6800' },
  ]
  expect(draft.lines).toMatchObject(amounts)
  await expectProven(world)

  const set = async (pricesIncludeVat: boolean) =>
    await updateInvoice(ctx, { invoiceId: draft.id, changes: { pricesIncludeVat } })
  const without = await set(false)
  expect(without.lines).toMatchObject([
    { netMinor: 1000, taxMinor: 210, unitPrice: '10.0000' },
    { netMinor: 1350, taxMinor: 122, unitPrice: '5.0000' },
    { netMinor: -50, taxMinor: -11 },
    { netMinor: -68, taxMinor: -6 },
  ])
  await expectProven(world)
  expect((await set(true)).lines).toMatchObject(amounts)
  const other = await updateInvoice(ctx, {
    invoiceId: draft.id,
    changes: { pricesIncludeVat: false, lines: [typed('7')] },
  })
  expect(other).toMatchObject({ pricesIncludeVat: false, subtotalMinor: 700, taxMinor: 147 })
  await expectProven(world)
})

test('registered work is priced without VAT, so it cannot stand among prices with it', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { draft, clientId } = await aDraft(world)
  const project = await has.project({ clientId })
  const entry = await has.timeEntry({ projectId: project.id, seconds: 3600 })
  const items = { ...noItems, timeEntryIds: [entry.id] }
  const request = {
    clientId,
    items,
    groupBy: 'project' as const,
    issuedOn,
    reference: '',
    lines: [],
  }
  const refusal = {
    code: 'work_is_priced_without_vat',
    particulars: { field: 'pricesIncludeVat' },
  }
  await expect(createInvoice(ctx, { ...request, pricesIncludeVat: true })).rejects.toMatchObject(
    refusal,
  )
  const { id: invoiceId } = await createInvoice(ctx, request)
  const changes = { pricesIncludeVat: true }
  await expect(updateInvoice(ctx, { invoiceId, changes })).rejects.toMatchObject(refusal)

  await finaliseInvoice(ctx, { invoiceId: draft.id })
  const credit = await createCreditInvoice(ctx, {
    invoiceId: draft.id,
    issuedOn,
    reference: '',
    freesItems: false,
  })
  const turned = { pricesIncludeVat: false }
  await expect(updateInvoice(ctx, { invoiceId: credit.id, changes: turned })).rejects.toMatchObject(
    { code: 'credit_lines_are_fixed' },
  )
  await expect(updateInvoice(ctx, { invoiceId: draft.id, changes: turned })).rejects.toMatchObject({
    code: 'invoice_is_finalised',
  })
})

test('paper says that prices include VAT, in both languages, and lines add up to the total', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { draft } = await aDraft(world)
  const paper = async (language: 'en' | 'nl') => {
    await updateInvoice(ctx, { invoiceId: draft.id, changes: { language } })
    const pages = pdfPages((await printInvoice(ctx, { invoiceId: draft.id })).bytes)
    return pages.join('\n').replaceAll(/\s+/g, ' ')
  }
  const english = await paper('en')
  for (const words of ['Price incl. VAT', 'Amount incl. VAT', 'Total excluding VAT']) {
    expect(english).toContain(words)
  }
  const dutch = await paper('nl')
  for (const words of ['Prijs incl. btw', 'Bedrag incl. btw', 'Totaal inclusief btw']) {
    expect(dutch).toContain(words)
  }
  // 3 × 5.00 less 10%.
  expect(dutch).toContain('13.50')
})

test('its journal says the amounts with VAT, so that Xero finds the tax of the invoice; a credit in parts and a reversal too', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  // 8.26 × 21% would be 1.73, and 10.00 has 1.74 in it. Of 9.93, 8.21 is net; of each third of it, 2.74.
  const { draft } = await aDraft(world, { lines: [typed('10'), typed('3.31', { quantity: '3' })] })
  const posted = async (invoiceId: string) => {
    await finaliseInvoice(ctx, { invoiceId })
    await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
    await createSalesTransaction(ctx, { invoiceId })
    await world.runJobs()
    return await getSalesTransaction(ctx, { invoiceId })
  }
  const sale = await posted(draft.id)
  expect(sale).toMatchObject({ state: 'confirmed', difference: null, totalMinor: 1993 })
  const linesOf = (journal: Json | undefined) =>
    ((journal?.['JournalLines'] ?? []) as Json[]).map((line) => [
      line['LineAmount'],
      line['TaxAmount'],
    ])
  const [journal] = world.xero.control.manualJournals(tenantId)
  expect(journal?.['LineAmountTypes']).toBe('Inclusive')
  expect(linesOf(journal)).toEqual([
    [19.93, 0],
    [-10, -1.74],
    [-9.93, -1.72],
  ])

  const [, line] = draft.lines
  for (const quantity of ['1', '1', '1']) {
    const part = { lineId: line?.id ?? '', quantity }
    // One after the other: each takes what the one before left.
    // oxlint-disable-next-line no-await-in-loop
    const credit = await createCreditInvoice(ctx, {
      invoiceId: draft.id,
      issuedOn,
      reference: '',
      lines: [part],
      freesItems: false,
    })
    expect(credit).toMatchObject({ pricesIncludeVat: true, totalMinor: -331, taxMinor: -57 })
    // oxlint-disable-next-line no-await-in-loop
    expect(await posted(credit.id)).toMatchObject({ state: 'confirmed', difference: null })
  }
  await expectProven(world)

  await reverseXeroDocument(ctx, { documentId: sale.id, issuedOn })
  await world.runJobs()
  const booked = world.xero.control.manualJournals(tenantId).map(linesOf)
  expect(booked).toContainEqual([
    [-19.93, 0],
    [10, 1.74],
    [9.93, 1.72],
  ])
  await expectProven(world)
})

test('as a sales invoice in Xero it has the same net and tax, line by line', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  await updateXeroSettings(ctx, { salesTarget: 'invoice' })
  const { draft } = await aDraft(world, { lines: [typed('10'), typed('3.31', { quantity: '3' })] })
  const invoiceId = draft.id
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  expect(await getSalesTransaction(ctx, { invoiceId })).toMatchObject({
    kind: 'invoice',
    state: 'confirmed',
    difference: null,
  })
  const sent = world.xero.control.invoices(tenantId).find((each) => each['Total'] === 19.93)
  expect(sent).toMatchObject({ SubTotal: 16.47, TotalTax: 3.46 })
  await expectProven(world)
})

test('an invoice says why nothing is charged at 0%, once, in its language', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const [reverse] = await createVatRates(ctx, {
    items: [
      { name: 'Reverse charge', percentage: '0', isDefault: false, exemption: 'reverse_charge' },
    ],
  })
  const line = typed('10', { vatRateId: reverse?.id })
  const { draft } = await aDraft(world, { lines: [line, line, typed('5')] })
  expect(draft.remarks).toEqual(['VAT reverse charged'])
  const changes = { language: 'nl' as const }
  const dutch = await updateInvoice(ctx, { invoiceId: draft.id, changes })
  expect(dutch.remarks).toEqual(['Btw verlegd'])
})
