import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportGrouping } from '#domain/report-views.ts'
import { useCan, useMe } from '../me.ts'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { DurationText, Money, Quantity } from '../ui/Values.tsx'
import { measureOf, sortedGroups } from './report-groups.ts'
import { groupsQuery, type ReportGroup, type ReportTotals } from './report-queries.ts'
import {
  orderOf,
  searchOfGroup,
  type ReportFilter,
  type ReportSearch,
  type ReportTab,
} from './report-search.ts'

type ReportGroupsProps = {
  tab: ReportTab
  groupBy: ReportGrouping
  search: ReportSearch
  filter: ReportFilter
  totals: ReportTotals | undefined
  onOrder: (order: string | undefined) => void
}

const shownAtOnce = 200

/** What the rows add up to, group by group; each leads to its rows. */
export function ReportGroups(props: ReportGroupsProps) {
  const { tab, groupBy, search, filter, totals, onOrder } = props
  const { t } = useTranslation()
  const seesMoney = useCan()('rates:read')
  const [limit, setLimit] = useState(shownAtOnce)
  const query = useQuery(groupsQuery({ tab, groupBy, filter }))
  const isCalendar = groupBy === 'day' || groupBy === 'month'
  const order = orderOf(search.order) ?? { by: isCalendar ? 'label' : 'share', isDescending: true }
  const inForce = { key: order.by, isDescending: order.isDescending }
  const groups = query.data && sortedGroups(query.data, { sort: inForce, seesMoney })
  const columns = useGroupColumns({ tab, groupBy, search, totals, seesMoney, groups })
  return (
    <DataList
      label={t(`reports.groupings.${groupBy}`)}
      columns={columns}
      rows={groups?.slice(0, limit)}
      rowKey={(group) => group.key ?? ''}
      isLoading={query.isPending}
      error={query.error}
      onRetry={() => void query.refetch()}
      hasMore={(groups?.length ?? 0) > limit}
      onLoadMore={() => setLimit(limit + shownAtOnce)}
      sort={inForce}
      onSort={({ key, isDescending }) => onOrder(`${isDescending ? '-' : ''}${key}`)}
      empty={{
        title: t(`reports.empty.${tab}`),
        description: t('reports.emptyWhatToDo'),
      }}
    />
  )
}

type MoneyKey = 'amountMinor' | 'invoicedMinor' | 'writtenOffMinor' | 'uninvoicedMinor'

type ColumnsRequest = Omit<ReportGroupsProps, 'filter' | 'onOrder'> & {
  seesMoney: boolean
  groups: readonly ReportGroup[] | undefined
}

function useGroupColumns(request: ColumnsRequest): Column<ReportGroup>[] {
  const { t } = useTranslation()
  const { tab, groupBy, search, totals, seesMoney, groups = [] } = request
  const measure = (sums: ReportTotals) => measureOf(sums, { seesMoney })
  const largest = Math.max(...groups.map(measure), 0)
  const whole = totals ? measure(totals) : 0
  const money = (key: MoneyKey, header: string) => ({
    key,
    sortKey: key,
    header,
    align: 'end' as const,
    width: 120,
    phone: key === 'amountMinor' ? ('value' as const) : ('labelled' as const),
    cell: (group: ReportGroup) => <Money minor={group[key]} currency={null} isDimmedWhenZero />,
    footer: totals ? <Money minor={totals[key]} /> : undefined,
  })
  return [
    {
      key: 'label',
      sortKey: 'label',
      header: t(`reports.group.${groupBy}`),
      isTruncated: true,
      phone: 'title',
      cell: (group) => <GroupName group={group} tab={tab} groupBy={groupBy} search={search} />,
      footer: totals ? t('reports.total') : undefined,
    },
    {
      key: 'share',
      sortKey: 'share',
      header: t('reports.share'),
      width: '24%',
      phone: 'line',
      cell: (group) => <Share value={measure(group)} largest={largest} whole={whole} />,
    },
    {
      key: 'count',
      sortKey: 'count',
      header: t('reports.rows'),
      align: 'end',
      width: 80,
      phone: 'labelled',
      cell: (group) => <Quantity value={String(group.count)} />,
      footer: totals ? <Quantity value={String(totals.count)} /> : undefined,
    },
    {
      key: 'measure',
      sortKey: 'measure',
      header: t(
        tab === 'hours' ? 'reports.hours' : tab === 'expenses' ? 'reports.quantity' : 'reports.km',
      ),
      align: 'end',
      width: 96,
      phone: seesMoney ? 'labelled' : 'value',
      cell: (group) => <Measure tab={tab} sums={group} />,
      footer: totals ? <Measure tab={tab} sums={totals} /> : undefined,
    },
    ...(seesMoney
      ? [
          money('amountMinor', t('reports.amount')),
          money('invoicedMinor', t('reports.invoiced')),
          ...(totals?.writtenOffMinor
            ? [money('writtenOffMinor', t('reports.statuses.written_off'))]
            : []),
          money('uninvoicedMinor', t('reports.uninvoiced')),
        ]
      : []),
  ]
}

type GroupNameProps = Pick<ReportGroupsProps, 'tab' | 'groupBy' | 'search'> & { group: ReportGroup }

function GroupName({ group, tab, groupBy, search }: GroupNameProps) {
  const { t } = useTranslation()
  const { workspace, today } = useMe()
  const formats = useFormats()
  const { key, label, clientName } = group
  // Nothing filters on rows without a task, so there is nowhere to go.
  if (key === null || label === null) return <span className="hb-dim">{t('reports.noTask')}</span>
  const month = { month: 'long', year: 'numeric' } as const
  const words =
    groupBy === 'day'
      ? formats.day(label)
      : groupBy === 'month'
        ? formats.dayText(`${label}-01`, month)
        : label
  return (
    <span className="hb-clipped" title={clientName === null ? words : `${words} · ${clientName}`}>
      <Link
        className="hb-cell-title"
        to="/reports/$tab"
        params={{ tab }}
        search={searchOfGroup(search, { groupBy, key, calendar: { today, ...workspace } })}
      >
        {words}
      </Link>
      {clientName === null ? null : <span className="hb-dim"> · {clientName}</span>}
    </span>
  )
}

type ShareProps = { value: number; largest: number; whole: number }

/** A bar against the largest group, and in words the part of the whole. */
function Share({ value, largest, whole }: ShareProps) {
  const formats = useFormats()
  const percent = whole > 0 ? (value / whole) * 100 : 0
  return (
    <span className="hb-reports-share">
      <span className="hb-reports-track" aria-hidden>
        <span style={{ width: `${largest > 0 ? (value / largest) * 100 : 0}%` }} />
      </span>
      <span className="hb-num hb-dim hb-small">{formats.rounded(percent)}%</span>
    </span>
  )
}

function Measure({ tab, sums }: { tab: ReportTab; sums: ReportTotals }) {
  if (tab === 'hours') return <DurationText seconds={sums.seconds} />
  if (tab === 'expenses') return <Quantity value={sums.quantity} />
  return <Quantity value={sums.km} decimals={1} />
}
