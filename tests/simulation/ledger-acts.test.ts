import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { createCreditInvoice } from '#app/invoices/create-credit-invoice.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { deleteInvoice } from '#app/invoices/delete-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { updateInvoice } from '#app/invoices/update-invoice.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { Refused } from '#app/refuse.ts'
import { previewReRating } from '#app/rates/preview-re-rating.ts'
import { reRate } from '#app/rates/re-rate.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { reverseWriteOffs } from '#app/write-offs/reverse-write-offs.ts'
import { leftToCredit } from '#domain/credit-invoice.ts'
import { lineGroupings } from '#domain/document-lines.ts'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import { type Random, randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect } from 'vitest'
import { testSeeds } from './seeds.ts'

// Whatever people do with work and its documents, in whatever order and at once: the ledger holds, and no hour is lost.

const today = '2026-11-16'
const actsOfASeed = 40

testSeeds('any sequence of acts leaves the ledger whole', anySequence, { part: 0, parts: 10 })

async function anySequence(seed: number): Promise<void> {
  await using world = await createWorld()
  const random = randomFrom(seed)
  const projects = await setUp(world, random)
  for (let count = 0; count < actsOfASeed; count += 1) {
    const atOnce = random.chance(0.3) ? 2 : 1
    const acts = Array.from({ length: atOnce }, () => random.pick(everyAct))
    await Promise.all(acts.map((act) => unlessRefused(act({ world, random, projects }))))
    if (random.chance(0.2)) await world.runJobs()
    if (count % 10 === 9) await expectLedgerHolds(world)
  }
  await world.runJobs()
  await expectLedgerHolds(world)
  // What is left can be billed, every hour of it, and then nothing is left.
  const open = await openEntries(world)
  for (const { id } of open) await bill(world, { ...noItems, timeEntryIds: [id] })
  expect(await openEntries(world)).toEqual([])
  await expectLedgerHolds(world)
}

type Projects = { hours: string[]; fixed: string; plan: string }
type Stage = { world: World; random: Random; projects: Projects }
type Act = (stage: Stage) => Promise<unknown>

const everyAct: Act[] = [
  async ({ world, random, projects }) =>
    await world.has.timeEntry({
      projectId: random.pick(projects.hours),
      workedOn: dayOf(random),
      seconds: random.between(1, 20_000),
    }),
  async ({ world, random, projects }) =>
    await world.has.expense({
      projectId: random.pick(projects.hours),
      quantity: `${random.between(1, 9)}.${random.between(10, 99)}`,
      unitPrice: `${random.between(0, 99)}.${random.between(1000, 9999)}`,
    }),
  async ({ world, random, projects }) =>
    await bill(
      world,
      {
        ...noItems,
        uninvoiced: [{ projectId: random.pick(projects.hours), through: dayOf(random) }],
      },
      random,
    ),
  async ({ world, random, projects }) =>
    await bill(world, {
      ...noItems,
      instalments: [{ projectId: projects.fixed, amountMinor: random.between(1, 60_000) }],
    }),
  async ({ world, random, projects }) =>
    await bill(world, {
      ...noItems,
      uninvoiced: [{ projectId: projects.plan, through: random.pick(['2026-10-15', today]) }],
    }),
  async ({ world, random, projects: { hours, fixed, plan } }) =>
    await createXeroExport(world.ctx, {
      items: {
        ...noItems,
        uninvoiced: [{ projectId: random.pick([...hours, fixed, plan]), through: dayOf(random) }],
      },
      per: random.pick(['client', 'project']),
      groupBy: random.pick(lineGroupings),
      issuedOn: today,
      status: random.pick(['DRAFT', 'AUTHORISED']),
    }),
  async (stage) => await withInvoice(stage, 'draft', deleteInvoice),
  async (stage) => await withInvoice(stage, 'draft', finaliseInvoice),
  async (stage) => await withInvoice(stage, 'draft', finaliseInvoice),
  async (stage) =>
    await withInvoice(stage, 'draft', (ctx, { invoiceId }) => {
      const price = `${stage.random.between(0, 9)}.${stage.random.between(1000, 9999)}`
      const lines = [{ description: 'Discount', quantity: '-1.5', unitPrice: price }]
      return updateInvoice(ctx, { invoiceId, changes: { lines } })
    }),
  async (stage) =>
    await withInvoice(stage, 'finalised', (ctx, key) =>
      sendInvoice(ctx, { ...key, method: 'mark_as_sent' }),
    ),
  async (stage) => await withInvoice(stage, 'sent', createSalesTransaction),
  async (stage) => await withInvoice(stage, 'finalised', creditSome(stage.random)),
  async (stage) => await withInvoice(stage, 'sent', creditSome(stage.random)),
  async (stage) => await withDocument(stage, voidXeroDocument),
  async (stage) => await withDocument(stage, discardXeroDocument),
  async ({ world, random, projects }) => {
    const entry = await anEntry(world, random)
    const changes = random.pick([
      { projectId: random.pick(projects.hours) },
      { seconds: random.between(1, 9000) },
      { workedOn: dayOf(random) },
    ])
    return entry && (await updateTimeEntry(world.ctx, { timeEntryId: entry, changes }))
  },
  async ({ world, random }) => {
    const entry = await anEntry(world, random)
    return entry && (await deleteTimeEntry(world.ctx, { timeEntryId: entry }))
  },
  async ({ world, random, projects }) => {
    const projectId = random.pick(projects.hours)
    const hourlyRate = `${random.between(1, 200)}.${random.between(0, 9999)}`
    await updateProject(world.ctx, { projectId, changes: { hourlyRate } })
  },
  async ({ world, random }) => {
    const entry = await anEntry(world, random)
    if (entry === undefined) return
    const asked = { kind: 'time_entry' as const, ids: [entry] }
    const { hash } = await previewReRating(world.ctx, { ...asked, limit: 50, cursor: undefined })
    await reRate(world.ctx, { ...asked, hash })
  },
  async ({ world, random, projects: { hours, fixed, plan } }) =>
    await createWriteOffs(world.ctx, {
      items: {
        ...noItems,
        uninvoiced: [{ projectId: random.pick([...hours, fixed, plan]), through: dayOf(random) }],
      },
      reason: 'A gift',
    }),
  async ({ world, random }) => {
    const { ctx, db, workspaceId } = world
    const rows = await db
      .selectFrom('write_offs')
      .where('workspace_id', '=', workspaceId)
      .select('id')
      .execute()
    if (rows.length === 0) return
    const writeOffIds = [random.pick(rows).id]
    const nothing = { timeEntryIds: [], expenseIds: [], mileageIds: [] }
    await reverseWriteOffs(ctx, { ...nothing, writeOffIds })
  },
]

async function setUp({ ctx, has, ...world }: World, random: Random): Promise<Projects> {
  await createVatRates(ctx, { items: [{ name: 'High', percentage: '21', isDefault: true }] })
  await world.connectXero()
  const client = await has.client({ email: 'info@example.com' })
  const clientId = client.id
  const hourly = async () => {
    const hourlyRate = `${random.between(10, 200)}.${random.between(0, 9999)}`
    return (await has.project({ clientId, hourlyRate })).id
  }
  const fixed = await has.project({
    clientId,
    invoiceMethod: 'fixed_price',
    fixedPriceMinor: 100_000,
  })
  const subscription = {
    interval: 'month' as const,
    startsOn: '2026-05-31',
    endsOn: null,
    description: '',
    quantity: '1.5',
    unitPrice: '33.33',
  }
  const plan = await has.project({ clientId, invoiceMethod: 'subscription', subscription })
  return { hours: [await hourly(), await hourly()], fixed: fixed.id, plan: plan.id }
}

async function bill({ ctx }: World, items: ItemSelection, random?: Random) {
  const groupBy = random?.pick(lineGroupings) ?? 'entry'
  return await createInvoice(ctx, { items, groupBy, lines: [], issuedOn: today, reference: '' })
}

/** Some or all of an invoice. */
function creditSome(random: Random) {
  return async (ctx: World['ctx'], { invoiceId }: { invoiceId: string }) => {
    const asked = { invoiceId, issuedOn: today, reference: '', freesItems: random.chance(0.5) }
    const { lines } = await getInvoice(ctx, { invoiceId })
    const line = random.pick(lines)
    const part = { lineId: line.id, quantity: random.pick(['0.01', '1', leftToCredit(line)]) }
    await createCreditInvoice(ctx, random.chance(0.5) ? asked : { ...asked, lines: [part] })
  }
}

async function withInvoice(
  { world, random }: Stage,
  state: 'draft' | 'finalised' | 'sent',
  act: (ctx: World['ctx'], key: { invoiceId: string }) => Promise<unknown>,
) {
  const { ctx, db, workspaceId } = world
  const rows = await db
    .selectFrom('invoices')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', state)
    .select('id')
    .execute()
  if (rows.length > 0) await act(ctx, { invoiceId: random.pick(rows).id })
}

async function withDocument(
  { world, random }: Stage,
  act: (ctx: World['ctx'], key: { documentId: string }) => Promise<unknown>,
) {
  const { ctx, db, workspaceId } = world
  const rows = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .select('id')
    .execute()
  if (rows.length > 0) await act(ctx, { documentId: random.pick(rows).id })
}

async function anEntry({ db, workspaceId }: World, random: Random): Promise<string | undefined> {
  const rows = await db
    .selectFrom('time_entries')
    .where('workspace_id', '=', workspaceId)
    .select('id')
    .execute()
  return rows.length === 0 ? undefined : random.pick(rows).id
}

async function openEntries({ db, workspaceId }: World) {
  return await db
    .selectFrom('time_entries as t')
    .leftJoin('billed_items as b', (join) =>
      join.onRef('b.workspace_id', '=', 't.workspace_id').onRef('b.item_id', '=', 't.id'),
    )
    .where('t.workspace_id', '=', workspaceId)
    .where('b.item_id', 'is', null)
    .select('t.id')
    .execute()
}

function dayOf(random: Random): string {
  return `2026-11-${String(random.between(1, 15)).padStart(2, '0')}`
}

async function unlessRefused(act: Promise<unknown>): Promise<void> {
  try {
    await act
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}
