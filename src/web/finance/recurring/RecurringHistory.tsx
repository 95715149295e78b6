import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { DayText, Money, MomentText } from '../../ui/Values.tsx'
import type { RecurringInvoice } from './recurring-queries.ts'

type Made = RecurringInvoice['made'][number]

/** What it made, the latest first. */
export function RecurringHistory({ recurring }: { recurring: RecurringInvoice }) {
  const { t } = useTranslation()
  return (
    <div>
      <h3 className="hb-invoice-side-title">{t('recurring.history')}</h3>
      <DataList
        label={t('recurring.history')}
        columns={useColumns()}
        rows={recurring.made}
        rowKey={(made) => made.startsOn}
        empty={{ title: t('recurring.historyEmpty') }}
      />
    </div>
  )
}

function useColumns(): Column<Made>[] {
  const { t } = useTranslation()
  const { settings } = useFormats()
  return [
    {
      key: 'invoice',
      header: t('invoices.invoice'),
      phone: 'title',
      cell: ({ invoiceId, invoiceNumber }) =>
        invoiceId === null ? (
          <span className="hb-dim">{t('recurring.draftDeleted')}</span>
        ) : (
          <Link className="hb-cell-title" to="/finance/invoices/$invoiceId" params={{ invoiceId }}>
            {invoiceNumber ?? t('invoices.draft')}
          </Link>
        ),
    },
    {
      key: 'period',
      header: t('recurring.period'),
      width: 220,
      cell: ({ startsOn, endsOn }) => (
        <span className="hb-nowrap">
          <DayText day={startsOn} /> – <DayText day={endsOn} />
        </span>
      ),
    },
    {
      key: 'madeAt',
      header: t('recurring.madeAt'),
      width: 150,
      cell: ({ madeAt }) => <MomentText at={madeAt} />,
    },
    {
      key: 'total',
      header: t('invoices.total'),
      align: 'end',
      width: 116,
      phone: 'value',
      cell: ({ totalMinor, currency }) =>
        totalMinor === null ? null : (
          <Money minor={totalMinor} currency={currency === settings.currency ? null : currency} />
        ),
    },
  ]
}
