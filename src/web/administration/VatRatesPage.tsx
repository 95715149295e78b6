import { answered, api, type ItemOf } from '#client/api.ts'
import { vatExemptions } from '#domain/vat-exemption.ts'
import { Checkbox, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { XeroNotice } from '../shell/XeroNotice.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { isDecimal, isGiven } from '../ui/form.ts'
import { PercentageIcon } from '../ui/icons.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Quantity } from '../ui/Values.tsx'
import type { Catalogue, DrawerProps } from './catalogue.ts'
import { CatalogueDrawer } from './CatalogueDrawer.tsx'
import { CataloguePage } from './CataloguePage.tsx'
import { TaxTypeField } from './TaxTypeField.tsx'
import './administration.css'

type VatRate = ItemOf<'/api/v1/vat-rates'>
type VatRateInput = Pick<
  VatRate,
  'name' | 'percentage' | 'isDefault' | 'exemption' | 'exemptionReason'
> & {
  xeroTaxTypes: { connectionId: string; taxType: string | null }[]
}

const at = (vatRateId: string) => ({ params: { path: { vatRateId } } })

const vatRates: Catalogue<VatRate, VatRateInput, 'vat_rates'> = {
  noun: 'vatRates',
  list: 'vat_rates',
  permission: 'settings:write',
  icon: PercentageIcon,
  read: (query) => answered(api.GET('/api/v1/vat-rates', { params: { query } })),
  create: (input, headers) =>
    answered(api.POST('/api/v1/vat-rates', { headers, body: { items: [input] } })),
  update: (id, body, headers) =>
    answered(api.PATCH('/api/v1/vat-rates/{vatRateId}', { ...at(id), headers, body })),
  remove: (id, headers) =>
    answered(api.DELETE('/api/v1/vat-rates/{vatRateId}', { ...at(id), headers })),
}

export function VatRatesPage() {
  const { t } = useTranslation()
  return (
    <CataloguePage
      catalogue={vatRates}
      notice={<XeroNotice />}
      nameWidth="38%"
      mark={(rate) =>
        rate.isDefault ? <StatusBadge tone="info">{t('vatRates.default')}</StatusBadge> : null
      }
      useColumns={useColumns}
      drawer={VatRateDrawer}
    />
  )
}

function useColumns(): Column<VatRate>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'tax-type',
      header: t('vatRates.taxType'),
      cell: (rate) => <TaxTypes rate={rate} />,
    },
    {
      key: 'percentage',
      sortKey: 'percentage',
      header: t('vatRates.percentage'),
      align: 'end',
      width: 140,
      phone: 'value',
      cell: (rate) => <Quantity value={rate.percentage} unit="%" />,
    },
  ]
}

/** The tax rate in Xero; of each administration where there are several, and they differ. */
function TaxTypes({ rate }: { rate: VatRate }) {
  const { t } = useTranslation()
  const { administrations } = useMe().xero
  const chosen = administrations.map(({ connectionId, name }) => ({
    connectionId,
    name,
    taxType: rate.xeroTaxTypes.find((each) => each.connectionId === connectionId)?.taxType,
  }))
  const [first] = chosen
  const auto = <span className="hb-dim">{t('vatRates.taxTypeAuto')}</span>
  if (chosen.every((each) => each.taxType === first?.taxType)) return first?.taxType ?? auto
  return (
    <ul className="hb-tax-types">
      {chosen.map(({ connectionId, name, taxType }) => (
        <li key={connectionId}>
          {taxType ?? auto} <span className="hb-dim">· {name}</span>
        </li>
      ))}
    </ul>
  )
}

function VatRateDrawer(props: DrawerProps<VatRate>) {
  const { t } = useTranslation()
  const { row } = props
  const { administrations } = useMe().xero
  const before = taxTypesOf(row)
  const form = useForm({
    initialValues: {
      name: row?.name ?? '',
      percentage: row?.percentage ?? '',
      isDefault: row?.isDefault ?? false,
      exemption: row?.exemption ?? null,
      exemptionReason: row?.exemptionReason ?? '',
      xeroTaxTypes: before,
    },
    validate: {
      name: isGiven(t('vatRates.nameMissing')),
      percentage: (value: string) =>
        isDecimal(value, 2) && Number(value) <= 100 ? null : t('vatRates.percentageMissing'),
    },
  })
  const { percentage } = form.values
  const isNothing = percentage !== '' && Number(percentage) === 0
  const isDefaultAlready = row?.isDefault ?? false
  return (
    <CatalogueDrawer
      {...props}
      catalogue={vatRates}
      form={form}
      inputOf={(values) => ({
        ...values,
        xeroTaxTypes: Object.entries(values.xeroTaxTypes)
          .map(([connectionId, taxType]) => ({ connectionId, taxType }))
          .filter(({ connectionId, taxType }) => taxType !== (before[connectionId] ?? null)),
      })}
    >
      <DecimalInput
        isRequired
        label={t('vatRates.percentage')}
        unit="%"
        {...form.getInputProps('percentage')}
      />
      {isNothing ? (
        <>
          <Select
            label={t('vatRates.exemption')}
            description={t('vatRates.exemptionHelp')}
            clearable
            data={vatExemptions.map((value) => ({
              value,
              label: t(`vatRates.exemptions.${value}`),
            }))}
            value={form.values.exemption}
            error={form.errors['exemption']}
            onChange={(value) =>
              form.setFieldValue('exemption', vatExemptions.find((each) => each === value) ?? null)
            }
          />
          {form.values.exemption === null || form.values.exemption === 'zero_rated' ? null : (
            <TextInput
              label={t('vatRates.exemptionReason')}
              description={t(`vatRates.exemptionReasonHelp.${form.values.exemption}`)}
              maxLength={200}
              {...form.getInputProps('exemptionReason')}
            />
          )}
        </>
      ) : null}
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
    </CatalogueDrawer>
  )
}

/** What was chosen, by administration. */
function taxTypesOf(row: VatRate | undefined): Record<string, string | null> {
  const chosen = row?.xeroTaxTypes ?? []
  return Object.fromEntries(chosen.map(({ connectionId, taxType }) => [connectionId, taxType]))
}
