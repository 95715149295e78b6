import { useTranslation } from 'react-i18next'
import { Money } from '../ui/Values.tsx'

type AmountSumsProps = {
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  currency: string
  /** Tax by rate, where there is more than one. */
  taxes?: readonly { label: string; minor: number }[]
}

/** Net, tax and total at the foot of a document. */
export function AmountSums({ subtotalMinor, taxMinor, totalMinor, ...props }: AmountSumsProps) {
  const { t } = useTranslation()
  const { currency, taxes = [] } = props
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
