import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { createCreditInvoice } from '#app/invoices/create-credit-invoice.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { reverseWriteOffs } from '#app/write-offs/reverse-write-offs.ts'
import { newId } from '#lib/ids.ts'
import { seedDemo } from '#main/seed-demo.ts'
import { verifyLedger } from '#main/verify-ledger.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

const today = '2026-11-16'

test('the ledger of the demo company holds', async () => {
  await using world = await createWorld()
  await seedDemo({ services: world.services, createUser: async ({ email }) => email })
  const { code, said } = await verified(world)
  expect(said.filter((line) => line.includes('✗'))).toEqual([])
  expect(said.at(-1)).toBe('The ledger holds in 2 workspaces.')
  expect(code).toBe(0)
})

test('it says what it looked at, in one workspace or in all', async () => {
  await using world = await createWorld()
  await hasBilled(world)
  await world.otherWorkspace('Elsewhere')
  const { code, said } = await verified(world)
  expect([code, said.at(-1)]).toEqual([0, 'The ledger holds in 2 workspaces.'])
  expect(said).toContain(`Test Workspace (${world.workspaceId})`)
  expect(said.some((line) => line.startsWith('Elsewhere ('))).toBe(true)
  for (const counted of [
    '✓ 3 invoice numbers, without gaps',
    '✓ 2 sales transactions and their reversals, each sums to zero',
    '✓ 2 credited lines, none for more than the line asks for',
    '✓ 2 write-offs, each covering what it says',
  ]) {
    expect(said).toContain(`  ${counted}`)
  }
  const one = await verified(world, world.workspaceId)
  expect(one.said.at(-1)).toBe('The ledger holds in 1 workspace.')
  expect(one.said.some((line) => line.startsWith('Elsewhere ('))).toBe(false)
  await expect(verified(world, newId())).rejects.toThrow('There is no workspace')
})

test('it reads one moment: what others write meanwhile is not half seen, and it writes nothing', async () => {
  await using world = await createWorld()
  await hasBilled(world)
  const { client } = await hasWork(world)
  const lines = [{ description: 'More', quantity: '1', unitPrice: '1', vatRateId: null }]
  let written: Promise<unknown> | undefined
  const said: string[] = []
  const code = await verifyLedger(world.db, {
    say: (line) => {
      said.push(line)
      written ??= createInvoice(world.ctx, {
        ...anInvoice,
        clientId: client.id,
        items: noItems,
        lines,
      })
    },
  })
  await written
  expect(code).toBe(0)
  expect(said).toContain('  ✓ 3 own invoices, each the sum of its lines')
  expect((await verified(world)).said).toContain('  ✓ 4 own invoices, each the sum of its lines')
})

type Billed = Awaited<ReturnType<typeof hasBilled>>

const corruptions: [string, string, (billed: Billed) => ReturnType<typeof sql>][] = [
  [
    'a step that is lost',
    'step 1 follows none',
    ({ freedId }) => sql`delete from allocations where item_id = ${freedId} and step = 0`,
  ],
  [
    'a release of less than was billed',
    'does not free the',
    ({ freedId }) =>
      sql`update allocations set amount_minor = amount_minor + 1 where item_id = ${freedId} and step = 1`,
  ],
  ['a reversal that nobody made', 'does not free the', () => sql`delete from write_off_reversals`],
  [
    'an hour that is deleted though it is billed',
    'it is not there',
    ({ hourId }) => sql`delete from time_entries where id = ${hourId}`,
  ],
  [
    'an hour that is billed and not billable',
    'it is not billable',
    ({ hourId }) => sql`update time_entries set is_billable = false where id = ${hourId}`,
  ],
  [
    'an hour that grew after it was billed',
    'its items are 2.00',
    ({ hourId }) => sql`update time_entries set seconds = seconds + 3600 where id = ${hourId}`,
  ],
  [
    'an hour that got another rate after it was billed',
    'its items are 1.00 × 99.0000',
    ({ hourId }) => sql`update time_entries set rate = 99 where id = ${hourId}`,
  ],
  [
    'a line that asks for more than its items',
    'it asks for',
    ({ hourId }) => sql`update invoice_lines set quantity = quantity + 1
      where id = (select line_id from allocations where item_id = ${hourId} and step = 0)`,
  ],
  [
    'an allocation that was changed',
    'its items are',
    ({ hourId }) =>
      sql`update allocations set amount_minor = amount_minor - 1 where item_id = ${hourId}`,
  ],
  [
    'an instalment that was changed',
    'is billed of it',
    () => sql`update instalments set amount_minor = amount_minor - 1`,
  ],
  [
    'a fixed price that is exceeded',
    'is billed of a fixed price of 1.00',
    () => sql`update projects set fixed_price_minor = 100 where fixed_price_minor is not null`,
  ],
  [
    'a line that is lost',
    'which is not there',
    ({ hourId }) =>
      sql`delete from invoice_lines where id = (select line_id from allocations where item_id = ${hourId} and step = 0)`,
  ],
  [
    'a document that is voided and bills on',
    'still bills it',
    () => sql`update xero_documents set state = 'voided' where kind = 'invoice'`,
  ],
  [
    'work that is freed while its line asks for it',
    'it is free again',
    ({ hourId }) => sql`insert into allocations
      select workspace_id, item_kind, item_id, document_kind, document_id, line_id, - amount_minor, created_at, step + 1
      from allocations where item_id = ${hourId}`,
  ],
  [
    'a period that is billed across another',
    'is billed, and so is',
    () =>
      sql`update subscription_periods set ends_on = ends_on + 40 where starts_on = (select min(starts_on) from subscription_periods)`,
  ],
  [
    'a write-off that says another amount',
    'the ledger',
    () => sql`update write_offs set amount_minor = amount_minor + 1`,
  ],
  [
    'tax that is not half up of its line',
    'net and tax should be',
    () => sql`update invoice_lines set tax_minor = tax_minor + 1, net_minor = net_minor`,
  ],
  [
    'an invoice that is not the sum of its lines',
    'its lines come to',
    () =>
      sql`update invoices set subtotal_minor = subtotal_minor + 1, total_minor = total_minor + 1`,
  ],
  [
    'a line in Xero that is not quantity × price',
    'of Xero document',
    () => sql`update xero_document_sections s set lines = (
      select json_agg(jsonb_set(line::jsonb, '{4}', '7')) from json_array_elements(lines) as line)`,
  ],
  [
    'a document in Xero that is not the sum of its lines',
    'its lines come to',
    () =>
      sql`update xero_documents set subtotal_minor = subtotal_minor + 1, total_minor = total_minor + 1 where kind = 'invoice'`,
  ],
  [
    'a section that is not the sum of its lines',
    'its lines come to',
    () => sql`update xero_document_sections set net_minor = net_minor + 1`,
  ],
  [
    'a line that is credited for more than it asks for',
    'is credited of',
    () => sql`update invoice_lines set quantity = quantity * 2 where credits_line_id is not null`,
  ],
  [
    'a credit of a line of another invoice',
    'is credited of',
    ({ otherInvoiceId }) =>
      sql`update invoices set credits_id = ${otherInvoiceId} where credits_id is not null`,
  ],
  [
    'a sales transaction that does not sum to zero',
    'not zero',
    () => sql`update xero_document_sections set lines = (
      select json_agg(jsonb_set(line::jsonb, '{5}', '1')) from json_array_elements(lines) as line)
      where document_id in (select id from xero_documents where kind = 'manual_journal')`,
  ],
  [
    'a sales transaction that differs from its invoice, though it sums to zero',
    'or their lines differ',
    () => sql`update xero_document_sections set lines = (
      select json_agg(jsonb_set(line::jsonb, '{4}', to_jsonb(2 * (line ->> 4)::bigint)) || '[]'::jsonb)
        from json_array_elements(lines) as line)
      where document_id in (select id from xero_documents where kind = 'manual_journal')`,
  ],
  [
    'a sum of hours that forgot some',
    'open in 1, rounded by 0, the sums say',
    () =>
      sql`update hour_sums set open_count = open_count + 1 where id = (select max(id) from hour_sums)`,
  ],
  [
    'a sum of hours that forgot how they are rounded',
    'rounded by 0, the sums say',
    () =>
      sql`update hour_sums set open_rounding = open_rounding + 1 where id = (select max(id) from hour_sums)`,
  ],
  [
    'an open hour that follows no rule',
    'its rounding should be none, 0',
    () => sql`update time_entries e set rounding = 'down_60', rounding_seconds = rounding_of(seconds, 'down_60')
      where is_billable and not exists (select from billed_items b where b.item_id = e.id)`,
  ],
  [
    'a number that is missing',
    'number 1 of 3 is missing',
    () => sql`update invoices set number = 'X2026-0001' where number = '2026-0001'`,
  ],
  [
    'a number that its series never gave',
    'is beyond the 3',
    () => sql`update invoices set number = '2026-0009' where number = '2026-0001'`,
  ],
]

test.each(corruptions)('finds %s', async (_, told, corrupt) => {
  await using world = await createWorld()
  const billed = await hasBilled(world)
  const sound = await verified(world)
  expect(sound.said.filter((line) => line.includes('✗'))).toEqual([])
  await world.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await corrupt(billed).execute(tx)
  })
  const { code, said } = await verified(world)
  expect(said.filter((line) => line.includes('✗')).join('\n')).toContain(told)
  expect(code).toBe(1)
  expect(said.at(-1)).toMatch(/^The ledger does not hold: \d+ thing/)
})

const anInvoice = { groupBy: 'project' as const, lines: [], issuedOn: today, reference: '' }

async function hasWork({ has }: Pick<World, 'has'>) {
  const client = await has.client({ email: 'info@example.com' })
  const clientId = client.id
  const hours = await has.project({ clientId })
  const fixed = await has.project({
    clientId,
    name: 'Fixed',
    invoiceMethod: 'fixed_price',
    fixedPriceMinor: 100_000,
  })
  const plan = await has.project({
    clientId,
    name: 'Plan',
    invoiceMethod: 'subscription',
    subscription: {
      interval: 'month',
      startsOn: '2026-08-31',
      endsOn: null,
      description: '',
      quantity: '1',
      unitPrice: '33.33',
    },
  })
  return { client, hours, fixed, plan }
}

/** A workspace in which something of every kind was billed, freed, written off, credited and posted. */
async function hasBilled(world: World) {
  const { ctx, has } = world
  await createVatRates(ctx, { items: [{ name: 'High', percentage: '21', isDefault: true }] })
  await world.connectXero()
  const { hours, fixed, plan } = await hasWork(world)
  const projectId = hours.id
  const hour = await has.timeEntry({ projectId })
  const written = await has.timeEntry({ projectId, seconds: 1800 })
  const expense = await has.expense({ projectId, quantity: '3', unitPrice: '12.5051' })
  const mileage = await has.mileage({ projectId })
  const freed = await has.timeEntry({ projectId, seconds: 5000 })
  const sold = await createInvoice(ctx, {
    ...anInvoice,
    items: {
      ...noItems,
      timeEntryIds: [hour.id],
      instalments: [{ projectId: fixed.id, amountMinor: 40_000 }],
      uninvoiced: [{ projectId: plan.id, through: today }],
    },
  })
  await finaliseInvoice(ctx, { invoiceId: sold.id })
  await sendInvoice(ctx, { invoiceId: sold.id, method: 'mark_as_sent' })
  await createSalesTransaction(ctx, { invoiceId: sold.id })

  const credited = await createInvoice(ctx, {
    ...anInvoice,
    items: { ...noItems, timeEntryIds: [freed.id] },
    lines: [{ description: 'Licence', quantity: '3', unitPrice: '0.335', vatRateId: null }],
  })
  await finaliseInvoice(ctx, { invoiceId: credited.id })
  const credit = await createCreditInvoice(ctx, {
    invoiceId: credited.id,
    issuedOn: today,
    reference: '',
    freesItems: true,
  })
  await finaliseInvoice(ctx, { invoiceId: credit.id })
  await sendInvoice(ctx, { invoiceId: credit.id, method: 'mark_as_sent' })
  await createSalesTransaction(ctx, { invoiceId: credit.id })

  const writeOff = { ...noItems, timeEntryIds: [written.id] }
  const made = await createWriteOffs(ctx, { items: writeOff, reason: 'A gift' })
  const nothing = { timeEntryIds: [], expenseIds: [], mileageIds: [] }
  const writeOffIds = made.map((each) => each.id)
  await reverseWriteOffs(ctx, { ...nothing, writeOffIds })
  await createWriteOffs(ctx, { items: writeOff, reason: 'A gift after all' })
  await createXeroExport(ctx, {
    items: { ...noItems, expenseIds: [expense.id], mileageIds: [mileage.id] },
    per: 'client',
    groupBy: 'entry',
    issuedOn: today,
    status: 'DRAFT',
  })
  await world.runJobs()
  return { hourId: hour.id, freedId: freed.id, otherInvoiceId: sold.id }
}

async function verified({ db }: Pick<World, 'db'>, workspaceId?: string) {
  const said: string[] = []
  const code = await verifyLedger(db, { workspaceId, say: (line) => said.push(line) })
  return { code, said }
}
