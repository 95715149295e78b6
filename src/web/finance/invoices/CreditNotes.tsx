import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Money } from '../../ui/Values.tsx'
import { invoiceTones } from '../document-words.ts'
import type { Invoice } from '../types.ts'

/** What an invoice credits, or what credits it. */
export function CreditNotes({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { credits, creditsId, creditsNumber, freesItems } = invoice
  if (creditsId === null && credits.length === 0) return null
  const title = t(creditsId === null ? 'invoices.creditInvoices' : 'invoices.creditsInvoice')
  return (
    <section aria-label={title}>
      <h2 className="hb-invoice-side-title">{title}</h2>
      {creditsId === null ? null : (
        <div>
          <Link to="/finance/invoices/$invoiceId" params={{ invoiceId: creditsId }}>
            {creditsNumber}
          </Link>
          <div className="hb-cell-sub">
            {t(`invoices.creditThenMeans.${freesItems ? 'bill_again' : 'credit_only'}`)}
          </div>
        </div>
      )}
      {credits.map((credit) => (
        <div key={credit.id} className="hb-invoice-transaction">
          <span>
            <Link to="/finance/invoices/$invoiceId" params={{ invoiceId: credit.id }}>
              {credit.number ?? t('invoices.draft')}
            </Link>{' '}
            <StatusBadge tone={invoiceTones[credit.state]}>
              {t(`invoices.states.${credit.state}`)}
            </StatusBadge>
          </span>
          <Money minor={credit.totalMinor} currency={null} />
        </div>
      ))}
    </section>
  )
}
