import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../../ui/buttons.tsx'
import { ClippedText } from '../../ui/ClippedText.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Dash, DayText, Money } from '../../ui/Values.tsx'
import { DocumentBadge } from '../DocumentBadge.tsx'
import { invoiceTones } from '../document-words.ts'
import type { InvoiceSummary } from '../types.ts'

export function useInvoiceColumns(): Column<InvoiceSummary>[] {
  const { t } = useTranslation()
  const { settings } = useFormats()
  return [
    {
      key: 'number',
      header: t('invoices.number'),
      width: 140,
      cell: (row) => (
        <span className="hb-nowrap">
          <Link
            className="hb-cell-title"
            to="/finance/invoices/$invoiceId"
            params={{ invoiceId: row.id }}
          >
            {row.number ?? t('invoices.draft')}
          </Link>
          {row.creditsId === null ? null : (
            <span className="hb-cell-sub">
              {' '}
              {t('invoices.creditOf', { number: row.creditsNumber ?? '' })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'client',
      header: t('pickers.client'),
      width: '26%',
      isTruncated: true,
      cell: (row) => <ClippedText text={row.clientName} />,
    },
    {
      key: 'reference',
      header: t('invoices.reference'),
      width: '18%',
      isTruncated: true,
      cell: (row) => <ClippedText className="hb-dim" text={row.reference} />,
    },
    {
      key: 'issuedOn',
      header: t('invoices.issuedOn'),
      width: 104,
      cell: (row) => <DayText day={row.issuedOn} />,
    },
    {
      key: 'dueOn',
      header: t('invoices.dueOn'),
      width: 104,
      phone: 'hidden',
      cell: (row) => <DayText day={row.dueOn} />,
    },
    {
      key: 'total',
      header: t('invoices.total'),
      align: 'end',
      width: 116,
      phone: 'value',
      cell: (row) => (
        <Money
          minor={row.totalMinor}
          currency={row.currency === settings.currency ? null : row.currency}
        />
      ),
    },
    {
      key: 'state',
      header: t('invoices.state'),
      width: 110,
      cell: (row) => (
        <StatusBadge tone={invoiceTones[row.state]}>
          {t(`invoices.states.${row.state}`)}
        </StatusBadge>
      ),
    },
    {
      key: 'xero',
      header: t('invoices.inXero'),
      width: 150,
      cell: (row) => <SalesTransactionCell invoice={row} />,
    },
  ]
}

function SalesTransactionCell({ invoice }: { invoice: InvoiceSummary }) {
  const { t } = useTranslation()
  const transaction = invoice.salesTransaction
  if (!transaction) return <Dash />
  if (transaction.url) {
    return (
      <span className="hb-nowrap">
        <ExternalLink href={transaction.url}>{t('invoices.viewInXero')}</ExternalLink>
      </span>
    )
  }
  return <DocumentBadge document={transaction} />
}
