import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions } from '@tanstack/react-query'
import { type ReportSort, textOfReportSort } from '#domain/report-columns.ts'
import { statusesWithOpenWork } from '#domain/report-status.ts'
import type { ReportGrouping } from '#domain/report-views.ts'
import { pageLimit, readAll } from '../read-all.ts'
import type { ReportFilter, ReportTab } from './report-search.ts'

type Schemas = components['schemas']
export type ReportTotals = Schemas['ReportTotals']
export type ReportGroup = Schemas['ReportGroup']

/** A row of any of the three reports. Money is null for those who may not see rates. */
export type ReportRow = {
  id: string
  day: string
  memberName: string
  clientId: string
  clientName: string
  projectId: string
  projectName: string
  /** The task of an hour, the product of an expense. */
  what: string | null
  text: string
  /** From when to when, where that was registered. */
  times: readonly [startedAt: string, endedAt: string] | null
  seconds: number | null
  /** Of hours, what is billed of them. */
  billedSeconds: number | null
  /** Pieces, or kilometres that are billed. */
  quantity: string | null
  rate: string | null
  /** Whose rate it is, and since when; null for expenses. */
  rateRule: Schemas['TimeEntry']['rateRule']
  rateValidFrom: string | null
  amountMinor: number | null
  isBillable: boolean
  status: Schemas['TimeEntry']['status']
  approval: Schemas['TimeEntry']['approval']
  billing: Schemas['Billing'] | null
  writeOff: Schemas['WriteOffOfItem'] | null
}

type Read = {
  filter: ReportFilter
  cursor: string | undefined
  sort?: ReportSort | undefined
  limit?: number
}
type RowPage = { items: ReportRow[]; nextCursor: string | null }

export const readRows: Record<ReportTab, (read: Read) => Promise<RowPage>> = {
  hours: async (read) => {
    const page = await answered(api.GET('/api/v1/time-entries', pageOf(read)))
    return { ...page, items: page.items.map(fromTimeEntry) }
  },
  expenses: async (read) => {
    const page = await answered(api.GET('/api/v1/expenses', pageOf(read)))
    return { ...page, items: page.items.map(fromExpense) }
  },
  mileages: async (read) => {
    const page = await answered(api.GET('/api/v1/mileages', pageOf(read)))
    return { ...page, items: page.items.map(fromMileage) }
  },
}

// The keys begin with the nouns that writes touch: whoever changes an hour changes its report.
export const rowsKey: Record<ReportTab, string> = {
  hours: 'time-entries',
  expenses: 'expenses',
  mileages: 'mileages',
}

export function totalsQuery(tab: ReportTab, filter: ReportFilter) {
  return queryOptions({
    queryKey: [rowsKey[tab], 'totals', filter],
    queryFn: () =>
      answered(
        api.GET('/api/v1/reports/{tab}/totals', {
          params: { path: { tab }, query: filter },
        }),
      ),
    placeholderData: (previous) => previous,
  })
}

type GroupsRequest = { tab: ReportTab; groupBy: ReportGrouping; filter: ReportFilter }

export function groupsQuery({ tab, groupBy, filter }: GroupsRequest) {
  return queryOptions({
    queryKey: [rowsKey[tab], 'groups', groupBy, filter],
    queryFn: async () => {
      const params = { path: { tab }, query: { ...filter, groupBy } }
      const { items } = await answered(api.GET('/api/v1/reports/{tab}/groups', { params }))
      return items
    },
  })
}

/** All that matches: the ids, which of them can still be invoiced, and their sum. */
export async function readAllThatMatch(tab: ReportTab, filter: ReportFilter) {
  const open = openOnly(filter)
  const [ids, openIds, totals] = await Promise.all([
    readIds(tab, filter),
    open ? readIds(tab, open) : [],
    answered(api.GET('/api/v1/reports/{tab}/totals', { params: { path: { tab }, query: filter } })),
  ])
  return { ids: new Set(ids), openIds: new Set(openIds), amountMinor: totals.amountMinor ?? 0 }
}

/** The filter, narrowed to what can still be billed; undefined when that is nothing. */
export function openOnly(filter: ReportFilter): ReportFilter | undefined {
  const status = statusesWithOpenWork(filter.status)
  if (filter.billable === 'false' || status.length === 0) return undefined
  return { ...filter, billable: 'true', invoiced: 'false', status }
}

async function readIds(tab: ReportTab, filter: ReportFilter): Promise<string[]> {
  const params = { path: { tab }, query: filter }
  const { ids } = await answered(api.GET('/api/v1/reports/{tab}/ids', { params }))
  return ids
}

/** Every row that matches, read page by page. */
export async function readAllRows(tab: ReportTab, filter: ReportFilter): Promise<ReportRow[]> {
  return await readAll((cursor) => readRows[tab]({ filter, cursor, limit: pageLimit }))
}

const pageSize = 100

function pageOf({ filter, cursor, sort, limit = pageSize }: Read) {
  const order = sort ? { sort: textOfReportSort(sort) } : {}
  return { params: { query: { ...filter, ...order, limit, ...(cursor ? { cursor } : {}) } } }
}

function fromTimeEntry(entry: Schemas['TimeEntry']): ReportRow {
  return {
    ...placeOf(entry),
    day: entry.workedOn,
    what: entry.taskName,
    text: entry.notes,
    times: entry.startedAt && entry.endedAt ? [entry.startedAt, entry.endedAt] : null,
    seconds: entry.seconds,
    billedSeconds: entry.billedSeconds,
    quantity: null,
    rate: entry.rate,
    rateRule: entry.rateRule,
    rateValidFrom: entry.rateValidFrom,
    amountMinor: entry.amountMinor,
  }
}

function fromExpense(expense: Schemas['Expense']): ReportRow {
  return {
    ...placeOf(expense),
    day: expense.spentOn,
    what: expense.productName,
    text: expense.description,
    times: null,
    seconds: null,
    billedSeconds: null,
    quantity: expense.quantity,
    rate: expense.unitPrice,
    rateRule: null,
    rateValidFrom: null,
    amountMinor: expense.netMinor,
  }
}

function fromMileage(mileage: Schemas['Mileage']): ReportRow {
  const arrow = mileage.isReturnTrip ? '↔' : '→'
  return {
    ...placeOf(mileage),
    day: mileage.travelledOn,
    what: mileage.purpose || null,
    text: `${mileage.fromPlace} ${arrow} ${mileage.toPlace}`,
    times: null,
    seconds: null,
    billedSeconds: null,
    quantity: mileage.billedKm,
    rate: mileage.rate,
    rateRule: mileage.rateRule,
    rateValidFrom: mileage.rateValidFrom,
    amountMinor: mileage.amountMinor,
  }
}

function placeOf(row: Schemas['TimeEntry'] | Schemas['Expense'] | Schemas['Mileage']) {
  return {
    id: row.id,
    memberName: row.memberName,
    clientId: row.clientId,
    clientName: row.clientName,
    projectId: row.projectId,
    projectName: row.projectName,
    isBillable: row.isBillable,
    status: row.status,
    approval: row.approval,
    billing: row.billing,
    writeOff: row.writeOff,
  }
}
