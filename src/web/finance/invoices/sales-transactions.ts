import { useTranslation } from 'react-i18next'
import { useXeroReadiness } from '../xero-connection.ts'
import { reasonOf, type InvoiceSummary } from '../types.ts'

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
