import type { ReportColumn } from '#domain/report-columns.ts'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useRateOrigin } from '../rates/RateOrigin.tsx'
import { ExternalLink } from '../ui/buttons.tsx'
import { ClippedText } from '../ui/ClippedText.tsx'
import { useCan } from '../me.ts'
import { standingTones } from '../finance/document-words.ts'
import type { Column } from '../ui/data-list-types.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Dash, DayText, DurationText, Money, Quantity, TimesText } from '../ui/Values.tsx'
import type { ChoiceKey } from './report-column-choice.ts'
import type { ReportRow, ReportTotals } from './report-queries.ts'
import { RoundedHours } from './RoundedHours.tsx'
import type { ReportTab } from './report-search.ts'

type ColumnsRequest = {
  tab: ReportTab
  totals: ReportTotals | undefined
  /** Which columns were chosen. */
  keys: ReadonlySet<ChoiceKey>
}

/** What a column is called. */
export function choiceLabel(tab: ReportTab, { key, t }: { key: ChoiceKey; t: TFunction }): string {
  if (key === 'client' || key === 'member') {
    return t(key === 'client' ? 'pickers.client' : 'pickers.person')
  }
  if (key === 'task' || key === 'product' || key === 'purpose') return t(`reports.what.${tab}`)
  if (key === 'notes' || key === 'description' || key === 'trip') return t(`reports.text.${tab}`)
  return t(`reports.${key}`)
}

export function useReportColumns({ tab, totals, keys }: ColumnsRequest): Column<ReportRow>[] {
  const { t } = useTranslation()
  const originOf = useRateOrigin()
  const can = useCan()
  const place = keys.has('project') ? 'project' : 'client'
  const hasBoth = keys.has('project') && keys.has('client')
  const all: ChosenColumn[] = [
    {
      key: 'day',
      header: t('reports.day'),
      width: 96,
      phone: keys.has(place) ? 'line' : 'title',
      cell: (row) => <DayText day={row.day} />,
    },
    {
      key: place,
      header: choiceLabel(tab, { key: place, t }),
      width: tab === 'mileages' ? '20%' : '24%',
      isTruncated: true,
      phone: 'title',
      cell: (row) =>
        hasBoth ? (
          <Place row={row} />
        ) : (
          <ClippedText className="hb-cell-title" text={row[`${place}Name`]} />
        ),
    },
    ...descriptionColumns(tab, t),
    ...measureColumns(tab, { t, totals }),
    ...moneyColumns(t, { totals, originOf }),
    {
      key: 'billable',
      header: t('reports.billable'),
      width: 84,
      phone: 'hidden',
      cell: (row) => t(row.isBillable ? 'ui.yes' : 'ui.no'),
    },
    {
      key: 'approval',
      header: t('reports.approval'),
      width: 116,
      cell: (row) => <ApprovalOf row={row} />,
    },
    {
      key: 'invoice',
      header: t('reports.invoice'),
      width: 112,
      cell: (row) => <Standing row={row} />,
    },
    {
      key: 'inXero',
      header: t('reports.inXero'),
      width: 132,
      cell: (row) => <InXero row={row} />,
      phoneCell: (row) => <InXero row={row} saysDue />,
    },
  ]
  return withTotalLabel(
    all
      .filter((column) => keys.has(column.key))
      .map((column) =>
        column.key === 'inXero' && !can('xero:read')
          ? column
          : { ...column, sortKey: sortKeys[column.key] ?? column.key },
      ),
    totals && t('reports.total'),
  )
}

// A trip and its times are several columns of the report.
const sortKeys: { [Key in ChoiceKey]?: ReportColumn } = { trip: 'from', times: 'startedAt' }

/** The word for the sums stands below the first column, unless that has a sum of its own. */
function withTotalLabel(
  columns: Column<ReportRow>[],
  label: string | undefined,
): Column<ReportRow>[] {
  const [first, ...others] = columns
  if (!first || first.footer !== undefined || label === undefined) return columns
  return [{ ...first, footer: label }, ...others]
}

const approvalTones = {
  not_submitted: 'neutral',
  submitted: 'info',
  approved: 'success',
  rejected: 'danger',
} as const

function ApprovalOf({ row: { status, approval } }: { row: ReportRow }) {
  const { t } = useTranslation()
  if (status !== 'open') return null
  const state = approval === 'open' ? 'not_submitted' : approval
  return <StatusBadge tone={approvalTones[state]}>{t(`reports.statuses.${state}`)}</StatusBadge>
}

type ChosenColumn = Column<ReportRow> & { key: ChoiceKey }
const whatKeys = { hours: 'task', expenses: 'product', mileages: 'purpose' } as const
const textKeys = { hours: 'notes', expenses: 'description', mileages: 'trip' } as const

function descriptionColumns(tab: ReportTab, t: TFunction): ChosenColumn[] {
  const what: ChosenColumn = {
    key: whatKeys[tab],
    header: t(`reports.what.${tab}`),
    width: '14%',
    isTruncated: true,
    cell: (row) => <ClippedText text={row.what ?? ''} />,
  }
  const text: ChosenColumn = {
    key: textKeys[tab],
    header: t(`reports.text.${tab}`),
    width: tab === 'mileages' ? '26%' : '17%',
    isTruncated: true,
    cell: (row) => <ClippedText className="hb-dim" text={row.text} />,
  }
  return [
    ...(tab === 'mileages' ? [text, what] : [what]),
    {
      key: 'member',
      header: t('pickers.person'),
      width: '14%',
      isTruncated: true,
      cell: (row) => <ClippedText text={row.memberName} />,
    },
    ...(tab === 'mileages' ? [] : [text]),
  ]
}

function measureColumns(
  tab: ReportTab,
  { t, totals }: { t: TFunction; totals: ReportTotals | undefined },
): ChosenColumn[] {
  if (tab === 'hours') {
    return [
      {
        key: 'times',
        header: t('reports.times'),
        width: 152,
        cell: (row) => <TimesText times={row.times} />,
      },
      {
        key: 'hours',
        header: t('reports.hours'),
        align: 'end',
        width: 72,
        phone: 'value',
        cell: (row) => <RoundedHours row={row} />,
        footer: totals ? <DurationText seconds={totals.seconds} /> : undefined,
      },
    ]
  }
  const key = tab === 'expenses' ? 'quantity' : 'km'
  const quantity = (value: string | null | undefined) =>
    tab === 'expenses' ? (
      <Quantity value={value} decimals={0} />
    ) : (
      <Quantity value={value} decimals={1} unit={t('timesheets.km')} />
    )
  return [
    {
      key,
      header: t(`reports.${key}`),
      align: 'end',
      width: 88,
      phone: tab === 'expenses' ? 'hidden' : 'value',
      cell: (row) => quantity(row.quantity),
      footer: totals && tab === 'mileages' ? quantity(totals.km) : undefined,
    },
  ]
}

type MoneyColumns = {
  totals: ReportTotals | undefined
  originOf: ReturnType<typeof useRateOrigin>
}

function moneyColumns(t: TFunction, { totals, originOf }: MoneyColumns): ChosenColumn[] {
  return [
    {
      key: 'rate',
      header: t('reports.rate'),
      align: 'end',
      width: 76,
      phone: 'hidden',
      cell: (row) => (
        <span title={originOf(row) || undefined}>
          <Quantity value={row.rate} decimals={2} />
        </span>
      ),
    },
    {
      key: 'rateOrigin',
      header: t('reports.rateOrigin'),
      width: 168,
      phone: 'hidden',
      cell: (row) =>
        row.rateRule === 'none' ? <Dash /> : <span className="hb-nowrap">{originOf(row)}</span>,
    },
    {
      key: 'amount',
      header: t('reports.amount'),
      align: 'end',
      width: 100,
      phone: 'value',
      cell: (row) => <Money minor={row.amountMinor} currency={null} isDimmedWhenZero />,
      footer: totals ? <Money minor={totals.amountMinor} /> : undefined,
    },
  ]
}

function Place({ row }: { row: ReportRow }) {
  return (
    <span className="hb-clipped" title={`${row.clientName} · ${row.projectName}`}>
      <span className="hb-cell-title">{row.projectName}</span>
      <span className="hb-dim"> · {row.clientName}</span>
    </span>
  )
}

/** Whether it is invoiced, and the way to the document. */
function Standing({ row }: { row: ReportRow }) {
  const { t } = useTranslation()
  const { billing } = row
  if (row.status === 'written_off') return <WrittenOff row={row} />
  if (!billing) {
    const word = row.isBillable ? 'reports.open' : 'reports.notBillable'
    return <span className="hb-dim hb-nowrap">{t(word)}</span>
  }
  if (billing.documentKind === 'invoice') {
    return (
      <Link
        className="hb-nowrap"
        to="/finance/invoices/$invoiceId"
        params={{ invoiceId: billing.documentId }}
      >
        {billing.number ?? t('reports.draftInvoice')}
      </Link>
    )
  }
  if (billing.url) {
    return (
      <span className="hb-nowrap">
        <ExternalLink href={billing.url}>{billing.number ?? t('reports.inXero')}</ExternalLink>
      </span>
    )
  }
  return <span className="hb-nowrap">{t('reports.onItsWayToXero')}</span>
}

/** What Xero says of the document, and what is due on it where that is not all or nothing. */
function InXero({ row: { billing }, saysDue }: { row: ReportRow; saysDue?: boolean }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const inXero = billing?.inXero
  if (!inXero) return null
  const { standing, status, dueMinor } = inXero
  const badge = (
    <StatusBadge tone={standing === null ? 'neutral' : standingTones[standing]}>
      {standing === null ? status : t(`xeroExports.standings.${standing}`)}
    </StatusBadge>
  )
  if (standing !== 'part_paid' || dueMinor === null) return badge
  const words = t('reports.dueInXero', { due: money(dueMinor) })
  if (!saysDue) return <span title={words}>{badge}</span>
  return (
    <span>
      {badge} <span className="hb-num">{words}</span>
    </span>
  )
}

function WrittenOff({ row: { writeOff } }: { row: ReportRow }) {
  const { t } = useTranslation()
  const { reason = null, writtenOffByName: name = '' } = writeOff ?? {}
  return (
    <span
      className="hb-dim hb-nowrap"
      title={reason === null ? undefined : t('writeOffs.writtenOffBy', { reason, name })}
    >
      {t('writeOffs.writtenOff')}
    </span>
  )
}
