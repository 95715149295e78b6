import { billingStatuses } from './billable-item.ts'
import type { ApprovalState } from './item-status.ts'

/** How the document of an item stands on its way to Xero and in Xero, as reports are asked for it. */
export const xeroStatuses = [
  'xero_draft',
  'xero_awaiting_approval',
  'xero_awaiting_payment',
  'xero_part_paid',
  'xero_paid',
  'xero_credited',
  'xero_voided',
  'xero_deleted',
  'xero_other',
  'xero_sending',
  'xero_unknown',
  'xero_refused',
] as const
export type XeroStatus = (typeof xeroStatuses)[number]

/** How far the approval of work is, as reports are asked for it. */
export const approvalStatuses = ['not_submitted', 'submitted', 'approved', 'rejected'] as const
export type ApprovalStatus = (typeof approvalStatuses)[number]

/** What a report can be narrowed to: what became of the work, how its document stands in Xero, how far its approval is. */
export const reportStatuses = [...billingStatuses, ...xeroStatuses, ...approvalStatuses] as const
export type ReportStatus = (typeof reportStatuses)[number]

// What was voided, deleted or credited bills its items no more: they are open again.
const maybeOpen: ReadonlySet<ReportStatus> = new Set([
  'open',
  'xero_voided',
  'xero_deleted',
  'xero_credited',
])

/** The statuses among which work can be that is still to be billed; empty when there are none. */
export function statusesWithOpenWork(
  statuses: readonly ReportStatus[] | undefined,
): ReportStatus[] {
  const approvals = (statuses ?? []).filter(isApprovalStatus)
  const others = (statuses ?? []).filter((each) => !isApprovalStatus(each))
  // Of every billing status where none is asked for.
  if (others.length === 0) return ['open', ...approvals]
  const open = others.filter((each) => maybeOpen.has(each))
  return open.length === 0 ? [] : [...open, ...approvals]
}

export function isApprovalStatus(status: ReportStatus): status is ApprovalStatus {
  return approvalStatuses.some((each) => each === status)
}

/** The state of approval that is kept with the work. */
export function approvalStateOf(status: ApprovalStatus): ApprovalState {
  return status === 'not_submitted' ? 'open' : status
}

export function isXeroStatus(status: ReportStatus): status is XeroStatus {
  return xeroStatuses.some((each) => each === status)
}
