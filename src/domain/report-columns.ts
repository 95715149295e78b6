/** What each report can show of its rows, in the order it is shown. */
export const reportColumns = {
  hours: [
    'day',
    'client',
    'project',
    'task',
    'member',
    'notes',
    'startedAt',
    'endedAt',
    'hours',
    'rate',
    'rateOrigin',
    'amount',
    'billable',
    'approval',
    'invoice',
    'inXero',
  ],
  expenses: [
    'day',
    'client',
    'project',
    'product',
    'member',
    'description',
    'quantity',
    'rate',
    'amount',
    'billable',
    'approval',
    'invoice',
    'inXero',
  ],
  mileages: [
    'day',
    'client',
    'project',
    'purpose',
    'member',
    'from',
    'to',
    'returnTrip',
    'km',
    'rate',
    'rateOrigin',
    'amount',
    'billable',
    'approval',
    'invoice',
    'inXero',
  ],
} as const

export type ReportTab = keyof typeof reportColumns
export type ReportColumn = (typeof reportColumns)[ReportTab][number]

const unusual: ReadonlySet<ReportColumn> = new Set(['startedAt', 'endedAt', 'rateOrigin', 'inXero'])
const ofMoney: ReadonlySet<ReportColumn> = new Set(['rate', 'rateOrigin', 'amount'])

/** What a file shows when nobody chose; rates and amounts are not for everybody, and approval not for every workspace. */
export function usualColumns(
  tab: ReportTab,
  { seesMoney, isApproved }: { seesMoney: boolean; isApproved: boolean },
): ReportColumn[] {
  return reportColumns[tab].filter(
    (column) =>
      !unusual.has(column) &&
      (seesMoney || !isOfMoney(column)) &&
      (isApproved || column !== 'approval'),
  )
}

export function isColumnOf(tab: ReportTab, column: ReportColumn): boolean {
  const columns: readonly ReportColumn[] = reportColumns[tab]
  return columns.includes(column)
}

export function isOfMoney(column: ReportColumn): boolean {
  return ofMoney.has(column)
}

/** The order of the rows of a report: by a column, and newest day first where that is equal. */
export type ReportSort = { by: ReportColumn; isDescending: boolean }

/** A sort as it stands in an address: a minus puts the largest, last or newest first. */
export function reportSortFrom(text: string): ReportSort | undefined {
  const by = allColumns.find((column) => column === text.replace(/^-/, ''))
  return by && { by, isDescending: text.startsWith('-') }
}

export type ReportSortText = ReportColumn | `-${ReportColumn}`

export function textOfReportSort({ by, isDescending }: ReportSort): ReportSortText {
  return isDescending ? `-${by}` : by
}

const everyColumn: readonly ReportColumn[] = [
  ...reportColumns.hours,
  ...reportColumns.expenses,
  ...reportColumns.mileages,
]
export const allColumns: readonly ReportColumn[] = [...new Set(everyColumn)]
