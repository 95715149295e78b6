import { itemStatusOf, type Standing, whyNot } from '#domain/item-status.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { useTranslation } from 'react-i18next'

/** Why an item stays as it is, by the table that the server asks; undefined when it can be changed. */
export function itemLock(item: Standing): RefusalCode | undefined {
  return whyNot('change', itemStatusOf(item))
}

/** The words of it. */
export function useLockReason(): (item: Standing) => string | null {
  const { t } = useTranslation()
  const words: Partial<Record<RefusalCode, string>> = {
    item_is_submitted: t('approval.submittedReason'),
    item_is_approved: t('approval.approvedReason'),
    item_is_written_off: t('timesheets.writtenOffReason'),
    item_is_invoiced: t('timesheets.lockedReason'),
  }
  return (item) => {
    const lock = itemLock(item)
    return lock === undefined ? null : (words[lock] ?? null)
  }
}
