import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../../ui/buttons.tsx'
import { ClippedText } from '../../ui/ClippedText.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Dash, DayText, Money } from '../../ui/Values.tsx'
import { DocumentBadge } from '../DocumentBadge.tsx'
import type { InvoiceSummary } from '../types.ts'
import { InvoiceBadge } from './InvoiceBadge.tsx'

/** `isOverdue`: of invoices that are late, which say how often the client was reminded instead of their reference. */
export function useInvoiceColumns(isOverdue = false): Column<InvoiceSummary>[] {
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
    isOverdue
      ? {
          key: 'reminder',
          header: t('reminders.last'),
          width: 132,
          phone: 'labelled',
          cell: ({ lastReminder: last }) =>
            last ? (
              <span className="hb-nowrap">
                {last.step} · <DayText day={last.plannedOn} />
              </span>
            ) : (
              <Dash />
            ),
        }
      : {
          key: 'reference',
          header: t('invoices.reference'),
          width: '14%',
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
      key: 'due',
      header: t('invoices.due'),
      align: 'end',
      width: 110,
      phone: 'labelled',
      cell: (row) =>
        row.paymentState === 'draft' || row.paymentState === 'set_off' ? (
          <Dash />
        ) : (
          <Money
            minor={row.dueMinor}
            currency={row.currency === settings.currency ? null : row.currency}
            isDimmedWhenZero
          />
        ),
    },
    {
      key: 'state',
      header: t('invoices.state'),
      width: 116,
      cell: (row) => <InvoiceBadge invoice={row} />,
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
        {transaction.kind === 'invoice' ? (
          <span className="hb-cell-sub hb-finance-result-words">
            {t('invoices.asSalesInvoice')}
          </span>
        ) : null}
      </span>
    )
  }
  return <DocumentBadge document={transaction} />
}
