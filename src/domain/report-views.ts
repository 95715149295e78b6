import type { ReportColumn, ReportSort } from './report-columns.ts'
import type { ReportStatus } from './report-status.ts'

/** Ways to say a period that move on with the calendar; `custom` has days of its own. */
export const reportPeriods = [
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'all',
  'custom',
] as const
export type ReportPeriod = (typeof reportPeriods)[number]

export const reportGroupings = [
  'client',
  'main_project',
  'project',
  'member',
  'task',
  'day',
  'month',
] as const
export type ReportGrouping = (typeof reportGroupings)[number]

/** What a list of groups can be ordered by. */
export const groupOrders = [
  'label',
  'share',
  'count',
  'measure',
  'amountMinor',
  'invoicedMinor',
  'writtenOffMinor',
  'uninvoicedMinor',
] as const
export type GroupOrder = (typeof groupOrders)[number]

/** How somebody looks at a report. Empty lists do not filter. */
export type ReportViewSettings = {
  period: ReportPeriod
  from: string | null
  to: string | null
  clientIds: string[]
  projectIds: string[]
  memberIds: string[]
  taskIds: string[]
  isBillable: boolean | null
  statuses: ReportStatus[]
  q: string | null
  groupBy: ReportGrouping | null
  /** Null shows the usual ones. */
  columns: ReportColumn[] | null
  /** Of groups. */
  order: { by: GroupOrder; isDescending: boolean } | null
  /** Of rows; null puts the newest day first. */
  sort: ReportSort | null
}
