import type { RefusalCode } from './refusals.ts'

// planned → sending → confirmed | rejected | unknown; unknown → confirmed | planned; rejected → planned | discarded.

export type DocumentState =
  | 'planned'
  | 'sending'
  | 'confirmed'
  | 'rejected'
  | 'unknown'
  | 'discarded'

export type DocumentEvent =
  /** It goes out with a call. */
  | 'send'
  /** Xero says, or a look-up shows, that it has it. */
  | 'confirm'
  /** Xero says no. */
  | 'reject'
  /** The call ended without saying what became of it. */
  | 'lose'
  /** It is certainly not in Xero. */
  | 'release'
  /** A person asks to send it once more. */
  | 'retry'
  /** A person gives it up; its items can be billed again. */
  | 'discard'

const transitions = {
  planned: { send: 'sending', reject: 'rejected', discard: 'discarded' },
  sending: { confirm: 'confirmed', reject: 'rejected', lose: 'unknown', release: 'planned' },
  unknown: {
    send: 'sending',
    confirm: 'confirmed',
    reject: 'rejected',
    lose: 'unknown',
    release: 'planned',
  },
  rejected: { retry: 'planned', discard: 'discarded' },
  confirmed: {},
  discarded: {},
} as const satisfies Record<DocumentState, Partial<Record<DocumentEvent, DocumentState>>>

/** The states in which an event may happen; SQL asks it to guard every change. */
export function statesBefore(event: DocumentEvent): DocumentState[] {
  return (Object.keys(transitions) as DocumentState[]).filter(
    (state) => event in transitions[state],
  )
}

/** The one state that an event leads to. */
export const stateAfter = {
  send: 'sending',
  confirm: 'confirmed',
  reject: 'rejected',
  lose: 'unknown',
  release: 'planned',
  retry: 'planned',
  discard: 'discarded',
} as const satisfies Record<DocumentEvent, DocumentState>

/** Why a person cannot have it sent once more; undefined when they can. */
export function retryRefusal(document: { state: DocumentState }): RefusalCode | undefined {
  return 'retry' in transitions[document.state] ? undefined : 'document_is_not_rejected'
}

/** Why a person cannot give it up. Only what certainly is not in Xero can be given up. */
export function discardRefusal(document: {
  state: DocumentState
  attempts: number
}): RefusalCode | undefined {
  if (!('discard' in transitions[document.state])) return 'document_may_be_in_xero'
  if (document.state === 'planned' && document.attempts > 0) return 'document_may_be_in_xero'
  return undefined
}

/** What an export as a whole comes to. */
export function exportState(states: readonly DocumentState[]): 'sending' | 'done' | 'attention' {
  if (states.includes('rejected')) return 'attention'
  const isUnsettled = states.some((each) => ['planned', 'sending', 'unknown'].includes(each))
  return isUnsettled ? 'sending' : 'done'
}
