import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page.tsx'
import { letterheadQuery } from './letterhead-queries.ts'
import { LetterheadForm } from './LetterheadForm.tsx'
import { LogoSection } from './LogoSection.tsx'
import './letterhead.css'

/** Who invoices are from, and how they look. */
export function LetterheadPage() {
  const { t } = useTranslation()
  const { data: letterhead } = useSuspenseQuery(letterheadQuery)
  return (
    <Page title={t('letterhead.title')} description={t('letterhead.description')} width="narrow">
      <LogoSection letterhead={letterhead} />
      <LetterheadForm letterhead={letterhead} />
    </Page>
  )
}
