import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan, type useMe } from '../me.ts'
import { isDecimal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SearchSelect } from '../ui/SearchSelect.tsx'

type TaxTypeFieldProps = {
  administration: ReturnType<typeof useMe>['xero']['administrations'][number]
  isOneOfSeveral: boolean
  value: string | null
  percentage: string
  onChange: (taxType: string | null) => void
}

/** The administration's tax rate for this VAT rate: from the live list, or typed while it cannot be read. */
export function TaxTypeField({ administration, isOneOfSeveral, ...field }: TaxTypeFieldProps) {
  const { value, percentage, onChange } = field
  const { t } = useTranslation()
  const can = useCan()
  const formats = useFormats()
  const { connectionId, name, state } = administration
  const isLive = state === 'active' && can('xero:read')
  const label = isOneOfSeveral ? t('vatRates.taxTypeIn', { name }) : t('vatRates.taxType')
  const rates = useQuery({
    queryKey: ['xero', 'tax-rates', connectionId],
    queryFn: () =>
      answered(api.GET('/api/v1/xero/tax-rates', { params: { query: { connectionId } } })),
    enabled: isLive,
  })
  if (!isLive) {
    return (
      <TextInput
        label={label}
        description={t('vatRates.taxTypeTyped')}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value.trim() || null)}
      />
    )
  }
  const reasonAgainst = (rate: { isSelectable: boolean; percentage: string }) => {
    if (!rate.isSelectable) return t('vatRates.notForSales')
    if (!isDecimal(percentage, 2) || Number(rate.percentage) === Number(percentage)) return null
    return t('vatRates.otherPercentage', { percentage: formats.quantity(rate.percentage) })
  }
  const options = (rates.data?.items ?? []).map((rate) => ({
    value: rate.taxType,
    label: rate.name,
    description: `${formats.quantity(rate.percentage)}% · ${rate.taxType}`,
    disabledReason: reasonAgainst(rate),
  }))
  const chosen = options.find((option) => option.value === value)
  return (
    <SearchSelect
      isClearable
      label={label}
      description={t('vatRates.taxTypeHelp')}
      placeholder={t('vatRates.taxTypeAuto')}
      error={rates.error ? rates.error.message : null}
      value={value}
      valueLabel={chosen?.label ?? value ?? ''}
      onChange={(taxType) => onChange(taxType)}
      queryKey={['xero', 'tax-rates', connectionId, 'picker', options.length, percentage]}
      search={(q) =>
        Promise.resolve(
          options.filter((option) =>
            `${option.label} ${option.value}`.toLowerCase().includes(q.toLowerCase()),
          ),
        )
      }
    />
  )
}
