import { type ApprovalState, type ItemAction, itemStatusOf, whyNot } from './item-status.ts'
import { billsCosts, billsHours, type InvoiceMethod } from './rates.ts'
import type { HourRounding } from './hour-rounding.ts'
import type { RefusalCode } from './refusals.ts'

export const itemKinds = [
  'time_entry',
  'expense',
  'mileage',
  'instalment',
  'subscription_period',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** What people register. */
export const registrationKinds = ['time_entry', 'expense', 'mileage'] as const

/** What became of an item: on a document, written off, or neither. */
export const billingStatuses = ['open', 'invoiced', 'written_off'] as const
export type BillingStatus = (typeof billingStatuses)[number]

/** Something that can be billed once, with all that prices it. Decimals are strings; days are 'YYYY-MM-DD'. */
export type BillableItem = {
  kind: ItemKind
  id: string
  /** The day it was done; of a period, its first day. */
  on: string
  clientId: string
  clientName: string
  /** What a document for this client is written in; English unless given. */
  language?: string
  projectId: string
  projectName: string
  /** The task of an hour, the product of an expense. */
  taskId: string | null
  taskName: string | null
  memberId: string | null
  memberName: string | null
  /** The seconds that are billed; null for whatever is not time. */
  seconds: number | null
  /** Of an hour that is not billed as it was worked: the rule, and what that adds to it. */
  rounded?: { by: HourRounding; seconds: number }
  /** Pieces, kilometres or periods; null for time, whose hours follow from the seconds of its whole line. */
  quantity: string | null
  unitPrice: string
  /** What a person wrote about it. */
  text: string
  /** The product in Xero that its task or product names. */
  itemCode: string | null
  vatRateId: string | null
  vatPercentage: string
}

/** What the ledger and the project say about an item that somebody selected. */
export type ItemStanding = {
  isBillable: boolean
  invoiceMethod: InvoiceMethod
  billedBy: { documentKind: string } | null
  approval: ApprovalState
}

/** What is to become of a selection, and whether the workspace bills only what is approved. */
export type Settling = { action: Extract<ItemAction, 'bill' | 'write_off'>; needsApproval: boolean }

/** Why a selected item is not on the document, or undefined when it is. */
export function leftOutReason(
  kind: ItemKind,
  { isBillable, invoiceMethod, billedBy, approval }: ItemStanding,
  { action, needsApproval }: Settling,
): RefusalCode | undefined {
  if (billedBy) return settledReason(billedBy)
  if (kind === 'time_entry' && !billsHours(invoiceMethod)) return 'hours_are_not_billed_by_the_hour'
  if (!isBillable || !billsCosts(invoiceMethod)) return 'item_is_not_billable'
  return whyNot(action, itemStatusOf({ status: 'open', approval }), { needsApproval })
}

/** Why what is settled already cannot be billed or written off. */
export function settledReason({
  documentKind,
}: {
  documentKind: string
}): 'item_is_invoiced' | 'item_is_written_off' {
  return documentKind === 'write_off' ? 'item_is_written_off' : 'item_is_invoiced'
}
