import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../ui/DayInput.tsx'
import { FormDrawer } from '../../ui/dialogs.tsx'
import { showRefusal } from '../../ui/form.ts'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import type { Invoice } from '../types.ts'

type Values = { issuedOn: string; dueOn: string; reference: string }

const fields = ['issuedOn', 'dueOn', 'reference']

/** Dates and reference of a draft. */
export function EditInvoiceDrawer({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation()
  const { issuedOn, dueOn, reference } = invoice
  const form = useForm<Values>({
    initialValues: { issuedOn, dueOn, reference },
    validate: {
      dueOn: (value, values) => (value < values.issuedOn ? t('invoices.dueBeforeIssued') : null),
    },
  })
  const update = useWrite<Values, Invoice>({
    send: (body, headers) =>
      answered(
        api.PATCH('/api/v1/invoices/{invoiceId}', {
          params: { path: { invoiceId: invoice.id } },
          body,
          headers,
        }),
      ),
    touches: [['invoices']],
    onRefused: (refusal) => showRefusal(form, refusal),
    onDone: () => {
      onClose()
      toast(t('invoices.savedToast'))
    },
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t('invoices.edit')}
      isBusy={update.isPending}
      refusal={update.error}
      fields={fields}
      onSubmit={form.onSubmit((values) => update.mutate(values))}
    >
      <DayInput
        label={t('invoices.issuedOn')}
        isRequired
        value={form.values.issuedOn}
        onChange={(day) => form.setValues({ issuedOn: day ?? form.values.issuedOn })}
        error={form.errors['issuedOn']}
      />
      <DayInput
        label={t('invoices.dueOn')}
        isRequired
        value={form.values.dueOn}
        onChange={(day) => form.setValues({ dueOn: day ?? form.values.dueOn })}
        error={form.errors['dueOn']}
      />
      <TextInput
        label={t('invoices.reference')}
        placeholder={t('ui.optional')}
        maxLength={255}
        {...form.getInputProps('reference')}
      />
    </FormDrawer>
  )
}
