import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page.tsx'

export function HoursPage() {
  const { t } = useTranslation()
  return <Page title={t('timesheets.title')} />
}
