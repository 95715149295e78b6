import { useTranslation } from 'react-i18next'
import { Money } from '../ui/Values.tsx'

type Amounts = { subtotalMinor: number; taxMinor: number; totalMinor: number; currency: string }

type AmountSumsProps = {
  amounts: Amounts
  /** Tax by rate, where there is more than one. */
  taxes?: readonly { label: string; minor: number }[]
}

/** Net, tax and total at the foot of a document. */
export function AmountSums({ amounts, taxes = [] }: AmountSumsProps) {
  const { t } = useTranslation()
  const { subtotalMinor, taxMinor, totalMinor, currency } = amounts
  const lines = taxes.length > 0 ? taxes : [{ label: t('xeroExports.tax'), minor: taxMinor }]
  return (
    <dl className="hb-finance-sums">
      <div>
        <dt>{t('xeroExports.subtotal')}</dt>
        <dd>
          <Money minor={subtotalMinor} currency={currency} />
        </dd>
      </div>
      {lines.map((line) => (
        <div key={line.label}>
          <dt>{line.label}</dt>
          <dd>
            <Money minor={line.minor} currency={currency} />
          </dd>
        </div>
      ))}
      <div className="hb-finance-sums-total">
        <dt>{t('xeroExports.total')}</dt>
        <dd>
          <Money minor={totalMinor} currency={currency} />
        </dd>
      </div>
    </dl>
  )
}
