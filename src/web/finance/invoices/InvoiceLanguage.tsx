import { type Language, languages } from '#lib/languages.ts'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type InvoiceLanguageProps = {
  /** Null: as the client reads. */
  value: Language | null
  onChange: (language: Language | null) => void
}

/** What the PDF, e-mails and e-invoice are written in. */
export function InvoiceLanguage({ value, onChange }: InvoiceLanguageProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('invoices.language')}
      placeholder={t('invoices.languageOfClient')}
      clearable
      data={languages.map((each) => ({ value: each, label: t(`clients.languages.${each}`) }))}
      value={value}
      onChange={(chosen) => onChange(languages.find((each) => each === chosen) ?? null)}
    />
  )
}
