import type { Refusal } from '#client/api.ts'
import { callsToRetry } from '#domain/sending.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../ui/DayInput.tsx'
import { useCallCost } from '../../ui/call-cost.ts'
import { FormModal } from '../../ui/dialogs.tsx'

type OtherDateProps = {
  /** The date that Xero has locked. */
  start: string
  /** How many documents go on that date. */
  count: number
  isBusy: boolean
  refusal: Refusal | null
  onClose: () => void
  onChosen: (issuedOn: string) => void
}

/** Asks on which date a document goes to Xero, where its own date is in a locked period. */
export function OtherDate({ start, count, isBusy, refusal, onClose, onChosen }: OtherDateProps) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const [day, setDay] = useState(start)
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('xeroExports.retryOnTitle')}
      onSubmit={(event) => {
        event?.preventDefault()
        onChosen(day)
      }}
      submitLabel={t('xeroExports.retryOnSend')}
      submitTitle={callCost(callsToRetry(count))}
      isBusy={isBusy}
      refusal={refusal}
      fields={['issuedOn']}
    >
      <div>{t('xeroExports.retryOnText')}</div>
      <DayInput
        label={t('xeroExports.issuedOn')}
        isRequired
        value={day}
        onChange={(chosen) => setDay(chosen ?? day)}
      />
    </FormModal>
  )
}
