import { addVat, takeVat } from '#domain/expense-price.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { vatRatesQuery, VatRateSelect } from '../pickers/VatRateSelect.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Money } from '../ui/Values.tsx'
import type { ExpenseFields, ExpenseForm } from './expense-form.ts'
import type { Expense } from './registrations.ts'
import { typedPrice } from './typed-price.ts'

type ExpenseAmountsProps = {
  form: ExpenseForm
  expense: Expense | null
}

/** How many, at what price, with which VAT; and what it comes to, worked out as the server does. */
export function ExpenseAmounts({ form, expense }: ExpenseAmountsProps) {
  const { t } = useTranslation()
  const { settings } = useFormats()
  const amounts = useAmounts(form.values, expense)
  return (
    <>
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
          {...form.getInputProps('price')}
        />
      </div>
      <Checkbox
        label={t('timesheets.includesVat')}
        {...form.getInputProps('includesVat', { type: 'checkbox' })}
      />
      <VatRateSelect
        value={form.values.vatRateId}
        valueLabel={undefined}
        onChange={(value) => form.setFieldValue('vatRateId', value)}
        error={form.errors['vatRateId']}
      />
      {amounts === 'not_exact' ? (
        <output className="hb-expense-sum hb-small">{t('timesheets.notExact')}</output>
      ) : amounts ? (
        <dl className="hb-expense-sum" aria-live="polite">
          <div>
            <dt>{t('timesheets.netShort')}</dt>
            <dd>
              <Money minor={amounts.netMinor} />
            </dd>
          </div>
          <div>
            <dt>{t('timesheets.vat')}</dt>
            <dd>
              <Money minor={amounts.vatMinor} />
            </dd>
          </div>
          <div>
            <dt>{t('timesheets.gross')}</dt>
            <dd>
              <Money minor={amounts.grossMinor} />
            </dd>
          </div>
        </dl>
      ) : null}
    </>
  )
}

function useAmounts(
  { quantity, price, includesVat, vatRateId }: ExpenseFields,
  expense: Expense | null,
) {
  const formats = useFormats()
  const rates = useQuery(vatRatesQuery)
  const typed = typedPrice(price, formats)
  const items = rates.data?.items ?? []
  const chosen = vatRateId ?? (includesVat ? items.find((rate) => rate.isDefault)?.id : undefined)
  // One that was archived since is still the one of this expense.
  const percentage =
    items.find(({ id }) => id === chosen)?.percentage ??
    (chosen === expense?.vatRateId ? expense?.vatPercentage : undefined)
  const isQuantity = /^\d{1,8}(\.\d{1,2})?$/.test(quantity) && Number(quantity) > 0
  if (!percentage || !isQuantity || !('price' in typed)) return undefined
  if (!fitsOnLine(quantity, typed.price)) return undefined
  return includesVat
    ? (takeVat({ quantity, percentage, grossUnitPrice: typed.price }) ?? ('not_exact' as const))
    : addVat({ quantity, percentage, unitPrice: typed.price })
}
