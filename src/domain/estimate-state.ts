import type { RefusalCode } from './refusals.ts'

export const estimateStates = ['draft', 'sent', 'accepted', 'declined', 'expired'] as const
export type EstimateState = (typeof estimateStates)[number]
/** What is written down; the clock says which of the sent ones have expired. */
export type KeptEstimateState = Exclude<EstimateState, 'expired'>
export type EstimateAction =
  | 'edit'
  | 'extend'
  | 'delete'
  | 'send'
  | 'accept'
  | 'decline'
  | 'create_project'
  | 'create_invoice'

// What may happen in which state; null: it may. The verbs refuse by it and the views explain by it.
const refusalIn: Record<EstimateState, Record<EstimateAction, RefusalCode | null>> = {
  draft: {
    edit: null,
    extend: null,
    delete: null,
    send: null,
    accept: 'estimate_is_not_sent',
    decline: 'estimate_is_not_sent',
    create_project: 'estimate_is_not_accepted',
    create_invoice: 'estimate_is_not_accepted',
  },
  sent: {
    edit: 'estimate_is_sent',
    extend: null,
    delete: 'estimate_is_sent',
    send: 'estimate_is_sent',
    accept: null,
    decline: null,
    create_project: 'estimate_is_not_accepted',
    create_invoice: 'estimate_is_not_accepted',
  },
  expired: {
    edit: 'estimate_is_sent',
    extend: null,
    delete: 'estimate_is_sent',
    send: 'estimate_is_sent',
    accept: 'estimate_has_expired',
    decline: null,
    create_project: 'estimate_is_not_accepted',
    create_invoice: 'estimate_is_not_accepted',
  },
  accepted: {
    edit: 'estimate_is_decided',
    extend: 'estimate_is_decided',
    delete: 'estimate_is_decided',
    send: 'estimate_is_decided',
    accept: 'estimate_is_decided',
    decline: 'estimate_is_decided',
    create_project: null,
    create_invoice: null,
  },
  declined: {
    edit: 'estimate_is_decided',
    extend: 'estimate_is_decided',
    delete: 'estimate_is_decided',
    send: 'estimate_is_decided',
    accept: 'estimate_is_decided',
    decline: 'estimate_is_decided',
    create_project: 'estimate_is_not_accepted',
    create_invoice: 'estimate_is_not_accepted',
  },
}

/** How an estimate stands on a day: one that was sent counts until the end of its last day. */
export function estimateStateOn(
  { state, validUntil }: { state: KeptEstimateState; validUntil: string },
  today: string,
): EstimateState {
  return state === 'sent' && validUntil < today ? 'expired' : state
}

/** Why an estimate does not allow the action on this day; undefined when it does. */
export function estimateRefusal(
  estimate: { state: KeptEstimateState; validUntil: string; subtotalMinor: number },
  action: EstimateAction,
  today: string,
): RefusalCode | undefined {
  const refusal = refusalIn[estimateStateOn(estimate, today)][action]
  if (refusal) return refusal
  if (action === 'send' && estimate.validUntil < today) return 'estimate_has_expired'
  if (action === 'create_project' && estimate.subtotalMinor <= 0) return 'estimate_has_no_price'
  return undefined
}

/** The series an estimate is numbered in: the year of its date. The letter tells it from an invoice. */
export function estimateSeries(issuedOn: string): string {
  return `E${issuedOn.slice(0, 4)}`
}
