import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { xeroConnectionQuery } from '../xero-connection.ts'

type EmailFieldProps = { value: boolean; onChange: (email: boolean) => void; error?: ReactNode }

/** Whether Xero e-mails what is approved; it does so for no demo company. */
export function EmailField({ value, onChange, error }: EmailFieldProps) {
  const { t } = useTranslation()
  const { data: connection } = useQuery(xeroConnectionQuery)
  const isDemo = connection?.administrations.some((each) => each.isDemoCompany) ?? false
  return (
    <Checkbox
      label={t('xeroExports.email')}
      description={t(isDemo ? 'xeroExports.emailDemo' : 'xeroExports.emailMeans')}
      checked={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
