import { answered, api } from '#client/api.ts'
import { Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '../me.ts'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { VatRate } from './VatRatesPage.tsx'

type VatRateDrawerProps = { vatRate: VatRate | undefined; onClose: () => void }

export function VatRateDrawer({ vatRate, onClose }: VatRateDrawerProps) {
  const { t } = useTranslation()
  const { administrations } = useMe().xero
  const form = useForm({
    initialValues: {
      name: vatRate?.name ?? '',
      percentage: vatRate?.percentage ?? '',
      isDefault: vatRate?.isDefault ?? false,
      xeroTaxTypes: taxTypesOf(vatRate),
    },
    validate: {
      name: (value: string) => (value.trim() ? null : t('vatRates.nameMissing')),
      percentage: (value: string) =>
        isDecimal(value, 2) && Number(value) <= 100 ? null : t('vatRates.percentageMissing'),
    },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const before = taxTypesOf(vatRate)
      const input = {
        ...values,
        name: values.name.trim(),
        xeroTaxTypes: Object.entries(values.xeroTaxTypes)
          .map(([connectionId, taxType]) => ({ connectionId, taxType }))
          .filter(({ connectionId, taxType }) => taxType !== (before[connectionId] ?? null)),
      }
      await (vatRate
        ? answered(
            api.PATCH('/api/v1/vat-rates/{vatRateId}', {
              params: { path: { vatRateId: vatRate.id } },
              headers,
              body: input,
            }),
          )
        : answered(api.POST('/api/v1/vat-rates', { headers, body: { items: [input] } })))
    },
    touches: [['vat-rates']],
    onDone: (_, { name }) => {
      toast(t(vatRate ? 'catalogue.saved' : 'catalogue.added', { name }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const isDefaultAlready = vatRate?.isDefault ?? false
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(vatRate ? 'vatRates.edit' : 'vatRates.new')}
      submitLabel={t(vatRate ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput
        data-autofocus
        required
        label={t('vatRates.name')}
        {...form.getInputProps('name')}
      />
      <DecimalInput
        isRequired
        label={t('vatRates.percentage')}
        unit="%"
        {...form.getInputProps('percentage')}
      />
      <Checkbox
        label={t('vatRates.makeDefault')}
        description={t(isDefaultAlready ? 'vatRates.isDefaultAlready' : 'vatRates.defaultHelp')}
        disabled={isDefaultAlready}
        {...form.getInputProps('isDefault', { type: 'checkbox' })}
      />
      {administrations.map((administration) => {
        const { connectionId } = administration
        return (
          <TaxTypeField
            key={connectionId}
            administration={administration}
            isOneOfSeveral={administrations.length > 1}
            value={form.values.xeroTaxTypes[connectionId] ?? null}
            percentage={form.values.percentage}
            onChange={(taxType) =>
              form.setFieldValue('xeroTaxTypes', (all) => ({ ...all, [connectionId]: taxType }))
            }
          />
        )
      })}
    </FormDrawer>
  )
}

/** What was chosen, by administration. */
function taxTypesOf(vatRate: VatRate | undefined): Record<string, string | null> {
  const chosen = vatRate?.xeroTaxTypes ?? []
  return Object.fromEntries(chosen.map(({ connectionId, taxType }) => [connectionId, taxType]))
}

type TaxTypeFieldProps = {
  administration: ReturnType<typeof useMe>['xero']['administrations'][number]
  isOneOfSeveral: boolean
  value: string | null
  percentage: string
  onChange: (taxType: string | null) => void
}

/** The administration's tax rate for this VAT rate: from the live list, or typed while it cannot be read. */
function TaxTypeField({ administration, isOneOfSeveral, ...field }: TaxTypeFieldProps) {
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
