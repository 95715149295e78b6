import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { listExpenses } from '#app/expenses/list-expenses.ts'
import { listMileages } from '#app/mileages/list-mileages.ts'
import type { PageRequest } from '#app/pages.ts'
import { narrowToVisible, type StandingView } from '#app/parts/registering.ts'
import type { ReportTab } from '#app/parts/report-tabs.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import type { Page } from '#db/page.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { hoursFromSeconds, minorToDecimal } from '#domain/money.ts'
import type { Sheet, SheetCell } from '#lib/sheet.ts'

const pageSize = 1000
const names = { hours: 'Hours', expenses: 'Expenses', mileages: 'Mileages' } as const
const ownColumns = {
  hours: ['Task', 'Person', 'Notes', 'Hours'],
  expenses: ['Product', 'Person', 'Description', 'Quantity'],
  mileages: ['Purpose', 'Person', 'From', 'To', 'Return trip', 'km'],
} as const

/**
 * The rows of a report as a table, newest day first; without money for those who may not see rates. Refuses at once,
 * reads the rows a page at a time.
 */
export async function exportReport(
  ctx: Context,
  { tab, ...filter }: { tab: ReportTab } & RegistrationFilter,
): Promise<Sheet> {
  allow(ctx, 'registrations:own', 'registrations:all')
  narrowToVisible(ctx, filter)
  const seesMoney = may(ctx, 'rates:read')
  return {
    name: names[tab],
    columns: [
      'Date',
      'Client',
      'Project',
      ...ownColumns[tab],
      ...(seesMoney ? ['Rate', 'Amount'] : []),
      'Billable',
      'Invoice',
    ],
    rows: rowsOf(ctx, { tab, filter, seesMoney }),
  }
}

type Rows = { tab: ReportTab; filter: RegistrationFilter; seesMoney: boolean }

/** What the three kinds have in common, and the cells between. */
type Row = {
  day: string
  clientName: string
  projectName: string
  own: SheetCell[]
  rate: string | null
  amountMinor: number | null
  isBillable: boolean
} & StandingView

async function* rowsOf(
  ctx: Context,
  { tab, filter, seesMoney }: Rows,
): AsyncGenerator<SheetCell[]> {
  let cursor: string | undefined
  do {
    // Each page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const page = await readPage[tab](ctx, { ...filter, limit: pageSize, cursor })
    for (const row of page.items) yield cellsOf(row, seesMoney)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

function cellsOf(row: Row, seesMoney: boolean): SheetCell[] {
  const { rate, amountMinor } = row
  const amount = amountMinor === null ? null : { decimal: minorToDecimal(amountMinor) }
  return [
    { day: row.day },
    row.clientName,
    row.projectName,
    ...row.own,
    ...(seesMoney ? [rate === null ? null : { decimal: rate }, amount] : []),
    row.isBillable ? 'Yes' : 'No',
    standingOf(row),
  ]
}

function standingOf({ billing, status }: StandingView): string | null {
  if (status === 'written_off') return 'Written off'
  return billing && (billing.number ?? (billing.documentKind === 'invoice' ? 'Draft' : 'Xero'))
}

type ReadPage = (ctx: Context, request: PageRequest & RegistrationFilter) => Promise<Page<Row>>

const readPage: Record<ReportTab, ReadPage> = {
  hours: async (ctx, request) => {
    const page = await listTimeEntries(ctx, request)
    const items = page.items.map((row) => ({
      ...row,
      day: row.workedOn,
      own: [row.taskName, row.memberName, row.notes, { decimal: hoursFromSeconds(row.seconds) }],
    }))
    return { ...page, items }
  },
  expenses: async (ctx, request) => {
    const page = await listExpenses(ctx, request)
    const items = page.items.map((row) => ({
      ...row,
      day: row.spentOn,
      own: [row.productName, row.memberName, row.description, { decimal: row.quantity }],
      rate: row.unitPrice,
      amountMinor: row.netMinor,
    }))
    return { ...page, items }
  },
  mileages: async (ctx, request) => {
    const page = await listMileages(ctx, request)
    const items = page.items.map((row) => ({
      ...row,
      day: row.travelledOn,
      own: [
        row.purpose,
        row.memberName,
        row.fromPlace,
        row.toPlace,
        row.isReturnTrip ? 'Yes' : 'No',
        { decimal: row.billedKm },
      ],
    }))
    return { ...page, items }
  },
}
