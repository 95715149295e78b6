import type { RefusalCode } from './refusals.ts'

// planned → sending → sent | refused | unknown; sending → planned when it was certainly not taken; unknown → sent by an answer
// that came late; refused and unknown → planned only because a person asks.

export const emailStates = ['planned', 'sending', 'sent', 'refused', 'unknown'] as const
export type EmailState = (typeof emailStates)[number]

export type EmailEvent =
  /** It goes out. */
  | 'send'
  /** The mail server took it. */
  | 'deliver'
  /** The mail server will not take it, or it was tried often enough. */
  | 'refuse'
  /** The connection ended while it was on its way. */
  | 'lose'
  /** It was certainly not taken, and is tried later. */
  | 'release'
  /** A person asks to send it once more. */
  | 'retry'

const transitions = {
  planned: { send: 'sending', refuse: 'refused' },
  sending: { deliver: 'sent', refuse: 'refused', lose: 'unknown', release: 'planned' },
  unknown: { deliver: 'sent', retry: 'planned' },
  refused: { retry: 'planned' },
  sent: {},
} as const satisfies Record<EmailState, Partial<Record<EmailEvent, EmailState>>>

/** The states in which an event may happen; SQL asks it to guard every change. */
export function emailStatesBefore(event: EmailEvent): EmailState[] {
  return emailStates.filter((state) => event in transitions[state])
}

/** The one state that an event leads to. */
export const emailStateAfter = {
  send: 'sending',
  deliver: 'sent',
  refuse: 'refused',
  lose: 'unknown',
  release: 'planned',
  retry: 'planned',
} as const satisfies Record<EmailEvent, EmailState>

/** Why a person cannot have it sent again; undefined when they can. What may have arrived wants their word for it. */
export function sendAgainRefusal(
  email: { state: EmailState },
  { mayArriveTwice }: { mayArriveTwice: boolean },
): RefusalCode | undefined {
  if (!('retry' in transitions[email.state])) return 'email_cannot_be_sent_again'
  return email.state === 'unknown' && !mayArriveTwice ? 'email_may_have_arrived' : undefined
}

const minute = 60
const waits = [1, 5, 15, 60, 4 * 60, 8 * 60, 12 * 60].map((minutes) => minutes * minute)

/** How long to wait after so many attempts that failed for a while; null when it was tried often enough. */
export function waitAfter(attempts: number): number | null {
  return waits[attempts - 1] ?? null
}

/** What is being sent for longer than this is sent by nobody any more: whoever did was killed. */
export const longestSendingSeconds = 180
