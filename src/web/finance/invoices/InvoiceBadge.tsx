import { useTranslation } from 'react-i18next'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'
import { invoiceTones } from '../document-words.ts'
import type { InvoiceSummary } from '../types.ts'

const tones = {
  partly_paid: 'warning',
  overdue: 'danger',
  paid: 'success',
  credited: 'neutral',
  to_refund: 'warning',
} as const satisfies Partial<Record<InvoiceSummary['paymentState'], StatusTone>>

/** Where an invoice stands: on its way to the client until something is known of its payment. */
export function InvoiceBadge({ invoice }: { invoice: InvoiceSummary }) {
  const { t } = useTranslation()
  const { state, paymentState } = invoice
  const isUnderWay =
    paymentState === 'draft' || paymentState === 'unpaid' || paymentState === 'set_off'
  return isUnderWay ? (
    <StatusBadge tone={invoiceTones[state]}>{t(`invoices.states.${state}`)}</StatusBadge>
  ) : (
    <StatusBadge tone={tones[paymentState]}>{t(`invoices.payments.${paymentState}`)}</StatusBadge>
  )
}
