import type { RefusalCode } from './refusals.ts'

// planned → sending → confirmed | rejected | unknown; unknown → confirmed | planned; rejected → planned | discarded;
// confirmed → voided | credited.

export type DocumentState =
  | 'planned'
  | 'sending'
  | 'confirmed'
  | 'rejected'
  | 'unknown'
  | 'discarded'
  | 'voided'
  | 'credited'

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
  /** It is voided or deleted in Xero; its items can be billed again. */
  | 'void'
  /** Credit notes in Xero take all of it back, and a person says so; its items can be billed again. */
  | 'credit'

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
  confirmed: { void: 'voided', credit: 'credited' },
  discarded: {},
  voided: {},
  credited: {},
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
  void: 'voided',
  credit: 'credited',
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

/** The states of a document that bills nothing any more: what it billed is free, and another may take its place. */
export const closedStates = ['discarded', 'voided', 'credited'] as const satisfies DocumentState[]

/** What a person can have done with a document that Xero has. */
export type DocumentChange = 'void' | 'update' | 'credit' | 'email' | 'mark_sent'

/** What a change depends on: the document here, and what of it was last read from Xero. */
export type ChangeFacts = {
  kind: 'invoice' | 'manual_journal'
  state: DocumentState
  xeroStatus: string | null
  xeroPaidMinor: number | null
  xeroCreditedMinor: number | null
  xeroTotalMinor: number | null
  /** Whether Xero says that the customer got it; null as long as it was not read. */
  xeroSentToContact: boolean | null
  hasLiveChange: boolean
  /** The own invoice that it is the sales transaction of. */
  invoiceId: string | null
  /** The journal that it takes back. */
  reversesId: string | null
  /** The live journal that takes it back. */
  reversal: { state: DocumentState } | null
  /** The credit note of ours that Xero has over it; what of it is taken off the invoice, null as long as nobody knows. */
  creditNote: { allocatedMinor: number | null } | null
}

const approvedOnly = {
  DRAFT: 'document_is_not_approved',
  SUBMITTED: 'document_is_not_approved',
  AUTHORISED: null,
  PAID: null,
} as const

// What may be done in which status of Xero; null: it may. A status that Xero adds one day allows nothing.
const changeRefusals: Record<DocumentChange, Partial<Record<string, RefusalCode | null>>> = {
  void: { DRAFT: null, SUBMITTED: null, AUTHORISED: null, POSTED: null, PAID: 'document_is_paid' },
  update: {
    DRAFT: null,
    SUBMITTED: null,
    AUTHORISED: 'document_is_approved',
    PAID: 'document_is_approved',
    POSTED: 'document_is_a_journal',
  },
  credit: approvedOnly,
  email: approvedOnly,
  mark_sent: approvedOnly,
}

/** Why a document cannot be changed like that; undefined when it can. The worker asks again with what Xero has. */
export function changeRefusal(facts: ChangeFacts, change: DocumentChange): RefusalCode | undefined {
  return refusalHere(facts) ?? refusalInXero(facts, change)
}

/**
 * Why what a document bills cannot be freed because Xero credits it; undefined when it can. Only a credit over all of it: a
 * part of an invoice is still an invoice.
 */
export function creditedRefusal(facts: ChangeFacts): RefusalCode | undefined {
  const refusal = refusalHere(facts)
  if (refusal) return refusal
  if (facts.kind === 'manual_journal') return 'document_is_a_journal'
  if (facts.invoiceId !== null) return 'document_is_an_own_invoice'
  const { xeroCreditedMinor, xeroTotalMinor, creditNote } = facts
  const isCredited = (xeroTotalMinor ?? 0) > 0 && xeroCreditedMinor === xeroTotalMinor
  // Ours is over all of it, though payments may leave nothing to take it off from.
  const isCreditedByUs = creditNote !== null && creditNote.allocatedMinor !== null
  return isCredited || isCreditedByUs ? undefined : 'document_is_not_credited'
}

function refusalHere({ state, hasLiveChange }: ChangeFacts): RefusalCode | undefined {
  if (state === 'voided' || state === 'credited') return 'document_is_closed'
  if (state !== 'confirmed') return 'document_is_not_in_xero'
  return hasLiveChange ? 'document_is_being_changed' : undefined
}

/** The same, by what Xero has of the document alone. */
export function refusalInXero(facts: XeroFacts, change: DocumentChange): RefusalCode | undefined {
  const { kind, invoiceId, xeroStatus, xeroPaidMinor, xeroCreditedMinor } = facts
  const { xeroSentToContact, creditNote, reversal } = facts
  if (kind === 'manual_journal' && change !== 'void') return 'document_is_a_journal'
  if (invoiceId !== null && change !== 'void') return 'document_is_an_own_invoice'
  const refusal = changeRefusals[change][xeroStatus ?? '']
  if (refusal !== null) return refusal ?? 'document_is_closed'
  if (change === 'credit') {
    // One that is not taken off the invoice yet can be taken off it by asking again.
    if (creditNote) return creditNote.allocatedMinor === null ? undefined : 'document_is_credited'
    return (xeroCreditedMinor ?? 0) === 0 ? undefined : 'document_has_credits'
  }
  if (change === 'mark_sent' && xeroSentToContact) return 'document_was_sent'
  if (change === 'void' && reversal) return 'document_is_reversed'
  if (change === 'void' && creditNote) return 'document_is_credited'
  const isSettled = (xeroPaidMinor ?? 0) !== 0 || (xeroCreditedMinor ?? 0) !== 0
  if (change === 'void' && isSettled) return 'document_is_paid'
  return undefined
}

type XeroFacts = Pick<
  ChangeFacts,
  | 'kind'
  | 'invoiceId'
  | 'xeroStatus'
  | 'xeroPaidMinor'
  | 'xeroCreditedMinor'
  | 'xeroSentToContact'
  | 'reversal'
  | 'creditNote'
>

/** Why a document cannot be taken back by a reversing journal; undefined when it can. */
export function reverseRefusal(facts: ChangeFacts): RefusalCode | undefined {
  const refusal = refusalHere(facts)
  if (refusal) return refusal
  if (facts.kind !== 'manual_journal') return 'document_is_not_a_journal'
  if (facts.reversesId !== null) return 'document_is_a_reversal'
  if (facts.reversal) return 'document_is_reversed'
  if (facts.xeroStatus === 'DRAFT') return 'journal_is_not_posted'
  return facts.xeroStatus === 'POSTED' ? undefined : 'document_is_closed'
}

/** Why it is not e-mailed as if for the first time: the customer got it, and nobody says that it is meant to go again. */
export function emailAgainRefusal(
  { xeroSentToContact }: Pick<ChangeFacts, 'xeroSentToContact'>,
  { isAgain }: { isAgain: boolean },
): RefusalCode | undefined {
  return xeroSentToContact && !isAgain ? 'document_was_sent' : undefined
}

/** Whether Xero keeps it only as a memory. It never comes back from there. */
export function isClosedInXero(xeroStatus: string): boolean {
  return xeroStatus === 'VOIDED' || xeroStatus === 'DELETED'
}

/** What Xero calls the end of a document in this status: what was approved is voided, what was not is deleted. */
export function closingStatus(xeroStatus: string): 'VOIDED' | 'DELETED' {
  return xeroStatus === 'DRAFT' || xeroStatus === 'SUBMITTED' ? 'DELETED' : 'VOIDED'
}

/** What an export as a whole comes to. */
export function exportState(states: readonly DocumentState[]): 'sending' | 'done' | 'attention' {
  if (states.includes('rejected')) return 'attention'
  const isUnsettled = states.some((each) => ['planned', 'sending', 'unknown'].includes(each))
  return isUnsettled ? 'sending' : 'done'
}
