import { say } from '#domain/words/say.ts'
import type { Outcome } from '../ports/accounting.ts'
import { explainOutcome } from './record-xero-call.ts'
import { refuse } from '../refuse.ts'

/** What Xero answered to a person who waits for it; refuses, in words for that person, when there is no such answer. */
export function expectXero<Value>(
  outcome: Outcome<Value>,
  particulars: { field?: string } = {},
): Value {
  switch (outcome.kind) {
    case 'ok':
      return outcome.value
    case 'rejected':
      return refuse('xero_refused', { ...particulars, detail: explainOutcome(outcome) })
    case 'unauthorised':
      return refuse(
        outcome.reason === 'scope_missing' ? 'xero_scope_is_missing' : 'xero_needs_reconnection',
      )
    case 'busy':
      return refuse(outcome.limit === 'offline' ? 'xero_does_not_answer' : 'xero_is_busy', {
        detail: `${explainOutcome(outcome)} ${waitInWords(outcome.retryAfterSeconds)}`,
      })
    case 'unknown':
      return refuse('xero_does_not_answer', { detail: explainOutcome(outcome) })
  }
}

function waitInWords(seconds: number): string {
  if (seconds < 120) return say('Try again in {{count}} seconds.', { count: seconds })
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120
    ? say('Try again in {{count}} minutes.', { count: minutes })
    : say('Try again in {{count}} hours.', { count: Math.ceil(minutes / 60) })
}
