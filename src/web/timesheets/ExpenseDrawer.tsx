import { answered, api } from '#client/api.ts'
import { Checkbox, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProductSelect } from '../pickers/ProductSelect.tsx'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { VatRateSelect } from '../pickers/VatRateSelect.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { ReceiptsField } from './ReceiptsField.tsx'
import { registrationKeys } from './registration-writes.ts'
import type { Expense } from './registrations.ts'
import { useReceipts } from './use-receipts.ts'

type ExpenseDrawerProps = {
  /** Null for a new one. */
  expense: Expense | null
  memberId: string
  day: string
  onClose: () => void
}

export function ExpenseDrawer({ expense: opened, memberId, day, onClose }: ExpenseDrawerProps) {
  const { t } = useTranslation()
  // A new expense that was saved while a file of it was not stays open, to be changed.
  const [expense, setExpense] = useState(opened)
  const receipts = useReceipts(expense)
  const { settings } = useFormats()
  const form = useForm({
    initialValues: {
      projectId: expense?.projectId ?? null,
      productId: expense?.productId ?? null,
      spentOn: (expense?.spentOn ?? day) as string | null,
      description: expense?.description ?? '',
      quantity: expense?.quantity ?? '1',
      unitPrice: expense?.unitPrice ?? '',
      vatRateId: expense?.vatRateId ?? null,
      isBillable: expense?.isBillable ?? true,
    },
    validate: {
      projectId: (value: string | null) => (value ? null : t('timesheets.projectMissing')),
      spentOn: (value: string | null) => (value ? null : t('timesheets.dateMissing')),
      quantity: (value: string) => (Number(value) > 0 ? null : t('timesheets.quantityMissing')),
      unitPrice: (value: string) => (value === '' ? t('timesheets.priceMissing') : null),
    },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const { projectId, spentOn, ...rest } = values
      if (!projectId || !spentOn) throw new Error('a form that was checked has its fields')
      const body = { ...rest, projectId, spentOn, description: values.description.trim() }
      if (expense) {
        return await answered(
          api.PATCH('/api/v1/expenses/{expenseId}', {
            params: { path: { expenseId: expense.id } },
            headers,
            body,
          }),
        )
      }
      const { items } = await answered(
        api.POST('/api/v1/expenses', { headers, body: { items: [{ ...body, memberId }] } }),
      )
      return items[0]
    },
    touches: registrationKeys,
    onDone: (saved) => void finish(saved),
    onRefused: (refusal) => showRefusal(form, refusal),
  })

  const finish = async (saved: Expense | undefined) => {
    const refused = saved ? await receipts.send(saved.id) : 0
    if (saved && refused > 0) {
      setExpense(saved)
      toastProblem(t('receipts.notAdded', { count: refused }))
      return
    }
    toast(t('timesheets.expenseSaved'))
    onClose()
  }

  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(expense ? 'timesheets.editExpense' : 'timesheets.addExpense')}
      submitLabel={t(expense ? 'ui.save' : 'timesheets.addExpense')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending || receipts.pending.some(({ isSending }) => isSending)}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <ProjectSelect
        isFirst
        isRequired
        value={form.values.projectId}
        valueLabel={expense?.projectName}
        onChange={(value) => form.setFieldValue('projectId', value)}
        error={form.errors['projectId']}
      />
      <DayInput
        isRequired
        label={t('timesheets.date')}
        value={form.values.spentOn}
        onChange={(value) => form.setFieldValue('spentOn', value)}
        error={form.errors['spentOn']}
      />
      <ProductSelect
        value={form.values.productId}
        valueLabel={expense?.productName ?? undefined}
        onChange={(value, option) =>
          form.setValues({
            productId: value,
            ...(option ? { unitPrice: option.unitPrice, vatRateId: option.vatRateId } : {}),
          })
        }
        error={form.errors['productId']}
      />
      <Textarea
        label={t('timesheets.description')}
        placeholder={t('timesheets.descriptionHint')}
        {...form.getInputProps('description')}
      />
      <div className="hb-fields-row">
        <DecimalInput
          isRequired
          label={t('timesheets.quantity')}
          {...form.getInputProps('quantity')}
        />
        <DecimalInput
          isRequired
          label={t('timesheets.unitPrice')}
          decimals={2}
          unit={settings.currency}
          {...form.getInputProps('unitPrice')}
        />
      </div>
      <VatRateSelect
        value={form.values.vatRateId}
        onChange={(value) => form.setFieldValue('vatRateId', value)}
        error={form.errors['vatRateId']}
      />
      <Checkbox
        label={t('timesheets.billable')}
        {...form.getInputProps('isBillable', { type: 'checkbox' })}
      />
      <ReceiptsField expenseId={expense?.id ?? null} receipts={receipts} />
    </FormDrawer>
  )
}
