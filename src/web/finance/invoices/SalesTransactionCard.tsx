import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../../ui/buttons.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { DocumentBadge } from '../DocumentBadge.tsx'
import { DocumentMenu } from '../DocumentMenu.tsx'
import { documentQuery } from '../exports/export-queries.ts'
import { DocumentAttachments } from '../exports/DocumentAttachments.tsx'
import { XeroDocumentNotes } from '../exports/XeroDocumentNotes.tsx'
import { ReversalNote } from './ReversalNote.tsx'
import type { InvoiceSummary, XeroDocument } from '../types.ts'

/** The manual journal or sales invoice of the invoice in Xero: its state, its lines, and the way to it. */
export function SalesTransactionCard({ invoice }: { invoice: InvoiceSummary }) {
  const { t } = useTranslation()
  const transaction = invoice.salesTransaction
  if (!transaction) return null
  return (
    <section>
      <h2 className="hb-invoice-side-title">
        {t(`invoices.salesTransaction.${transaction.kind}`)}
      </h2>
      <div className="hb-invoice-transaction">
        <DocumentBadge document={transaction} />
        <span className="hb-finance-link">
          {transaction.url ? (
            <ExternalLink href={transaction.url}>{t('invoices.viewInXero')}</ExternalLink>
          ) : null}
          <DocumentMenu document={transaction} />
        </span>
      </div>
      <XeroDocumentNotes document={transaction} />
      {transaction.reversal ? <ReversalNote reversal={transaction.reversal} /> : null}
      <DocumentAttachments document={transaction} />
      {transaction.kind === 'manual_journal' ? (
        <Fold head={<span>{t('invoices.journalLines')}</span>}>
          <JournalLines transaction={transaction} />
        </Fold>
      ) : (
        <Fold head={<span>{t('invoices.bookedLines')}</span>}>
          <BookedLines transaction={transaction} />
        </Fold>
      )}
    </section>
  )
}

function JournalLines({ transaction }: { transaction: XeroDocument }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useQuery(documentQuery(transaction))
  return (
    <table className="hb-journal">
      <thead>
        <tr>
          <th scope="col">{t('xeroExports.account')}</th>
          <th scope="col">{t('invoices.debit')}</th>
          <th scope="col">{t('invoices.credit')}</th>
        </tr>
      </thead>
      <tbody>
        {data?.lines.map((line) => (
          <tr key={line.id}>
            <td>
              <span className="hb-num">{line.accountCode}</span>
              <span className="hb-cell-sub"> {line.taxType}</span>
            </td>
            <td>{line.netMinor > 0 ? formats.money(line.netMinor, null) : ''}</td>
            <td>{line.netMinor < 0 ? formats.money(-line.netMinor, null) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function BookedLines({ transaction }: { transaction: XeroDocument }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useQuery(documentQuery(transaction))
  return (
    <table className="hb-journal">
      <thead>
        <tr>
          <th scope="col">{t('xeroExports.account')}</th>
          <th scope="col">{t('invoices.netAmount')}</th>
          <th scope="col">{t('invoices.vat')}</th>
        </tr>
      </thead>
      <tbody>
        {data?.lines.map((line) => (
          <tr key={line.id}>
            <td>
              <span className="hb-num">{line.accountCode}</span>
              <span className="hb-cell-sub"> {line.taxType}</span>
            </td>
            <td>{formats.money(line.netMinor, null)}</td>
            <td>{formats.money(line.taxMinor, null)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
