import { type Standing, itemStatusOf } from '#domain/item-status.ts'

export type DayApproval = 'submitted' | 'approved' | 'rejected'

/**
 * How far the approval of a day is: rejected where anything was, else what all of it has at least. Null where something is
 * still to be submitted, or nothing is to be approved any more.
 */
export function approvalOfDay(items: readonly Standing[]): DayApproval | null {
  const statuses = new Set(items.map((item) => itemStatusOf(item)))
  if (statuses.has('rejected')) return 'rejected'
  if (statuses.has('open')) return null
  if (statuses.has('submitted')) return 'submitted'
  return statuses.has('approved') ? 'approved' : null
}
