import { useTranslation } from 'react-i18next'
import type { PageTab } from '../../ui/Page.tsx'

/** The sisters: what was exported, and what of it is not the same in Xero. */
export function useExportTabs(): PageTab[] {
  const { t } = useTranslation()
  return [
    { label: t('xeroDifferences.exportsTab'), to: '/finance/xero-exports', isExact: true },
    { label: t('xeroDifferences.title'), to: '/finance/xero-exports/differences' },
  ]
}
