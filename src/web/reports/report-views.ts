import { answered, api, type ItemOf } from '#client/api.ts'
import type { ReportColumn } from '#domain/report-columns.ts'
import type { ReportViewSettings } from '#domain/report-views.ts'
import { queryOptions } from '@tanstack/react-query'
import { pageAfter, readAll } from '../read-all.ts'
import {
  columnsOf,
  defaultPeriod,
  listOf,
  orderOf,
  reportSearchFrom,
  sortOf,
  statusesOf,
  textOfColumns,
  textOfList,
  textOfOrder,
  textOfSort,
  type ReportSearch,
  type ReportTab,
} from './report-search.ts'

export type ReportView = ItemOf<'/api/v1/report-views'>

export const reportViewsKey = ['report-views']

export const reportViewsQuery = queryOptions({
  queryKey: reportViewsKey,
  queryFn: () =>
    readAll((cursor) =>
      answered(api.GET('/api/v1/report-views', { params: { query: pageAfter(cursor) } })),
    ),
})

/** What of an address a view keeps. */
export function settingsOf(
  tab: ReportTab,
  { search, columns }: { search: ReportSearch; columns: readonly ReportColumn[] | undefined },
): ReportViewSettings {
  return {
    period: search.period ?? defaultPeriod,
    from: search.from ?? null,
    to: search.to ?? null,
    clientIds: listOf(search.clientId) ?? [],
    projectIds: listOf(search.projectId) ?? [],
    memberIds: listOf(search.memberId) ?? [],
    taskIds: listOf(search.taskId) ?? [],
    isBillable: search.billable === undefined ? null : search.billable === 'yes',
    statuses: statusesOf(search.status) ?? [],
    q: search.q ?? null,
    groupBy: search.groupBy ?? null,
    columns: columnsOf(tab, search.columns) ?? (columns ? [...columns] : null),
    order: orderOf(search.order) ?? null,
    sort: sortOf(tab, search.sort) ?? null,
  }
}

/** The address of a view. */
export function searchOfView({ id, tab, settings }: ReportView): ReportSearch {
  const { isBillable, columns, order, sort } = settings
  return reportSearchFrom({
    period: settings.period,
    from: settings.from,
    to: settings.to,
    clientId: textOfList(settings.clientIds),
    projectId: textOfList(settings.projectIds),
    memberId: textOfList(settings.memberIds),
    taskId: textOfList(settings.taskIds),
    billable: isBillable === null ? undefined : isBillable ? 'yes' : 'no',
    status: textOfList(settings.statuses),
    q: settings.q,
    groupBy: settings.groupBy,
    columns: columns ? textOfColumns(tab, columns) : undefined,
    order: textOfOrder(order ?? undefined),
    sort: textOfSort(sort),
    view: id,
  })
}

/** Whether the address shows something else than the view it came from. */
export function isChangedFrom(view: ReportView, search: ReportSearch): boolean {
  return fingerprint(searchOfView(view)) !== fingerprint(search)
}

// In which order values were chosen does not matter.
function fingerprint(search: ReportSearch): string {
  const parts = Object.entries(search).map(
    ([name, value]) => `${name}=${String(value).split(',').toSorted().join()}`,
  )
  return parts.toSorted().join('&')
}
