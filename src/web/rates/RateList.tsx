import type { DatedRate } from '#domain/rates.ts'
import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { CloseIcon } from '../ui/icons.tsx'

type RateListProps = {
  rates: { first: string | null; dated: readonly DatedRate[] }
  /** The day whose rate is to be taken away. */
  removedDay: string | null
  onRemove: (day: string | null) => void
}

/** The rates one after the other, with the days they count from. */
export function RateList({ rates: { first, dated }, removedDay, onRemove }: RateListProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { currency } = formats.settings
  const amount = (rate: string | null) =>
    rate === null ? t('rates.none') : `${formats.quantity(rate, 2)} ${currency}`
  const next = dated[0]
  return (
    <div>
      <ul className="hb-rate-list" aria-label={t('rates.history')}>
        <li>
          <span>
            {next ? t('rates.until', { day: formats.day(next.validFrom) }) : t('rates.always')}
          </span>
          <span className="hb-num">{amount(first)}</span>
        </li>
        {dated.map(({ validFrom, rate }) => {
          const day = formats.day(validFrom)
          return (
            <li key={validFrom} data-removed={validFrom === removedDay || undefined}>
              <span>{t('rates.fromDay', { day })}</span>
              <span className="hb-num">{amount(rate)}</span>
              <ActionIcon
                size="sm"
                aria-label={t('rates.remove', { day })}
                aria-pressed={validFrom === removedDay}
                onClick={() => onRemove(validFrom === removedDay ? null : validFrom)}
              >
                <CloseIcon size={14} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
      {removedDay === null ? null : (
        <p className="hb-rate-text" aria-live="polite">
          {t('rates.removing', { day: formats.day(removedDay) })}{' '}
          <button type="button" className="hb-link-button" onClick={() => onRemove(null)}>
            {t('rates.keepIt')}
          </button>
        </p>
      )}
    </div>
  )
}
