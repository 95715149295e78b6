import { type BillingStatus, billingStatuses } from './billable-item.ts'

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

/** What a report can be narrowed to: what became of the work, or how its document stands in Xero. */
export const reportStatuses = [...billingStatuses, ...xeroStatuses] as const
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
  return statuses === undefined ? ['open'] : statuses.filter((each) => maybeOpen.has(each))
}

export function isXeroStatus(status: ReportStatus): status is XeroStatus {
  return !isBillingStatus(status)
}

function isBillingStatus(status: ReportStatus): status is BillingStatus {
  return billingStatuses.some((each) => each === status)
}
