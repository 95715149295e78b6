import { useTranslation } from 'react-i18next'
import { useXeroReadiness } from '../xero-connection.ts'
import { reasonOf, type InvoiceSummary } from '../types.ts'

/** What the sales transactions of these invoices become; a manual journal where some become one thing and some the other. */
export function useSalesTarget(invoices: readonly InvoiceSummary[]): InvoiceSummary['salesTarget'] {
  const { salesTarget } = useXeroReadiness()
  const [first] = invoices
  if (!first) return salesTarget
  const isOne = invoices.every((each) => each.salesTarget === first.salesTarget)
  return isOne ? first.salesTarget : 'manual_journal'
}

/** Why no sales transaction can be created for any of these invoices; null when one can. */
export function useSalesTransactionsReason(invoices: readonly InvoiceSummary[]): string | null {
  const { t } = useTranslation()
  const { salesTransactionReason } = useXeroReadiness()
  const [first] = invoices
  if (!first) return salesTransactionReason ?? t('invoices.nothingSelected')
  if (invoices.some((each) => each.can.createSalesTransaction.allowed)) return null
  const because = reasonOf(first.can.createSalesTransaction) ?? ''
  return invoices.length === 1 ? because : t('invoices.noneCanBePosted', { because })
}
