import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Callout } from '../../ui/Callout.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { FileInvoiceIcon } from '../../ui/icons.tsx'
import { Page } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Dash, DayText } from '../../ui/Values.tsx'
import { invoiceNumbersQuery, type InvoiceSeries } from './invoice-queries.ts'
import '../finance.css'

const toldInARow = 3

/** Whether every number that was given is on an invoice: what an auditor asks first. */
export function InvoiceNumbersPage() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(invoiceNumbersQuery)
  const rows = data?.series
  const missing = rows?.reduce((sum, { missingCount }) => sum + missingCount, 0) ?? 0
  return (
    <Page
      title={t('invoices.numbers.title')}
      description={t('invoices.numbers.description')}
      parent={{ label: t('invoices.title'), to: '/finance/invoices' }}
    >
      {rows && rows.length > 0 ? (
        missing > 0 ? (
          <Callout tone="danger" title={t('invoices.numbers.brokenTitle', { count: missing })}>
            {t('invoices.numbers.broken')}
          </Callout>
        ) : (
          <Callout tone="success" title={t('invoices.numbers.wholeTitle')}>
            {t('invoices.numbers.whole')}
          </Callout>
        )
      ) : null}
      <DataList
        label={t('invoices.numbers.title')}
        columns={useColumns()}
        rows={rows}
        rowKey={(row) => row.series}
        isLoading={isPending}
        error={error}
        onRetry={() => void refetch()}
        empty={{
          icon: FileInvoiceIcon,
          title: t('invoices.numbers.emptyTitle'),
          description: t('invoices.numbers.empty'),
        }}
      />
    </Page>
  )
}

function useColumns(): Column<InvoiceSeries>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'series',
      header: t('invoices.numbers.series'),
      phone: 'title',
      cell: (row) => <span className="hb-cell-title hb-num">{row.series}</span>,
    },
    {
      key: 'first',
      header: t('invoices.numbers.first'),
      phone: 'labelled',
      cell: (row) => <NumberAndDay number={row.firstNumber} day={row.firstIssuedOn} />,
    },
    {
      key: 'last',
      header: t('invoices.numbers.last'),
      phone: 'labelled',
      cell: (row) => <NumberAndDay number={row.lastNumber} day={row.lastIssuedOn} />,
    },
    {
      key: 'count',
      header: t('invoices.numbers.count'),
      align: 'end',
      width: 110,
      phone: 'labelled',
      cell: (row) => <span className="hb-num">{row.invoices}</span>,
    },
    {
      key: 'outOfOrder',
      header: t('invoices.numbers.outOfOrder'),
      align: 'end',
      width: 170,
      phone: 'labelled',
      cell: (row) => <span className="hb-num">{row.outOfOrder || <Dash />}</span>,
    },
    {
      key: 'missing',
      header: t('invoices.numbers.missing'),
      width: 220,
      phone: 'value',
      cell: (row) => <Missing row={row} />,
    },
  ]
}

function NumberAndDay({ number, day }: { number: string | null; day: string | null }) {
  if (number === null) return <Dash />
  return (
    <>
      <span className="hb-num">{number}</span>{' '}
      <span className="hb-dim hb-small">
        <DayText day={day} />
      </span>
    </>
  )
}

function Missing({ row }: { row: InvoiceSeries }) {
  const { t } = useTranslation()
  const { missing, missingCount } = row
  if (missingCount === 0) {
    return <StatusBadge tone="success">{t('invoices.numbers.none')}</StatusBadge>
  }
  const told = missing.slice(0, toldInARow)
  const left = missingCount - told.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const words = told.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`))
  return (
    <StatusBadge tone="danger">
      {words.join(', ')}
      {left > 0 ? ` ${t('invoices.numbers.and', { count: left })}` : null}
    </StatusBadge>
  )
}
