import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import type { PickerProps } from './ClientSelect.tsx'

/** One of the workspace's VAT rates. Nothing chosen means the default rate. */
export function VatRateSelect({ label, ...props }: PickerProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SearchSelect
      isClearable
      {...props}
      label={label ?? t('pickers.vatRate')}
      placeholder={props.placeholder ?? t('pickers.defaultVatRate')}
      queryKey={['vat-rates', 'picker']}
      search={async (q) => {
        const { items } = await answered(
          api.GET('/api/v1/vat-rates', { params: { query: { limit: 200 } } }),
        )
        return items
          .filter((rate) => rate.name.toLowerCase().includes(q.toLowerCase()))
          .map((rate) => ({
            value: rate.id,
            label: rate.name,
            description: `${formats.quantity(rate.percentage)}%`,
          }))
      }}
    />
  )
}
