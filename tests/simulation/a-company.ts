import { createExpenses } from '#app/expenses/create-expenses.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { createMileages } from '#app/mileages/create-mileages.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { salesTargets } from '#domain/xero-settings.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { lineGroupings } from '#domain/document-lines.ts'
import { noItems } from '#api/billing-schemas.ts'
import type { Random } from '#tests/support/random.ts'
import type { World } from '#tests/support/world.ts'

type Company = Pick<World, 'ctx' | 'has' | 'xero'> & {
  connectXero: () => Promise<{ tenantId: string }>
}

type Work = {
  clientId: string
  timeEntryIds: string[]
  expenseIds: string[]
  mileageIds: string[]
  uninvoiced: { projectId: string; through: string }[]
}

const today = '2026-11-16'
const lockedThrough = '2026-09-30'

/** Clients with work of every kind, promised to Xero in several exports and as sales transactions of own invoices. */
export async function promiseMuch(world: Company, random: Random): Promise<void> {
  const { ctx, xero } = world
  await createVatRates(ctx, {
    items: [
      { name: 'High', percentage: '21', isDefault: true },
      { name: 'None', percentage: '0', isDefault: false },
    ],
  })
  const { tenantId } = await world.connectXero()
  xero.control.switches.demoCompanySendsEmail = true
  // Own invoices become journals or sales invoices, as the workspace likes.
  const salesTarget = random.pick(salesTargets)
  await updateXeroSettings(ctx, { salesTarget })
  const all: Work[] = []
  for (let count = random.between(1, 4); count > 0; count -= 1)
    all.push(await workFor(world, random))

  const invoiced = all.filter(() => random.chance(0.4))
  for (const work of invoiced) await promiseSale(world, random, work)
  const exported = all.filter((work) => !invoiced.includes(work))
  if (random.chance(0.3))
    xero.control.organisations.edit(tenantId, { periodLockDate: lockedThrough })
  const [first, ...others] = exported
  if (!first) return
  await promiseExport(world, random, [first])
  if (others.length > 0) await promiseExport(world, random, others)
}

async function workFor(world: Company, random: Random): Promise<Work> {
  const { ctx, has } = world
  const number = random.chance(0.5) ? `C-${random.below(1_000_000)}` : null
  const name = `Client ${random.below(1e9)}`
  const client = await has.client({ name, number, email: 'client@example.com' })
  const hourlyRate = `${random.between(10, 200)}.${random.between(0, 9999)}`
  const project = await has.project({ clientId: client.id, name: 'Hours', hourlyRate })
  const projectId = project.id
  const dayOf = () => `2026-11-${String(random.between(1, 15)).padStart(2, '0')}`
  const many = <Item>(most: number, item: () => Item) =>
    Array.from({ length: random.between(1, most) }, item)
  const hours = many(8, () => ({
    projectId,
    workedOn: dayOf(),
    seconds: random.between(1, 5000),
    notes: random.pick(['', 'Work 🐇', 'One\ntwo']),
  }))
  const expenses = many(3, () => ({
    projectId,
    spentOn: dayOf(),
    description: random.pick(['Train', 'Hotel']),
    quantity: `${random.between(1, 9)}.${random.between(0, 99)}`,
    unitPrice: `${random.between(0, 99)}.${random.between(0, 9999)}`,
  }))
  const mileages = many(2, () => ({
    projectId,
    travelledOn: dayOf(),
    fromPlace: 'Utrecht',
    toPlace: 'Zwolle',
    distanceKm: `${random.between(1, 300)}.${random.between(0, 99)}`,
  }))
  const idOf = ({ id }: { id: string }) => id
  const uninvoiced = await pricedProjects(world, random, client.id)
  return {
    clientId: client.id,
    timeEntryIds: (await createTimeEntries(ctx, { items: hours })).map(idOf),
    expenseIds: (await createExpenses(ctx, { items: expenses })).map(idOf),
    mileageIds: (await createMileages(ctx, { items: mileages })).map(idOf),
    uninvoiced,
  }
}

async function pricedProjects({ has }: Company, random: Random, clientId: string) {
  const projects: string[] = []
  if (random.chance(0.5)) {
    const fixedPriceMinor = random.between(1, 1_000_000)
    const invoiceMethod = 'fixed_price'
    projects.push(
      (await has.project({ clientId, name: 'Fixed', invoiceMethod, fixedPriceMinor })).id,
    )
  }
  if (random.chance(0.5)) {
    const startsOn = random.pick(['2026-08-31', '2026-10-01', '2025-12-15'])
    const price = { quantity: '1', unitPrice: `${random.between(1, 500)}.33` }
    const subscription = {
      interval: 'month',
      startsOn,
      endsOn: null,
      description: '',
      ...price,
    } as const
    const invoiceMethod = 'subscription'
    projects.push((await has.project({ clientId, name: 'Plan', invoiceMethod, subscription })).id)
  }
  return projects.map((projectId) => ({ projectId, through: today }))
}

const sendings = [
  { status: 'DRAFT' },
  { status: 'SUBMITTED' },
  { status: 'AUTHORISED' },
  { status: 'AUTHORISED', email: true },
] as const

async function promiseExport({ ctx }: Company, random: Random, all: Work[]): Promise<void> {
  const items = {
    ...noItems,
    timeEntryIds: all.flatMap((work) => work.timeEntryIds),
    expenseIds: all.flatMap((work) => work.expenseIds),
    mileageIds: all.flatMap((work) => work.mileageIds),
    uninvoiced: all.flatMap((work) => work.uninvoiced),
  }
  await createXeroExport(ctx, {
    items,
    per: random.pick(['client', 'project'] as const),
    groupBy: random.pick(lineGroupings),
    // A date in a locked period is refused by Xero, if the organisation locks it.
    issuedOn: random.pick([today, '2026-09-15']),
    dueOn: today,
    reference: random.pick(['', 'PO 12', 'It’s "ours"']),
    ...random.pick(sendings),
  })
}

async function promiseSale({ ctx }: Company, random: Random, work: Work): Promise<void> {
  const { clientId: _, ...selected } = work
  const invoice = await createInvoice(ctx, {
    items: { ...noItems, ...selected },
    groupBy: random.pick(lineGroupings),
    lines: [{ description: 'Discount', quantity: '-1', unitPrice: '0.05' }],
    issuedOn: random.pick([today, '2026-09-15']),
    dueOn: today,
    reference: '',
  })
  await finaliseInvoice(ctx, { invoiceId: invoice.id })
  await sendInvoice(ctx, { invoiceId: invoice.id, method: 'mark_as_sent' })
  await createSalesTransaction(ctx, { invoiceId: invoice.id })
}
