import './approval.css'
import type { Standing } from '#domain/item-status.ts'
import { useTranslation } from 'react-i18next'
import { ClockIcon, SuccessIcon, WarningIcon } from '../ui/icons.tsx'
import { approvalOfDay } from './day-approval.ts'

const drawings = { submitted: ClockIcon, approved: SuccessIcon, rejected: WarningIcon }

/** How far the approval of a day is; nothing while some of it is still to be submitted. */
export function DayApprovalMark({ items }: { items: readonly Standing[] }) {
  const { t } = useTranslation()
  const state = approvalOfDay(items)
  if (state === null) return null
  const Drawing = drawings[state]
  return (
    <span className="hb-day-approval" data-state={state}>
      <Drawing size={13} title={t(`approval.dayStates.${state}`)} />
    </span>
  )
}
