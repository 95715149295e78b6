import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import type { Expense } from './registrations.ts'
import { typedPrice } from './typed-price.ts'

export type ExpenseFields = {
  projectId: string | null
  productId: string | null
  spentOn: string | null
  description: string
  quantity: string
  /** As it was typed, with or without VAT. */
  price: string
  includesVat: boolean
  vatRateId: string | null
  isBillable: boolean
}

export type ExpenseForm = ReturnType<typeof useExpenseForm>

export function useExpenseForm(expense: Expense | null, day: string) {
  const { t } = useTranslation()
  const formats = useFormats()
  return useForm<ExpenseFields>({
    initialValues: fieldsOf(expense, day),
    validate: {
      projectId: (value) => (value ? null : t('timesheets.projectMissing')),
      spentOn: (value) => (value ? null : t('timesheets.dateMissing')),
      quantity: (value) => (Number(value) > 0 ? null : t('timesheets.quantityMissing')),
      price: (value) => {
        const typed = typedPrice(value, formats)
        const { currency } = formats.settings
        return 'words' in typed ? t(`timesheets.${typed.words}`, { currency }) : null
      },
    },
  })
}

export function fieldsOf(expense: Expense | null, day: string): ExpenseFields {
  return {
    projectId: expense?.projectId ?? null,
    productId: expense?.productId ?? null,
    spentOn: expense?.spentOn ?? day,
    description: expense?.description ?? '',
    quantity: expense?.quantity ?? '1',
    price: expense?.grossUnitPrice ?? expense?.unitPrice ?? '',
    includesVat: (expense?.grossUnitPrice ?? null) !== null,
    vatRateId: expense?.vatRateId ?? null,
    isBillable: expense?.isBillable ?? true,
  }
}
