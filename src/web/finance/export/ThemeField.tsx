import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BrandingThemeSelect } from '../../pickers/BrandingThemeSelect.tsx'
import { xeroConnectionQuery } from '../xero-connection.ts'

type ThemeFieldProps = {
  /** Undefined: the default of each administration. */
  value: string | null | undefined
  onChange: (themeId: string | null) => void
  error?: ReactNode
}

/** How the invoices look; at first as the settings of the administration say. */
export function ThemeField({ value, onChange, error }: ThemeFieldProps) {
  const { t } = useTranslation()
  const { data: connection } = useQuery(xeroConnectionQuery)
  const administrations = connection?.administrations.filter((each) => each.canExport) ?? []
  const hasSeveral = administrations.length > 1
  const settings = hasSeveral ? null : connection?.settings
  const isDefault = value === undefined
  return (
    <BrandingThemeSelect
      label={t('xeroExports.theme')}
      placeholder={t(hasSeveral && isDefault ? 'xeroExports.themeOfEach' : 'pickers.themeByXero')}
      administrations={administrations}
      value={isDefault ? (settings?.brandingThemeId ?? null) : value}
      valueLabel={settings?.brandingThemeName ?? ''}
      onChange={onChange}
      error={error}
    />
  )
}
