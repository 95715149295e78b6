import { answered, api } from '#client/api.ts'
import { Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProductSelect } from '../pickers/ProductSelect.tsx'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'
import { type ExpenseFields, fieldsOf, useExpenseForm } from './expense-form.ts'
import { ExpenseAmounts } from './ExpenseAmounts.tsx'
import { NewerNote } from './NewerNote.tsx'
import { dropUploadsOf } from './receipt-uploads.ts'
import { ReceiptsField } from './ReceiptsField.tsx'
import { registrationKeys } from './registration-writes.ts'
import type { Expense } from './registrations.ts'
import { typedPrice } from './typed-price.ts'
import { useUndoExpenses } from './undo-writes.ts'
import { useReceipts } from './use-receipts.ts'

type ExpenseDrawerProps = {
  /** Null for a new one. */
  expense: Expense | null
  /** Files that were dropped on the page: receipts of the new one. */
  files?: readonly File[]
  memberId: string
  day: string
  onClose: () => void
}

export function ExpenseDrawer(props: ExpenseDrawerProps) {
  const { expense: opened, files = [], memberId, day, onClose } = props
  const { t } = useTranslation()
  const formats = useFormats()
  // A new expense that was saved while a file of it was not stays open, to be changed.
  const [expense, setExpense] = useState(opened)
  // What is there by now, when somebody changed it while this form was open.
  const [newer, setNewer] = useState<Expense | null>(null)
  const base = newer ?? expense
  const receipts = useReceipts(expense, files)
  const undo = useUndoExpenses()
  const form = useExpenseForm(expense, day)
  const save = useWrite({
    send: async (values: ExpenseFields, headers) => {
      const { projectId, spentOn, price, includesVat, ...rest } = values
      const typed = typedPrice(price, formats)
      if (!projectId || !spentOn || !('price' in typed)) {
        throw new Error('a form that was checked has its fields')
      }
      const priced = includesVat ? { grossUnitPrice: typed.price } : { unitPrice: typed.price }
      const description = values.description.trim()
      const body = { ...rest, ...priced, projectId, spentOn, description }
      if (base) {
        return await answered(
          api.PATCH('/api/v1/expenses/{expenseId}', {
            params: { path: { expenseId: base.id } },
            headers,
            body: { ...body, expectedUpdatedAt: base.updatedAt },
          }),
        )
      }
      const { items } = await answered(
        api.POST('/api/v1/expenses', { headers, body: { items: [{ ...body, memberId }] } }),
      )
      return items[0]
    },
    touches: registrationKeys,
    onDone: (saved) => finish(saved),
    onRefused: async (refusal) => {
      if (refusal.code === 'expense_was_changed' && base) setNewer(await readExpense(base.id))
      else showRefusal(form, refusal)
    },
  })

  // The files go on being sent when the form is closed; the row of the expense shows them.
  const finish = (saved: Expense | undefined) => {
    if (!saved) return
    const takeBack = base ? undo.changed([base], [saved]) : undo.made([saved])
    const left = receipts.send(saved.id)
    offerUndo(t('timesheets.expenseSaved'), async () => {
      if (!base) dropUploadsOf(saved.id)
      await takeBack()
    })
    if (left === 0) return onClose()
    setExpense(saved)
    setNewer(null)
    toastProblem(t('receipts.notAdded', { count: left }))
  }

  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(base ? 'timesheets.editExpense' : 'timesheets.addExpense')}
      submitLabel={t(newer ? 'timesheets.keepMine' : base ? 'ui.save' : 'timesheets.addExpense')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error?.code === 'expense_was_changed' ? null : save.error}
      fields={Object.keys(form.values)}
    >
      {newer ? (
        <NewerNote
          words={t('timesheets.newerExpense')}
          fields={newerFields(newer)}
          onTake={() => {
            form.setValues(fieldsOf(newer, day))
            form.resetDirty()
          }}
        />
      ) : null}
      <ProjectSelect
        isFirst
        isRequired
        memberId={base?.memberId ?? memberId}
        value={form.values.projectId}
        valueLabel={base?.projectName}
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
        valueLabel={base?.productName ?? undefined}
        onChange={(value, option) =>
          form.setValues({
            productId: value,
            // Products have their price without VAT.
            ...(option
              ? { price: option.unitPrice, vatRateId: option.vatRateId, includesVat: false }
              : {}),
          })
        }
        error={form.errors['productId']}
      />
      <Textarea
        label={t('timesheets.description')}
        placeholder={t('timesheets.descriptionHint')}
        {...form.getInputProps('description')}
      />
      <ExpenseAmounts form={form} expense={base} />
      <Checkbox
        label={t('timesheets.billable')}
        {...form.getInputProps('isBillable', { type: 'checkbox' })}
      />
      <ReceiptsField expenseId={base?.id ?? null} receipts={receipts} />
    </FormDrawer>
  )

  function newerFields(now: Expense) {
    const typed = form.values
    const shown = fieldsOf(now, day)
    return [
      [t('timesheets.project'), now.projectName, now.projectId === typed.projectId],
      [t('timesheets.date'), formats.day(now.spentOn), now.spentOn === typed.spentOn],
      [t('timesheets.product'), now.productName ?? '–', now.productId === typed.productId],
      [t('timesheets.description'), now.description || '–', now.description === typed.description],
      [
        t('timesheets.quantity'),
        formats.quantity(now.quantity),
        Number(now.quantity) === Number(typed.quantity),
      ],
      [
        t(shown.includesVat ? 'timesheets.gross' : 'timesheets.unitPrice'),
        formats.quantity(shown.price, 2),
        shown.includesVat === typed.includesVat && Number(shown.price) === Number(typed.price),
      ],
      [
        t('timesheets.vatRate'),
        now.vatPercentage === null ? '–' : `${formats.quantity(now.vatPercentage)}%`,
        now.vatRateId === typed.vatRateId,
      ],
    ] as const
  }
}

async function readExpense(expenseId: string): Promise<Expense> {
  const params = { path: { expenseId } }
  return await answered(api.GET('/api/v1/expenses/{expenseId}', { params }))
}
