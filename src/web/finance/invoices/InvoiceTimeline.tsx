import { useTranslation } from 'react-i18next'
import { CheckIcon } from '../../ui/icons.tsx'
import { MomentText } from '../../ui/Values.tsx'
import type { InvoiceSummary } from '../types.ts'

/** The way of an invoice: what is done, and what comes next. */
export function InvoiceTimeline({ invoice }: { invoice: InvoiceSummary }) {
  const { t } = useTranslation()
  const steps = [
    { key: 'created', at: invoice.createdAt },
    { key: 'finalised', at: invoice.finalisedAt },
    { key: 'sent', at: invoice.sentAt },
    { key: 'posted', at: invoice.salesTransaction?.confirmedAt ?? null },
  ] as const
  return (
    <section>
      <h2 className="hb-invoice-side-title">{t('invoices.history')}</h2>
      <ol className="hb-timeline">
        {steps.map(({ key, at }) => (
          <li key={key} data-done={at !== null || undefined}>
            <span className="hb-timeline-mark" aria-hidden>
              {at === null ? null : <CheckIcon size={12} />}
            </span>
            <span>
              <span className="hb-timeline-word">
                {t(at === null ? `invoices.stepsToCome.${key}` : `invoices.stepsDone.${key}`)}
              </span>
              <span className="hb-cell-sub">{at === null ? null : <MomentText at={at} />}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
