import { useTranslation } from 'react-i18next'
import { useFormats } from '../../ui/FormatProvider.tsx'

type Sum = { currency: string; dueMinor: number; overdueMinor: number }

/** What is due and overdue of all invoices that are listed, of those in sight and those further down. */
export function InvoiceSums({ sums }: { sums: readonly Sum[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const words = sums.flatMap(({ currency, dueMinor, overdueMinor }) => [
    ...(dueMinor === 0
      ? []
      : [t('invoices.sumDue', { amount: formats.money(dueMinor, currency) })]),
    ...(overdueMinor === 0
      ? []
      : [t('invoices.sumOverdue', { amount: formats.money(overdueMinor, currency) })]),
  ])
  return <output className="hb-dim hb-small hb-num">{words.join(' · ')}</output>
}
