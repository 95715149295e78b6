import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../ui/buttons.tsx'
import { ClippedText } from '../ui/ClippedText.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DayText, DurationText, Money, Quantity } from '../ui/Values.tsx'
import type { ReportRow, ReportTotals } from './report-queries.ts'
import type { ReportTab } from './report-search.ts'

type ColumnsRequest = {
  tab: ReportTab
  totals: ReportTotals | undefined
  /** Rates and amounts are not for everybody. */
  seesMoney: boolean
}

export function useReportColumns({ tab, totals, seesMoney }: ColumnsRequest): Column<ReportRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'day',
      header: t('reports.day'),
      width: 96,
      phone: 'line',
      cell: (row) => <DayText day={row.day} />,
      footer: totals ? t('reports.total') : undefined,
    },
    {
      key: 'project',
      header: t('reports.clientAndProject'),
      width: tab === 'mileages' ? '20%' : '26%',
      isTruncated: true,
      phone: 'title',
      cell: (row) => <Place row={row} />,
    },
    ...descriptionColumns(tab, t),
    ...measureColumns(tab, { t, totals }),
    ...(seesMoney ? moneyColumns(t, totals) : []),
    {
      key: 'standing',
      header: t('reports.standing'),
      width: 128,
      cell: (row) => <Standing row={row} />,
    },
  ]
}

function descriptionColumns(tab: ReportTab, t: TFunction): Column<ReportRow>[] {
  const what: Column<ReportRow> = {
    key: 'what',
    header: t(`reports.what.${tab}`),
    width: '12%',
    isTruncated: true,
    cell: (row) => <ClippedText text={row.what ?? ''} />,
  }
  const text: Column<ReportRow> = {
    key: 'text',
    header: t(`reports.text.${tab}`),
    width: tab === 'mileages' ? '30%' : '20%',
    isTruncated: true,
    cell: (row) => <ClippedText className="hb-dim" text={row.text} />,
  }
  return [
    ...(tab === 'mileages' ? [text, what] : [what]),
    {
      key: 'member',
      header: t('pickers.person'),
      width: '12%',
      isTruncated: true,
      cell: (row) => <ClippedText text={row.memberName} />,
    },
    ...(tab === 'mileages' ? [] : [text]),
  ]
}

function measureColumns(
  tab: ReportTab,
  { t, totals }: { t: TFunction; totals: ReportTotals | undefined },
): Column<ReportRow>[] {
  if (tab === 'hours') {
    return [
      {
        key: 'seconds',
        header: t('reports.hours'),
        align: 'end',
        width: 72,
        phone: 'value',
        cell: (row) => <DurationText seconds={row.seconds} />,
        footer: totals ? <DurationText seconds={totals.seconds} /> : undefined,
      },
    ]
  }
  return [
    {
      key: 'quantity',
      header: t(tab === 'expenses' ? 'reports.quantity' : 'reports.km'),
      align: 'end',
      width: 80,
      phone: tab === 'expenses' ? 'hidden' : 'value',
      cell: (row) => <Quantity value={row.quantity} decimals={tab === 'expenses' ? 0 : 1} />,
      footer:
        totals && tab === 'mileages' ? <Quantity value={totals.km} decimals={1} /> : undefined,
    },
  ]
}

function moneyColumns(t: TFunction, totals: ReportTotals | undefined): Column<ReportRow>[] {
  return [
    {
      key: 'rate',
      header: t('reports.rate'),
      align: 'end',
      width: 76,
      phone: 'hidden',
      cell: (row) => <Quantity value={row.rate} decimals={2} />,
    },
    {
      key: 'amount',
      header: t('reports.amount'),
      align: 'end',
      width: 108,
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
