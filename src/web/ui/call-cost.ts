import { useTranslation } from 'react-i18next'

/** For the `title` of every button that calls Xero: about how many calls of the day it costs. */
export function useCallCost(): (calls: number) => string {
  const { t } = useTranslation()
  return (calls) => t('ui.callCost', { count: Math.max(1, calls) })
}

type Mapped = { itemCode: string | null; accountCode: string | null; tracking: readonly unknown[] }

/** About what a click costs, where it is always the same. */
export const callsOf = {
  /** The thing itself, then the list that it is chosen from, read anew. */
  create: 2,
  /** The organisation, its accounts and its items. */
  choose: 3,
  /** The organisations of the consent. */
  connect: 1,
  refresh: 1,
  /** One list for each thing that a mapping names. */
  map: ({ itemCode, accountCode, tracking }: Mapped) =>
    (itemCode === null ? 0 : 1) + (accountCode === null ? 0 : 1) + (tracking.length === 0 ? 0 : 1),
  /** It is read, then changed. */
  change: 2,
  /** The file, or a look for it before. */
  attach: 1,
} as const
