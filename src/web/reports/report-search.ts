import {
  isColumnOf,
  type ReportColumn,
  reportColumns,
  type ReportSort,
  reportSortFrom,
  type ReportTab,
  textOfReportSort,
} from '#domain/report-columns.ts'
import { type ReportStatus, reportStatuses } from '#domain/report-status.ts'
import {
  type GroupOrder,
  groupOrders,
  reportGroupings,
  type ReportGrouping,
  reportPeriods,
  type ReportPeriod,
} from '#domain/report-views.ts'
import { addDays, isWorkDay, weekdayOf } from '#domain/work-day.ts'

export type { ReportTab } from '#domain/report-columns.ts'

export const reportTabs = ['hours', 'expenses', 'mileages'] as const satisfies readonly ReportTab[]

type YesNo = 'yes' | 'no'

/** The filters of a report, as they stand in the address. What is absent does not filter. */
export type ReportSearch = {
  period?: ReportPeriod
  from?: string
  to?: string
  /** Ids with commas between them: rows of any of these. */
  clientId?: string
  projectId?: string
  memberId?: string
  taskId?: string
  billable?: YesNo
  /** What became of the work, with commas between. */
  status?: string
  q?: string
  /** Shows sums instead of rows. */
  groupBy?: ReportGrouping
  /** The order of groups; a minus puts the largest first. */
  order?: string
  /** The order of rows: a column, with a minus from the largest down. */
  sort?: string
  /** The report, and its columns: `hours:day,client,hours`. */
  columns?: string
  /** The saved view that all this came from. */
  view?: string
}

/** What rows of a report can be grouped by: only hours have a task, and some people see their own rows only. */
export function groupingsOf(
  tab: ReportTab,
  { seesEverybody }: { seesEverybody: boolean },
): ReportGrouping[] {
  return reportGroupings.filter(
    (each) => (each !== 'task' || tab === 'hours') && (each !== 'member' || seesEverybody),
  )
}

export const defaultPeriod: ReportPeriod = 'this_month'

/** Keeps what is understood of an address, so that a mistyped one shows a report instead of an error. */
export function reportSearchFrom(search: Record<string, unknown>): ReportSearch {
  const period = oneOf(search['period'], reportPeriods)
  return {
    ...given('period', period === defaultPeriod ? undefined : period),
    ...(period === 'custom'
      ? { ...given('from', dayFrom(search['from'])), ...given('to', dayFrom(search['to'])) }
      : {}),
    ...given('clientId', idsFrom(search['clientId'])),
    ...given('projectId', idsFrom(search['projectId'])),
    ...given('memberId', idsFrom(search['memberId'])),
    ...given('taskId', idsFrom(search['taskId'])),
    ...given('billable', oneOf(search['billable'], ['yes', 'no'] as const)),
    ...given('status', statusFrom(search)),
    ...given('q', textFrom(search['q'])),
    ...given('groupBy', oneOf(search['groupBy'], reportGroupings)),
    ...given('order', textOfOrder(orderOf(search['order']))),
    ...given('sort', textOfSort(sortFrom(search['sort']))),
    ...given('columns', columnsFrom(search['columns'])),
    ...given('view', idsFrom(search['view'])),
  }
}

/** The report with the rows of one group; a day or month narrows the period it was part of. */
export function searchOfGroup(
  search: ReportSearch,
  { groupBy, key, calendar }: { groupBy: ReportGrouping; key: string; calendar: Calendar },
): ReportSearch {
  const { groupBy: _groupBy, from: _from, to: _to, period = defaultPeriod, ...rest } = search
  if (groupBy === 'day' || groupBy === 'month') {
    const shown: Range = period === 'custom' ? search : periodRange(period, calendar)
    const [year, month] = [Number(key.slice(0, 4)), Number(key.slice(5, 7)) - 1]
    const group = groupBy === 'day' ? { from: key, to: key } : months(year, month, 1)
    const from = shown.from !== undefined && shown.from > group.from ? shown.from : group.from
    const to = shown.to !== undefined && shown.to < group.to ? shown.to : group.to
    return { ...rest, period: 'custom', from, to }
  }
  const { groupBy: _, ...rows } = search
  // The rows of a main project are those of its sub-projects too.
  const narrowed = groupBy === 'main_project' ? 'project' : groupBy
  return { ...rows, [`${narrowed}Id`]: key }
}

/** The values of a filter as it stands in the address. */
export function listOf(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : text.split(',')
}

/** How several values stand in the address; none are left out of it. */
export function textOfList(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',')
}

export type ReportFilter = {
  from?: string
  to?: string
  clientId?: string[]
  projectId?: string[]
  memberId?: string[]
  taskId?: string[]
  billable?: 'true' | 'false'
  invoiced?: 'true' | 'false'
  status?: ReportStatus[]
  documentId?: string
  q?: string
}

type Range = { from?: string; to?: string }
type Calendar = { today: string; weekStartsOn: number }

/** The filters as the API takes them. Only hours have a task. */
export function reportFilter(
  tab: ReportTab,
  search: ReportSearch,
  calendar: Calendar,
): ReportFilter {
  const { period = defaultPeriod } = search
  const range: Range = period === 'custom' ? search : periodRange(period, calendar)
  return {
    ...given('from', range.from),
    ...given('to', range.to),
    ...given('clientId', listOf(search.clientId)),
    ...given('projectId', listOf(search.projectId)),
    ...given('memberId', listOf(search.memberId)),
    ...given('taskId', tab === 'hours' ? listOf(search.taskId) : undefined),
    ...given('billable', flagFrom(search.billable)),
    ...given('status', statusesOf(search.status)),
    ...given('q', search.q),
  }
}

/** First and last day of a period that is named by today; nothing for all time. */
export function periodRange(
  period: Exclude<ReportPeriod, 'custom'>,
  { today, weekStartsOn }: Calendar,
): Range {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7)) - 1
  const weekStart = addDays(today, -((weekdayOf(today) - weekStartsOn + 7) % 7))
  const quarter = month - (month % 3)
  switch (period) {
    case 'this_week':
      return { from: weekStart, to: addDays(weekStart, 6) }
    case 'last_week':
      return { from: addDays(weekStart, -7), to: addDays(weekStart, -1) }
    case 'this_month':
      return months(year, month, 1)
    case 'last_month':
      return months(year, month - 1, 1)
    case 'this_quarter':
      return months(year, quarter, 3)
    case 'last_quarter':
      return months(year, quarter - 3, 3)
    case 'this_year':
      return months(year, 0, 12)
    case 'last_year':
      return months(year - 1, 0, 12)
    case 'all':
      return {}
  }
}

function months(year: number, month: number, count: number): { from: string; to: string } {
  return { from: firstDay(year, month), to: addDays(firstDay(year, month + count), -1) }
}

function firstDay(year: number, month: number): string {
  const total = year * 12 + month
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-01`
}

function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [Each in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [Each in Key]?: Value })
}

function flagFrom(answer: YesNo | undefined): 'true' | 'false' | undefined {
  return answer && (answer === 'yes' ? 'true' : 'false')
}

function oneOf<Value extends string>(value: unknown, values: readonly Value[]): Value | undefined {
  return values.find((each) => each === value)
}

function dayFrom(value: unknown): string | undefined {
  return typeof value === 'string' && isWorkDay(value) ? value : undefined
}

function idsFrom(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const ids = value.split(',').filter((each) => /^[0-9a-f-]{36}$/i.test(each))
  return textOfList(ids)
}

/** The statuses of a list of them that are known. */
export function statusesOf(text: string | undefined): ReportStatus[] | undefined {
  const statuses = reportStatuses.filter((each) => listOf(text)?.includes(each))
  return statuses.length === 0 ? undefined : statuses
}

// Addresses of before there were write-offs asked for what is invoiced or not.
const statusesOfInvoiced = { yes: 'invoiced', no: 'open' } as const

function statusFrom({ status, invoiced }: Record<string, unknown>): string | undefined {
  const before = oneOf(invoiced, ['yes', 'no'] as const)
  const text = typeof status === 'string' ? status : before && statusesOfInvoiced[before]
  return textOfList(statusesOf(text) ?? [])
}

export type ReportOrder = { by: GroupOrder; isDescending: boolean }

export function orderOf(text: unknown): ReportOrder | undefined {
  if (typeof text !== 'string') return undefined
  const by = oneOf(text.replace(/^-/, ''), groupOrders)
  return by && { by, isDescending: text.startsWith('-') }
}

export function textOfOrder(order: ReportOrder | undefined): string | undefined {
  return order && `${order.isDescending ? '-' : ''}${order.by}`
}

function sortFrom(value: unknown): ReportSort | undefined {
  return typeof value === 'string' ? reportSortFrom(value) : undefined
}

/** The order of the rows of this report, where the address asks for one that it has. */
export function sortOf(tab: ReportTab, text: string | undefined): ReportSort | undefined {
  const sort = sortFrom(text)
  return sort && isColumnOf(tab, sort.by) ? sort : undefined
}

export function textOfSort(sort: ReportSort | null | undefined): string | undefined {
  return sort ? textOfReportSort(sort) : undefined
}

function columnsFrom(value: unknown): string | undefined {
  const tab = typeof value === 'string' ? oneOf(value.split(':')[0], reportTabs) : undefined
  const columns = tab && columnsOf(tab, String(value))
  return tab && columns && textOfColumns(tab, columns)
}

/** The columns that the address names for this report. */
export function columnsOf(tab: ReportTab, text: string | undefined): ReportColumn[] | undefined {
  const [named, list] = text?.split(':') ?? []
  if (named !== tab) return undefined
  const wanted = new Set(list?.split(','))
  const columns = reportColumns[tab].filter((each) => wanted.has(each))
  return columns.length === 0 ? undefined : columns
}

export function textOfColumns(tab: ReportTab, columns: readonly ReportColumn[]): string {
  return `${tab}:${columns.join(',')}`
}

/** A search that is only digits arrives as a number. */
function textFrom(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}
