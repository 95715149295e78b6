import type { BillingStatus } from './billable-item.ts'
import type { RefusalCode } from './refusals.ts'

/** How far the approval of an hour, an expense or a trip is. */
export const approvalStates = ['open', 'submitted', 'approved', 'rejected'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** Where an item stands: what is invoiced or written off is past approval. */
export const itemStatuses = [...approvalStates, 'invoiced', 'written_off'] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** What somebody may want to do with an item. A receipt that is added or removed changes its expense. */
export const itemActions = [
  'change',
  'delete',
  're_rate',
  'submit',
  'take_back',
  'approve',
  'reject',
  'bill',
  'write_off',
] as const
export type ItemAction = (typeof itemActions)[number]

type Rule = { refusal: RefusalCode | undefined; refusalBeforeApproval?: RefusalCode }

const yes: Rule = { refusal: undefined }
const no = (refusal: RefusalCode): Rule => ({ refusal })
/** Where the workspace bills only what is approved. */
const unlessApprovalIsNeeded: Rule = { ...yes, refusalBeforeApproval: 'item_is_not_approved' }

/** What each status allows: the one place that says so. The server refuses by it, the web hides by it. */
const rules: Record<ItemStatus, Record<ItemAction, Rule>> = {
  open: {
    change: yes,
    delete: yes,
    re_rate: yes,
    submit: yes,
    take_back: no('item_is_not_submitted'),
    approve: no('item_is_not_submitted'),
    reject: no('item_is_not_submitted'),
    bill: unlessApprovalIsNeeded,
    write_off: yes,
  },
  submitted: {
    change: no('item_is_submitted'),
    delete: no('item_is_submitted'),
    re_rate: yes,
    submit: no('item_is_submitted'),
    take_back: yes,
    approve: yes,
    reject: yes,
    bill: unlessApprovalIsNeeded,
    write_off: yes,
  },
  approved: {
    change: no('item_is_approved'),
    delete: no('item_is_approved'),
    re_rate: yes,
    submit: no('item_is_approved'),
    take_back: no('item_is_approved'),
    approve: no('item_is_approved'),
    reject: yes,
    bill: yes,
    write_off: yes,
  },
  rejected: {
    change: yes,
    delete: yes,
    re_rate: yes,
    submit: yes,
    take_back: no('item_is_not_submitted'),
    approve: no('item_is_not_submitted'),
    reject: no('item_is_not_submitted'),
    bill: unlessApprovalIsNeeded,
    write_off: yes,
  },
  invoiced: settled('item_is_invoiced'),
  written_off: settled('item_is_written_off'),
}

// In a closed period work stays as it is. It can still be handed in, approved, billed and written off; a rejection would ask
// for a correction that nobody can make.
const stopsAtClosedPeriod: Record<ItemAction, boolean> = {
  change: true,
  delete: true,
  re_rate: true,
  submit: false,
  take_back: false,
  approve: false,
  reject: true,
  bill: false,
  write_off: false,
}

// What the ledger holds is past everything.
function settled(refusal: RefusalCode): Record<ItemAction, Rule> {
  const rule = no(refusal)
  return {
    change: rule,
    delete: rule,
    re_rate: rule,
    submit: rule,
    take_back: rule,
    approve: rule,
    reject: rule,
    bill: rule,
    write_off: rule,
  }
}

export type Standing = { status: BillingStatus; approval: ApprovalState }

export function itemStatusOf({ status, approval }: Standing): ItemStatus {
  return status === 'open' ? approval : status
}

/** Why this cannot be done with the item now; undefined when it can. */
export function whyNot(
  action: ItemAction,
  item: ItemStatus,
  {
    isClosed = false,
    needsApproval = false,
  }: { isClosed?: boolean; needsApproval?: boolean | undefined } = {},
): RefusalCode | undefined {
  const rule = rules[item][action]
  if (rule.refusal !== undefined) return rule.refusal
  if (needsApproval && rule.refusalBeforeApproval) return rule.refusalBeforeApproval
  return isClosed && stopsAtClosedPeriod[action] ? 'period_is_closed' : undefined
}
