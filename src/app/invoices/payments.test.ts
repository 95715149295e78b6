import { noItems } from '#api/billing-schemas.ts'
import { getAgeing } from '#app/ageing/get-ageing.ts'
import { exportAgeing } from '#app/ageing/export-ageing.ts'
import { listAgedInvoices } from '#app/ageing/list-aged-invoices.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addPayment } from './add-payment.ts'
import { createCreditInvoice } from './create-credit-invoice.ts'
import { createInvoice } from './create-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { getInvoice } from './get-invoice.ts'
import { listInvoices } from './list-invoices.ts'
import { takeBackPayment } from './take-back-payment.ts'

const transfer = { method: 'bank_transfer' as const, reference: 'Statement 12' }
const on = (paidOn: string, amountMinor: number) => ({ paidOn, amountMinor, ...transfer })

test('paid in parts to the cent; never more than is due; taken back with a trace', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const invoiceId = await hasInvoice(world, { dueOn: '2026-12-16' })
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({
    paymentState: 'unpaid',
    dueMinor: 10_000,
    paidMinor: 0,
  })
  const part = await addPayment(ctx, { invoiceId, ...on('2026-11-15', 3333) })
  expect(part).toMatchObject({ paymentState: 'partly_paid', dueMinor: 6667, paidMinor: 3333 })
  expect(part.payments).toMatchObject([
    { paidOn: '2026-11-15', amountMinor: 3333, ...transfer, createdByName: 'Olga Owner' },
  ])
  await expect(addPayment(ctx, { invoiceId, ...on('2026-11-15', 6668) })).rejects.toMatchObject({
    code: 'more_than_is_due',
    particulars: { field: 'amountMinor' },
  })
  await expect(addPayment(ctx, { invoiceId, ...on('2026-11-15', -1) })).rejects.toMatchObject({
    code: 'more_than_is_due',
  })
  const paid = await addPayment(ctx, { invoiceId, ...on('2026-11-16', 6667) })
  expect(paid).toMatchObject({
    paymentState: 'paid',
    dueMinor: 0,
    can: { pay: { because: { code: 'nothing_left_to_pay' } } },
  })
  await expect(addPayment(ctx, { invoiceId, ...on('2026-11-16', 1) })).rejects.toMatchObject({
    code: 'nothing_left_to_pay',
  })
  const [first] = paid.payments
  const paymentId = first?.id ?? ''
  await takeBackPayment(ctx, { invoiceId, paymentId })
  // Pressed twice, it is taken back once.
  await takeBackPayment(ctx, { invoiceId, paymentId })
  const after = await getInvoice(ctx, { invoiceId })
  expect(after).toMatchObject({ paymentState: 'partly_paid', dueMinor: 3333 })
  expect(after.payments).toMatchObject([
    { id: paymentId, takenBackByName: 'Olga Owner', takenBackAt: expect.any(Date) },
    { takenBackAt: null },
  ])
  const { items } = await listAuditLog(ctx, { limit: 10, subjects: ['invoice'] })
  expect(items.map((each) => each.action).slice(0, 3)).toEqual([
    'payment_taken_back',
    'paid',
    'paid',
  ])
  await expectLedgerHolds(world)
})

test('of many who pay at once, no more is taken than is due, and one key pays once', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const invoiceId = await hasInvoice(world)
  const payment = on('2026-11-16', 4000)
  const all = await Promise.allSettled(
    Array.from({ length: 6 }, async () => await addPayment(ctx, { invoiceId, ...payment })),
  )
  expect(all.filter((each) => each.status === 'fulfilled')).toHaveLength(2)
  const asked = ['POST', `/invoices/${invoiceId}/payments`, on('2026-11-16', 500)] as const
  const headers = { 'idempotency-key': 'one press' }
  const answers = [
    await world.request(...asked, { headers }),
    await world.request(...asked, { headers }),
  ]
  expect(answers.map((each) => each.status)).toEqual([201, 201])
  expect((await getInvoice(ctx, { invoiceId })).dueMinor).toBe(1500)
})

test('the database itself forbids to pay more than there is, to change a payment, or to forget it', async () => {
  await using world = await createWorld()
  const { db, workspaceId, memberId } = world
  const invoiceId = await hasInvoice(world)
  const pay = async (amountMinor: number) =>
    await sql`insert into invoice_payments (workspace_id, id, invoice_id, paid_on, amount_minor, method, created_by, created_at)
      values (${workspaceId}, gen_random_uuid(), ${invoiceId}, '2026-11-16', ${amountMinor}, 'cash', ${memberId}, now())`.execute(
      db,
    )
  await expect(pay(10_001)).rejects.toMatchObject({ constraint: 'invoice_is_paid_once' })
  await pay(10_000)
  await expect(pay(1)).rejects.toMatchObject({ constraint: 'invoice_is_paid_once' })
  await expect(
    sql`update invoice_payments set amount_minor = 1 where workspace_id = ${workspaceId}`.execute(
      db,
    ),
  ).rejects.toMatchObject({ constraint: 'payment_stays' })
  await expect(
    sql`delete from invoice_payments where workspace_id = ${workspaceId}`.execute(db),
  ).rejects.toMatchObject({ constraint: 'payment_stays' })
})

test('a credit lowers what is due; what was paid too much by then is refunded, and no more', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const invoiceId = await hasInvoice(world)
  const { payments } = await addPayment(ctx, { invoiceId, ...on('2026-11-16', 10_000) })
  const { lines } = await getInvoice(ctx, { invoiceId })
  const asked = [{ lineId: lines[0]?.id ?? '', quantity: '0.3' }]
  const draft = await createCreditInvoice(ctx, {
    invoiceId,
    issuedOn: '2026-11-16',
    reference: '',
    freesItems: false,
    lines: asked,
  })
  expect(draft).toMatchObject({ paymentState: 'draft', dueMinor: 0 })
  expect((await getInvoice(ctx, { invoiceId })).paymentState).toBe('paid')
  const credit = await finaliseInvoice(ctx, { invoiceId: draft.id })
  expect(credit).toMatchObject({ paymentState: 'set_off', dueMinor: 0 })
  await expect(
    addPayment(ctx, { invoiceId: draft.id, ...on('2026-11-16', 1) }),
  ).rejects.toMatchObject({ code: 'invoice_is_a_credit' })
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({
    paymentState: 'to_refund',
    dueMinor: -3000,
  })
  await expect(addPayment(ctx, { invoiceId, ...on('2026-11-16', -3001) })).rejects.toMatchObject({
    code: 'more_than_is_due',
  })
  const refunded = await addPayment(ctx, { invoiceId, ...on('2026-11-16', -3000) })
  expect(refunded).toMatchObject({ paymentState: 'paid', dueMinor: 0, paidMinor: 7000 })
  await expect(
    takeBackPayment(ctx, { invoiceId, paymentId: payments[0]?.id ?? '' }),
  ).rejects.toMatchObject({ code: 'payment_was_refunded' })
  await expectLedgerHolds(world)
})

test('an invoice is overdue the day after its due date, by the clock of the workspace', async () => {
  await using world = await createWorld({ startAt: '2026-11-20T22:59:00Z' })
  const { ctx, clock } = world
  const invoiceId = await hasInvoice(world, { dueOn: '2026-11-20' })
  await hasInvoice(world, { dueOn: '2026-12-31' })
  const paidId = await hasInvoice(world, { dueOn: '2026-11-17' })
  await addPayment(ctx, { invoiceId: paidId, ...on('2026-11-18', 10_000) })
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({ paymentState: 'unpaid' })
  expect((await listInvoices(ctx, { limit: 10, due: 'overdue' })).total).toBe(0)
  // Midnight in Amsterdam, not in Greenwich.
  clock.advance(60_000)
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({
    paymentState: 'overdue',
    overdueDays: 1,
  })
  const overdue = await listInvoices(ctx, { limit: 10, due: 'overdue' })
  expect(overdue.items.map((each) => each.id)).toEqual([invoiceId])
  expect(overdue.sums).toMatchObject([
    { currency: 'EUR', totalMinor: 10_000, dueMinor: 10_000, overdueMinor: 10_000 },
  ])
  const open = await listInvoices(ctx, { limit: 10, due: 'open' })
  expect([open.total, open.sums[0]?.dueMinor, open.sums[0]?.overdueMinor]).toEqual([
    2, 20_000, 10_000,
  ])
  expect(
    (await listInvoices(ctx, { limit: 10, due: 'paid' })).items.map((each) => each.id),
  ).toEqual([paidId])
})

test('nobody pays a draft, of tomorrow, of another workspace, or without the right to', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client()
  const lines = [{ description: 'Advice', quantity: '1', unitPrice: '100', vatRateId: null }]
  const draft = await createInvoice(ctx, { ...anInvoice, clientId: client.id, lines })
  await expect(
    addPayment(ctx, { invoiceId: draft.id, ...on('2026-11-16', 1) }),
  ).rejects.toMatchObject({ code: 'invoice_is_not_finalised' })
  const invoiceId = await hasInvoice(world)
  await expect(addPayment(ctx, { invoiceId, ...on('2026-11-17', 1) })).rejects.toMatchObject({
    code: 'payment_is_in_the_future',
    particulars: { field: 'paidOn' },
  })
  const other = await world.otherWorkspace()
  const { payments } = await addPayment(ctx, { invoiceId, ...on('2026-11-16', 1) })
  const paymentId = payments[0]?.id ?? ''
  for (const stranger of [other.ctx]) {
    await expect(addPayment(stranger, { invoiceId, ...on('2026-11-16', 1) })).rejects.toMatchObject(
      { code: 'invoice_not_found' },
    )
    await expect(takeBackPayment(stranger, { invoiceId, paymentId })).rejects.toMatchObject({
      code: 'invoice_not_found',
    })
    expect((await getAgeing(stranger, {})).clients).toEqual([])
  }
  const elsewhere = await hasInvoice(world)
  await expect(takeBackPayment(ctx, { invoiceId: elsewhere, paymentId })).rejects.toMatchObject({
    code: 'payment_not_found',
  })
  const manager = world.ctxAs('project_manager')
  await expect(addPayment(manager, { invoiceId, ...on('2026-11-16', 1) })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})

test('the ageing stands as it was on any day, to the cent, and leads to the invoices', async () => {
  await using world = await createWorld({ startAt: '2027-02-01T10:00:00Z' })
  const { ctx, has } = world
  const client = await has.client({ name: 'Aged BV' })
  const clientId = client.id
  const due: Record<string, string> = {}
  for (const dueOn of ['2027-03-01', '2027-01-02', '2027-01-01', '2026-12-02', '2026-11-02']) {
    due[dueOn] = await hasInvoice(world, { dueOn, clientId, issuedOn: '2026-10-01' })
  }
  const late = due['2026-11-02'] ?? ''
  await addPayment(ctx, { invoiceId: late, ...on('2027-01-20', 2500) })
  const taken = await addPayment(ctx, { invoiceId: late, ...on('2027-01-20', 100) })
  await takeBackPayment(ctx, { invoiceId: late, paymentId: taken.payments[1]?.id ?? '' })
  const credit = await createCreditInvoice(ctx, {
    invoiceId: due['2027-01-01'] ?? '',
    issuedOn: '2027-01-25',
    reference: '',
    freesItems: false,
  })
  await finaliseInvoice(ctx, { invoiceId: credit.id })

  const buckets = { current: 10_000, days30: 10_000, days60: 0, days90: 10_000, older: 7500 }
  const sums = { currency: 'EUR', invoices: 4, dueMinor: 37_500, buckets }
  expect(await getAgeing(ctx, {})).toEqual({
    on: '2027-02-01',
    clients: [{ clientId, clientName: 'Aged BV', ...sums }],
    totals: [sums],
  })
  // The day before the payment and the credit: both were due in full.
  expect((await getAgeing(ctx, { on: '2027-01-19' })).totals).toEqual([
    {
      ...sums,
      invoices: 5,
      dueMinor: 50_000,
      buckets: { current: 10_000, days30: 20_000, days60: 10_000, days90: 10_000, older: 0 },
    },
  ])
  expect((await getAgeing(ctx, { on: '2026-09-30' })).totals).toEqual([])
  const { items } = await listAgedInvoices(ctx, { limit: 50, clientId })
  expect(items.map(({ dueOn, bucket, dueMinor }) => [dueOn, bucket, dueMinor])).toEqual([
    ['2026-11-02', 'older', 7500],
    ['2026-12-02', 'days90', 10_000],
    ['2027-01-02', 'days30', 10_000],
    ['2027-03-01', 'current', 10_000],
  ])
  const sheet = await exportAgeing(ctx, {})
  const rows = []
  for await (const row of sheet.rows) rows.push(row)
  expect(rows).toHaveLength(4)
  expect(rows[0]?.slice(-4)).toEqual([{ decimal: '75.00' }, { decimal: '75.00' }, null, null])
  // What is due in the list of invoices is what the ageing of today says.
  expect((await listInvoices(ctx, { limit: 5, due: 'open' })).sums[0]?.dueMinor).toBe(37_500)
})

const anInvoice = {
  items: noItems,
  groupBy: 'project' as const,
  issuedOn: '2026-11-16',
  reference: '',
}

async function hasInvoice(
  { ctx, has }: World,
  dates: { dueOn?: string; issuedOn?: string; clientId?: string } = {},
): Promise<string> {
  const clientId = dates.clientId ?? (await has.client()).id
  const lines = [{ description: 'Advice', quantity: '1', unitPrice: '100', vatRateId: null }]
  const { id } = await createInvoice(ctx, { ...anInvoice, lines, ...dates, clientId })
  await finaliseInvoice(ctx, { invoiceId: id })
  return id
}
