import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Facts, Page } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { DayText } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import { DocumentLines } from '../DocumentLines.tsx'
import { EstimateOfInvoice } from '../estimates/EstimateOrigin.tsx'
import type { Invoice } from '../types.ts'
import { CreditNotes } from './CreditNotes.tsx'
import { invoiceQuery } from './invoice-queries.ts'
import { InvoiceActions } from './InvoiceActions.tsx'
import { InvoiceEmails } from './InvoiceEmails.tsx'
import { InvoiceLink } from './InvoiceLink.tsx'
import { InvoiceBadge } from './InvoiceBadge.tsx'
import { InvoiceTimeline } from './InvoiceTimeline.tsx'
import { Payments } from './Payments.tsx'
import { ReminderNote } from './ReminderNote.tsx'
import { SalesTransactionCard } from './SalesTransactionCard.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/invoices/$invoiceId')

/** An own invoice as it will look on paper, and what has become of it. */
export function InvoicePage() {
  const { t } = useTranslation()
  const { invoiceId } = route.useParams()
  const { data, error, refetch } = useQuery(invoiceQuery(invoiceId))
  return (
    <Page
      title={data ? titleOf(data, t) : t('invoices.title')}
      parent={{ label: t('invoices.title'), to: '/finance/invoices' }}
      notice={<XeroNotice />}
      isLoading={!data && !error}
      status={data ? <InvoiceBadge invoice={data} /> : null}
      actions={data ? <InvoiceActions invoice={data} /> : null}
    >
      {data ? (
        <div className="hb-invoice">
          <InvoiceSheet invoice={data} />
          <aside className="hb-invoice-side" aria-label={t('invoices.history')}>
            <InvoiceTimeline invoice={data} />
            <InvoiceEmails invoice={data} />
            <InvoiceLink invoice={data} />
            <EstimateOfInvoice invoiceId={data.id} />
            <Payments invoice={data} />
            <ReminderNote invoice={data} />
            <CreditNotes invoice={data} />
            <SalesTransactionCard invoice={data} />
          </aside>
        </div>
      ) : null}
      {!data && error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines /> : null}
    </Page>
  )
}

function titleOf({ number, creditsId }: Invoice, t: TFunction): string {
  return number ?? t(creditsId === null ? 'invoices.draftInvoice' : 'invoices.draftCreditInvoice')
}

function InvoiceSheet({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { workspace } = useMe()
  const taxes = taxesOf(invoice).map(({ percentage, minor }) => ({
    label: t('invoices.vatAt', { percentage: formats.quantity(percentage) }),
    minor,
  }))
  return (
    <article
      className="hb-invoice-sheet"
      aria-label={t(invoice.creditsId === null ? 'invoices.invoice' : 'invoices.creditInvoice')}
    >
      {invoice.creditsId === null ? null : (
        <div className="hb-invoice-kind">{t('invoices.creditInvoice')}</div>
      )}
      <header className="hb-invoice-head">
        <div>
          <div className="hb-dim hb-small">{t('invoices.to')}</div>
          <div className="hb-invoice-client">{invoice.clientName}</div>
        </div>
        <div className="hb-invoice-from">
          <div className="hb-dim hb-small">{t('invoices.from')}</div>
          <div>{workspace.name}</div>
        </div>
      </header>
      <Facts
        facts={[
          {
            label: t('invoices.number'),
            value: invoice.number ?? t('invoices.numberAtFinalising'),
          },
          { label: t('invoices.issuedOn'), value: <DayText day={invoice.issuedOn} /> },
          { label: t('invoices.dueOn'), value: <DayText day={invoice.dueOn} /> },
          { label: t('invoices.reference'), value: invoice.reference || '–' },
          ...(invoice.pricesIncludeVat
            ? [{ label: t('invoices.prices'), value: t('invoices.withVat') }]
            : []),
          ...(invoice.language === null
            ? []
            : [
                {
                  label: t('invoices.language'),
                  value: t(`clients.languages.${invoice.language}`),
                },
              ]),
        ]}
      />
      <DocumentLines
        documentId={invoice.id}
        lines={invoice.lines}
        pricesIncludeVat={invoice.pricesIncludeVat}
      />
      <AmountSums amounts={invoice} taxes={taxes} />
      {invoice.remarks.length > 0 ? (
        <div className="hb-invoice-remarks">
          {invoice.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </div>
      ) : null}
    </article>
  )
}

/** Tax of the lines by percentage. */
export function taxesOf({
  lines,
}: {
  lines: Pick<Invoice['lines'][number], 'vatPercentage' | 'taxMinor'>[]
}): { percentage: string; minor: number }[] {
  const taxed = lines.filter((line) => Number(line.vatPercentage) > 0)
  return [...Map.groupBy(taxed, (line) => line.vatPercentage)].map(([percentage, each]) => ({
    percentage,
    minor: each.reduce((total, line) => total + line.taxMinor, 0),
  }))
}
