import { rateOn } from '#domain/rates.ts'
import { Button, Input } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { RateDialog } from './RateDialog.tsx'
import { ratesQuery, type RateOwner } from './rate-queries.ts'
import './rates.css'

type RateFieldProps = {
  owner: RateOwner
  label: string
  /** The rate from the beginning has become another: a form that sends it along must know. */
  onChanged: (first: string | null) => void
}

/** The rate that counts today, since when, what comes later, and the way to another. */
export function RateField({ owner, label, onChanged }: RateFieldProps) {
  const { t } = useTranslation()
  const { today, workspace } = useMe()
  const formats = useFormats()
  const { data: rates } = useQuery(ratesQuery(owner))
  const [isOpen, setIsOpen] = useState(false)
  const now = rates ? rateOn(rates, today) : undefined
  const amount = (rate: string) => `${formats.quantity(rate, 2)} ${workspace.currency}`
  const next = rates?.dated.find((each) => each.validFrom > today)
  const later = next && { day: formats.day(next.validFrom) }
  return (
    <fieldset className="hb-rate-set">
      <legend>
        <Input.Label component="span">{label}</Input.Label>
      </legend>
      <div className="hb-rate-field">
        <div>
          <span className={now?.rate ? 'hb-num' : 'hb-dim'}>
            {now === undefined ? '…' : now.rate === null ? t('rates.none') : amount(now.rate)}
          </span>{' '}
          {now?.validFrom ? (
            <span className="hb-dim">
              {t('rates.sinceDay', { day: formats.day(now.validFrom) })}
            </span>
          ) : null}
          {next && later ? (
            <div className="hb-dim hb-rate-later">
              {next.rate === null
                ? t('rates.laterNone', later)
                : t('rates.later', { ...later, rate: amount(next.rate) })}
            </div>
          ) : null}
        </div>
        <Button
          variant="default"
          size="xs"
          disabled={!rates}
          aria-label={`${label}: ${t('rates.change')}`}
          onClick={() => setIsOpen(true)}
        >
          {t('rates.change')}
        </Button>
      </div>
      {isOpen && rates ? (
        // What is sent in the dialog is not the form that the field stands in.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div onSubmit={(event) => event.stopPropagation()}>
          <RateDialog
            owner={owner}
            rates={rates}
            onClose={() => setIsOpen(false)}
            onChanged={onChanged}
          />
        </div>
      ) : null}
    </fieldset>
  )
}
