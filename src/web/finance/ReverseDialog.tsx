import { answered, api } from '#client/api.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { useCallCost } from '../ui/call-cost.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { billedKeys } from './billed-keys.ts'
import type { XeroDocument } from './types.ts'

// The journal is read, the organisation too, and the reversal is written.
const callsToReverse = 3

/** Takes a sales transaction back by a second journal, on a day that Xero has not locked. */
export function ReverseDialog({
  document,
  onClose,
}: {
  document: XeroDocument
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { today } = useMe()
  const callCost = useCallCost()
  const [day, setDay] = useState(today)
  const ask = useWrite<string, XeroDocument>({
    send: (issuedOn, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/reverse', {
          params: { path: { documentId: document.id } },
          body: { issuedOn },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => {
      toast(t('xeroExports.reversing'))
      onClose()
    },
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('xeroExports.reverseTitle')}
      onSubmit={(event) => {
        event?.preventDefault()
        ask.mutate(day)
      }}
      submitLabel={t('xeroExports.reverse')}
      submitTitle={callCost(callsToReverse)}
      isBusy={ask.isPending}
      refusal={ask.error}
      fields={['issuedOn']}
    >
      <div>{t('xeroExports.reverseText')}</div>
      <DayInput
        label={t('xeroExports.reverseOn')}
        isRequired
        value={day}
        onChange={(chosen) => setDay(chosen ?? day)}
        error={ask.error?.fieldErrors['issuedOn']}
      />
    </FormModal>
  )
}
