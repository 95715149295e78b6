import type { ReportTotals } from '#db/reports.ts'
import type { ReportTab } from '#domain/report-columns.ts'

export type ReportTotalsView = {
  count: number
  seconds?: number
  quantity?: string
  km?: string
  amountMinor: number | null
  billableMinor: number | null
  invoicedMinor: number | null
  writtenOffMinor: number | null
  uninvoicedMinor: number | null
}

/** The sums that mean something for the report; without money for those who may not see rates. */
export function viewTotals(
  { count, seconds, quantity, km, ...money }: ReportTotals,
  { tab, seesMoney }: { tab: ReportTab; seesMoney: boolean },
): ReportTotalsView {
  const measure = { hours: { seconds }, expenses: { quantity }, mileages: { km } }[tab]
  return { count, ...measure, ...(seesMoney ? money : noMoney) }
}

const noMoney = {
  amountMinor: null,
  billableMinor: null,
  invoicedMinor: null,
  writtenOffMinor: null,
  uninvoicedMinor: null,
}
