import { answered, api } from '#client/api.ts'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../ui/DayInput.tsx'
import { FormModal } from '../../ui/dialogs.tsx'
import { showRefusal } from '../../ui/form.ts'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import type { Estimate } from './estimate-queries.ts'

/** Until when an estimate counts, which is changed after it was sent, too. */
export function ExtendEstimateDialog({
  estimate: { id: estimateId, validUntil },
  onClose,
}: {
  estimate: Estimate
  onClose: () => void
}) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { validUntil } })
  const save = useWrite<{ validUntil: string }, Estimate>({
    send: (body, headers) => {
      const params = { path: { estimateId } }
      return answered(api.PATCH('/api/v1/estimates/{estimateId}', { params, body, headers }))
    },
    touches: [['estimates']],
    onRefused: (refusal) => showRefusal(form, refusal),
    onDone: () => {
      onClose()
      toast(t('estimates.saved'))
    },
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('estimates.extendTitle')}
      isBusy={save.isPending}
      refusal={save.error}
      fields={['validUntil']}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <DayInput
        label={t('estimates.validUntil')}
        isRequired
        value={form.values.validUntil}
        onChange={(day) => form.setValues({ validUntil: day ?? validUntil })}
        error={form.errors['validUntil']}
      />
    </FormModal>
  )
}
