import { answered, api } from '#client/api.ts'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Project } from './project-queries.ts'
import { planKeys } from './subscription-queries.ts'

type PriceDialogProps = { project: Project; onClose: () => void }
type Values = { validFrom: string | null; quantity: string; unitPrice: string }

/** Gives a subscription a new price from a day on. */
export function PriceDialog({ project, onClose }: PriceDialogProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const { id: projectId, subscription } = project
  const form = useForm<Values>({
    initialValues: { validFrom: null, quantity: subscription?.quantity ?? '1', unitPrice: '' },
    validate: {
      validFrom: (value) => (value ? null : t('projects.priceDayMissing')),
      quantity: (value) =>
        isDecimal(value, 2) ? null : t('projects.notANumber', { example: '1' }),
      unitPrice: (value) => (isDecimal(value, 4) ? null : t('projects.priceMissing')),
    },
  })
  const save = useWrite({
    send: ({ validFrom, ...price }: Values, headers) =>
      answered(
        api.POST('/api/v1/projects/{projectId}/subscription-prices', {
          params: { path: { projectId } },
          body: { ...price, validFrom: validFrom ?? '' },
          headers,
        }),
      ),
    touches: planKeys,
    onDone: () => {
      toast(t('projects.planSaved'))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('projects.newPrice')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <p className="hb-dim hb-projects-text">{t('projects.newPriceExplained')}</p>
      <DayInput
        isRequired
        label={t('projects.validFrom')}
        value={form.values.validFrom}
        error={form.errors['validFrom']}
        onChange={(day) => form.setFieldValue('validFrom', day)}
      />
      <div className="hb-fields-row">
        <DecimalInput
          isRequired
          label={t('projects.quantity')}
          {...form.getInputProps('quantity')}
        />
        <DecimalInput
          isRequired
          label={t('projects.unitPrice')}
          decimals={2}
          unit={workspace.currency}
          {...form.getInputProps('unitPrice')}
        />
      </div>
    </FormModal>
  )
}
