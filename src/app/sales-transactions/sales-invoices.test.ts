import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { listXeroDifferences } from '#app/differences/list-xero-differences.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { emailXeroDocument } from '#app/exports/email-xero-document.ts'
import { refreshXeroDocuments } from '#app/exports/refresh-xero-documents.ts'
import { retryXeroDocument } from '#app/exports/retry-xero-document.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { addPayment } from '#app/invoices/add-payment.ts'
import { createCreditInvoice } from '#app/invoices/create-credit-invoice.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { takeBackPayment } from '#app/invoices/take-back-payment.ts'
import { checkXeroReadiness } from '#app/xero/check-xero-readiness.ts'
import { getXeroConnection } from '#app/xero/get-xero-connection.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createSalesTransaction } from './create-sales-transaction.ts'
import { createSalesTransactions } from './create-sales-transactions.ts'
import { getSalesTransaction } from './get-sales-transaction.ts'

type Json = Record<string, unknown>
const transfer = { paidOn: '2026-11-16', method: 'bank_transfer', reference: '' } as const

test('a sent invoice becomes one approved sales invoice under its own number, equal to the cent', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await world.connectXero({ settings: onlySales })
  await updateXeroSettings(ctx, { salesTarget: 'invoice' })
  expect(await getXeroConnection(ctx)).toMatchObject({
    salesTarget: 'invoice',
    canPostSalesTransactions: true,
  })
  const { invoiceId } = await hasSent(world, { reference: 'PO 7', discountPercentage: '10' })
  const before = await getInvoice(ctx, { invoiceId })
  expect(before).toMatchObject({ salesTarget: 'invoice', can: { pay: { allowed: true } } })
  const first = await createSalesTransaction(ctx, { invoiceId })
  const second = await createSalesTransaction(ctx, { invoiceId })
  expect([first.isNew, second.isNew]).toEqual([true, false])
  expect(second.document.id).toBe(first.document.id)
  await world.runJobs()

  const done = await getSalesTransaction(ctx, { invoiceId })
  expect(done).toMatchObject({
    kind: 'invoice',
    state: 'confirmed',
    difference: null,
    problem: null,
  })
  expect([done.xeroNumber, done.xeroStatus]).toEqual([before.number, 'AUTHORISED'])
  const [sent, ...others] = xero.control.invoices(tenantId).filter((each) => isOurs(each, before))
  expect(others).toEqual([])
  expect(sent).toMatchObject({
    Type: 'ACCREC',
    InvoiceNumber: before.number,
    Status: 'AUTHORISED',
    SentToContact: true,
    Total: before.totalMinor / 100,
    TotalTax: before.taxMinor / 100,
  })
  expect(sent?.['Reference']).toMatch(/^PO 7 HB-/)
  expect(sent?.['Url']).toMatch(new RegExp(`/finance/invoices/${invoiceId}$`))
  const lines = sent?.['LineItems'] as Json[]
  // A third of a cent is lost in quantity × price less ten percent: it goes as its net amount, and says so.
  expect(lines.map((line) => [line['Quantity'], line['LineAmount'], line['TaxAmount']])).toEqual([
    [3, 30.06, 6.31],
    [1, 9.02, 1.89],
  ])
  expect(lines[1]?.['Description']).toBe('Less (1 × 10.02 − 10%)')
  expect(xero.control.manualJournals(tenantId)).toEqual([])
  await expectLedgerHolds(world)
})

test('a second of the other kind points to the first, and the choice changes nothing that was sent', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await world.connectXero()
  const journal = await hasSent(world)
  const invoice = await hasSent(world)
  await createSalesTransaction(ctx, journal)
  await updateXeroSettings(ctx, { salesTarget: 'invoice' })
  expect(await createSalesTransaction(ctx, journal)).toMatchObject({
    isNew: false,
    document: { kind: 'manual_journal' },
  })
  await createSalesTransaction(ctx, invoice)
  await updateXeroSettings(ctx, { salesTarget: 'manual_journal' })
  expect(await createSalesTransaction(ctx, invoice)).toMatchObject({
    isNew: false,
    document: { kind: 'invoice' },
  })
  await world.runJobs()
  expect(xero.control.manualJournals(tenantId)).toHaveLength(1)
  await expectLedgerHolds(world)
})

test.each(['drop_after', 'error_500_after'] as const)(
  'several at once make one, after %s',
  async (fault) => {
    await using world = await createWorld()
    const { ctx, xero } = world
    const { tenantId } = await hasTarget(world)
    const { invoiceId } = await hasSent(world)
    const { number } = await getInvoice(ctx, { invoiceId })
    const made = await Promise.all(
      [1, 2, 3].map(async () => await createSalesTransaction(ctx, { invoiceId })),
    )
    expect(made.filter((each) => each.isNew)).toHaveLength(1)
    xero.control.failNext('PUT /Invoices', fault)
    await world.runJobs({ workers: 2 })
    expect(await getSalesTransaction(ctx, { invoiceId })).toMatchObject({
      state: 'confirmed',
      xeroNumber: number,
    })
    const ours = xero.control.invoices(tenantId).filter((each) => each['InvoiceNumber'] === number)
    expect(ours).toHaveLength(1)
  },
)

test('a number that Xero has already is refused in words; once it is free there, it goes', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await hasTarget(world)
  const other = await hasSent(world)
  await createSalesTransaction(ctx, other)
  await world.runJobs()
  const id = String((await getSalesTransaction(ctx, other)).xeroId)
  const { invoiceId } = await hasSent(world)
  const { number } = await getInvoice(ctx, { invoiceId })
  xero.control.editInvoice(tenantId, id, { InvoiceNumber: number })
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const refused = await getSalesTransaction(ctx, { invoiceId })
  expect(refused).toMatchObject({ state: 'rejected', problem: { code: 'invoice_number_is_taken' } })
  expect((await getInvoice(ctx, { invoiceId })).state).toBe('sent')
  xero.control.editInvoice(tenantId, id, { InvoiceNumber: 'FREE-1' })
  await retryXeroDocument(ctx, { documentId: document.id })
  await world.runJobs()
  expect((await getSalesTransaction(ctx, { invoiceId })).state).toBe('confirmed')
})

test('a locked day is refused; given up, the invoice can become a journal instead', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await hasTarget(world)
  xero.control.organisations.edit(tenantId, { periodLockDate: '2026-12-31' })
  const { invoiceId } = await hasSent(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  expect(await getSalesTransaction(ctx, { invoiceId })).toMatchObject({
    state: 'rejected',
    problem: { code: 'period_is_locked' },
  })
  xero.control.organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await discardXeroDocument(ctx, { documentId: document.id })
  await updateXeroSettings(ctx, { salesTarget: 'manual_journal' })
  const again = await createSalesTransaction(ctx, { invoiceId })
  expect(again).toMatchObject({ isNew: true, document: { kind: 'manual_journal' } })
})

test('a number that somebody changes in Xero is a difference', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await hasTarget(world)
  const { invoiceId } = await hasSent(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const { xeroId, xeroNumber } = await getSalesTransaction(ctx, { invoiceId })
  xero.control.editInvoice(tenantId, String(xeroId), { InvoiceNumber: 'OTHER-1' })
  await refreshXeroDocuments(ctx, { documentId: document.id })
  const { items } = await listXeroDifferences(ctx, { isAccepted: false, limit: 10 })
  expect(items[0]?.differences).toEqual([
    expect.objectContaining({ field: 'number', sent: xeroNumber, xero: 'OTHER-1' }),
  ])
})

test('of such a document only a void is possible, which makes room for another', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await hasTarget(world)
  const { invoiceId } = await hasSent(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const { can } = await getSalesTransaction(ctx, { invoiceId })
  const code = 'document_is_an_own_invoice'
  for (const each of [can.update, can.credit, can.email, can.markSent, can.release]) {
    expect(each.because?.code).toBe(code)
  }
  const documentId = document.id
  await expect(emailXeroDocument(ctx, { documentId })).rejects.toMatchObject({ code })
  await voidXeroDocument(ctx, { documentId })
  await world.runJobs()
  expect((await getInvoice(ctx, { invoiceId })).salesTransaction).toBeNull()
  await updateXeroSettings(ctx, { salesTarget: 'manual_journal' })
  expect((await createSalesTransaction(ctx, { invoiceId })).isNew).toBe(true)
})

test('payments are Xero’s: one by hand is refused, before and after', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await hasTarget(world)
  const paid = await hasSent(world)
  await addPayment(ctx, { ...paid, ...transfer, amountMinor: 100 })
  await expect(createSalesTransaction(ctx, paid)).rejects.toMatchObject({
    code: 'invoice_has_payments',
  })
  const { invoiceId } = await hasSent(world)
  await createSalesTransaction(ctx, { invoiceId })
  expect((await getInvoice(ctx, { invoiceId })).can.pay.because?.code).toBe(
    'payments_are_kept_in_xero',
  )
  await expect(addPayment(ctx, { invoiceId, ...transfer, amountMinor: 100 })).rejects.toMatchObject(
    { code: 'payments_are_kept_in_xero' },
  )
})

test('what is paid in Xero comes back once, by day, and goes when it goes there', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await hasTarget(world)
  const { invoiceId } = await hasSent(world)
  const { totalMinor } = await getInvoice(ctx, { invoiceId })
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const xeroId = String((await getSalesTransaction(ctx, { invoiceId })).xeroId)
  const read = async () => {
    await refreshXeroDocuments(ctx, { documentId: document.id })
    return await getInvoice(ctx, { invoiceId })
  }
  xero.control.payInvoice(tenantId, xeroId, { amount: 10, paidOn: '2026-11-12' })
  await Promise.all([read(), read()])
  const paid = await read()
  expect(paid).toMatchObject({ paymentState: 'partly_paid', dueMinor: totalMinor - 1000 })
  expect(paid.payments).toMatchObject([
    { paidOn: '2026-11-12', amountMinor: 1000, method: 'xero', createdByName: null },
  ])
  await expect(
    takeBackPayment(ctx, { invoiceId, paymentId: paid.payments[0]?.id ?? '' }),
  ).rejects.toMatchObject({ code: 'payments_are_kept_in_xero' })
  xero.control.payInvoice(tenantId, xeroId)
  expect(await read()).toMatchObject({ paymentState: 'paid', dueMinor: 0 })

  for (const each of xero.control.payments(tenantId)) {
    const { InvoiceID } = each['Invoice'] as Json
    if (InvoiceID === xeroId) xero.control.deletePayment(tenantId, String(each['PaymentID']))
  }
  const unpaid = await read()
  expect(unpaid).toMatchObject({ paymentState: 'unpaid', dueMinor: totalMinor })
  expect(unpaid.payments.map((each) => each.takenBackAt !== null)).toEqual([true, true])
  await expectLedgerHolds(world)
})

test('a credit note in Xero and the credit invoice over the same are counted once', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await hasTarget(world)
  const { invoiceId } = await hasSent(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const xeroId = String((await getSalesTransaction(ctx, { invoiceId })).xeroId)
  xero.control.creditInvoice(tenantId, xeroId)
  await refreshXeroDocuments(ctx, { documentId: document.id })
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({ dueMinor: 0, paymentState: 'paid' })
  const credit = await createCreditInvoice(ctx, {
    invoiceId,
    issuedOn: '2026-11-16',
    reference: '',
    freesItems: false,
  })
  await finaliseInvoice(ctx, { invoiceId: credit.id })
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({
    dueMinor: 0,
    paymentState: 'credited',
  })
  await sendInvoice(ctx, { invoiceId: credit.id, method: 'mark_as_sent' })
  await expect(createSalesTransaction(ctx, { invoiceId: credit.id })).rejects.toMatchObject({
    code: 'credit_note_cannot_be_made',
  })
})

test('a credit of what is a journal is a journal, whatever is chosen by now', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { tenantId } = await world.connectXero()
  const { invoiceId } = await hasSent(world)
  await createSalesTransaction(ctx, { invoiceId })
  await updateXeroSettings(ctx, { salesTarget: 'invoice' })
  const credit = await createCreditInvoice(ctx, {
    invoiceId,
    issuedOn: '2026-11-16',
    reference: '',
    freesItems: false,
  })
  await finaliseInvoice(ctx, { invoiceId: credit.id })
  await sendInvoice(ctx, { invoiceId: credit.id, method: 'mark_as_sent' })
  expect((await getInvoice(ctx, { invoiceId: credit.id })).salesTarget).toBe('manual_journal')
  await createSalesTransaction(ctx, { invoiceId: credit.id })
  await world.runJobs()
  expect(xero.control.manualJournals(tenantId)).toHaveLength(2)
  await expectLedgerHolds(world)
})

test('the check asks for an account of debtors for journals only', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero({ settings: onlySales })
  const codes = async () => {
    const { items } = await checkXeroReadiness(ctx, { refresh: false })
    return items.map((each) => each.code)
  }
  expect(await codes()).toContain('debtors_account_not_chosen')
  await updateXeroSettings(ctx, { salesTarget: 'invoice' })
  expect(await codes()).not.toContain('debtors_account_not_chosen')
})

test('a payment by hand and the sales invoice, asked for at once, are never both', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await hasTarget(world)
  const { invoiceId } = await hasSent(world)
  const both = await Promise.allSettled([
    createSalesTransaction(ctx, { invoiceId }),
    addPayment(ctx, { invoiceId, ...transfer, amountMinor: 100 }),
  ])
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
})

test('in bulk each invoice has its own result', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await hasTarget(world)
  const paid = await hasSent(world)
  await addPayment(ctx, { ...paid, ...transfer, amountMinor: 100 })
  const fine = await hasSent(world)
  const draft = await hasSent(world, { isSent: false })
  const invoiceIds = [paid, fine, draft].map((each) => each.invoiceId)
  const { results } = await createSalesTransactions(ctx, { invoiceIds })
  expect(results.map(({ document, problem }) => document?.kind ?? problem?.code)).toEqual([
    'invoice_has_payments',
    'invoice',
    'invoice_is_not_sent',
  ])
})

const onlySales = { defaultItemCode: null, salesAccountCode: '200', debtorsAccountCode: null }

async function hasTarget(world: World): Promise<{ tenantId: string }> {
  const connected = await world.connectXero()
  await updateXeroSettings(world.ctx, { salesTarget: 'invoice' })
  return connected
}

function isOurs(invoice: Json, { number }: { number: string | null }): boolean {
  return invoice['InvoiceNumber'] === number
}

async function hasSent(
  { ctx, has }: World,
  {
    reference = '',
    discountPercentage = '0',
    isSent = true,
  }: { reference?: string; discountPercentage?: string; isSent?: boolean } = {},
): Promise<{ invoiceId: string }> {
  const [rate] = await createVatRates(ctx, {
    items: [{ name: `High ${Math.random()}`, percentage: '21', isDefault: false }],
  })
  const client = await has.client({ name: `Client ${Math.random()}` })
  const vatRateId = rate?.id ?? null
  const { id: invoiceId } = await createInvoice(ctx, {
    clientId: client.id,
    items: noItems,
    groupBy: 'project',
    lines: [
      { description: 'Work', quantity: '3', unitPrice: '10.02', vatRateId },
      { description: 'Less', quantity: '1', unitPrice: '10.02', vatRateId, discountPercentage },
    ],
    issuedOn: '2026-11-16',
    reference,
  })
  await finaliseInvoice(ctx, { invoiceId })
  if (isSent) await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  return { invoiceId }
}
