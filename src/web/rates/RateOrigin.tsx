import type { RateRule } from '#domain/rates.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Quantity } from '../ui/Values.tsx'

export type Rated = {
  rate: string | null
  rateRule: RateRule | null
  rateValidFrom: string | null
}

/** Whose rate it is and since when: “client rate since 1 Mar 2026”. Empty for people who see no rates. */
export function useRateOrigin(): (rated: Omit<Rated, 'rate'>) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ rateRule, rateValidFrom }) => {
    if (rateRule === null) return ''
    const rule = t(`rates.rules.${rateRule}`)
    return rateValidFrom === null
      ? rule
      : t('rates.since', { rule, day: formats.day(rateValidFrom) })
  }
}

/** The rate of an entry, whose it is and since when. */
export function RateNote({ rate, rateRule, rateValidFrom }: Rated) {
  const { t } = useTranslation()
  const formats = useFormats()
  const originOf = useRateOrigin()
  if (rate === null || rateRule === null) return null
  const origin = originOf({ rateRule, rateValidFrom })
  const { currency } = formats.settings
  const shown = `${formats.quantity(rate, 2)} ${currency}`
  return (
    <div className="hb-rate-note">
      <span className="hb-dim">{t('rates.label')}</span>{' '}
      {rateRule === 'none' ? origin : t('rates.origin', { rate: shown, origin })}
    </div>
  )
}

/** The same in a list: the rate, and below it whose it is and since when. */
export function RateCell({ rate, ...rated }: Rated) {
  const originOf = useRateOrigin()
  if (rate === null || rated.rateRule === null) return null
  return (
    <>
      {rated.rateRule === 'none' ? null : <Quantity value={rate} decimals={2} />}
      <div className="hb-cell-sub">{originOf(rated)}</div>
    </>
  )
}
