import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type InvoicePricesProps = {
  pricesIncludeVat: boolean
  onChange: (pricesIncludeVat: boolean) => void
  error?: ReactNode
}

/** Whether what is typed as a price has the VAT in it. */
export function InvoicePrices({ pricesIncludeVat, onChange, error }: InvoicePricesProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('invoices.prices')}
      allowDeselect={false}
      data={[
        { value: 'without', label: t('invoices.withoutVat') },
        { value: 'with', label: t('invoices.withVat') },
      ]}
      value={pricesIncludeVat ? 'with' : 'without'}
      onChange={(chosen) => onChange(chosen === 'with')}
      error={error}
    />
  )
}
