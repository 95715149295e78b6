import { answered, api } from '#client/api.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import type { PickerProps } from './ClientSelect.tsx'

/** All VAT rates that are not archived: a handful. */
export const vatRatesQuery = queryOptions({
  queryKey: ['vat-rates', 'all'],
  queryFn: () => answered(api.GET('/api/v1/vat-rates', { params: { query: { limit: 200 } } })),
})

/** One of the workspace's VAT rates. Nothing chosen means the default rate. */
export function VatRateSelect({ label, ...props }: PickerProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const rates = useQuery(vatRatesQuery)
  const items = rates.data?.items ?? []
  const options = items.map((rate) => ({
    value: rate.id,
    label: rate.name,
    description: `${formats.quantity(rate.percentage)}%`,
  }))
  const standard = items.find((rate) => rate.isDefault)
  return (
    <SearchSelect
      isClearable
      {...props}
      label={label ?? t('pickers.vatRate')}
      valueLabel={options.find((option) => option.value === props.value)?.label}
      placeholder={
        props.placeholder ??
        (standard
          ? t('pickers.defaultVatRateNamed', { name: standard.name })
          : t('pickers.defaultVatRate'))
      }
      queryKey={['vat-rates', 'picker', items.length]}
      search={(q) =>
        Promise.resolve(
          options.filter((option) => option.label.toLowerCase().includes(q.toLowerCase())),
        )
      }
    />
  )
}
