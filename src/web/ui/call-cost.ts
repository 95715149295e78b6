import { useTranslation } from 'react-i18next'

/** For the `title` of every button that calls Xero: about how many calls of the day it costs. */
export function useCallCost(): (calls: number) => string {
  const { t } = useTranslation()
  return (calls) => t('ui.callCost', { count: Math.max(1, calls) })
}
