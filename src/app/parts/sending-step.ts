import { waitSeconds } from '#domain/sending.ts'
import type { Outcome } from '../ports/accounting.ts'

/** What one step of sending came to. */
export type Step =
  /** There was nothing to do. */
  | { kind: 'idle' }
  | { kind: 'worked' }
  /** An answer came that does not say what was done: look again before anything else. */
  | { kind: 'uncertain' }
  /** It is better to leave Xero alone for a while. */
  | { kind: 'wait'; seconds: number }

const reconnectSeconds = 300

/** How long to leave Xero alone after a call that was not answered with what was asked. */
export function waitAfter(
  outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>,
  attempts = 1,
): { kind: 'wait'; seconds: number } {
  switch (outcome.kind) {
    case 'busy':
      return { kind: 'wait', seconds: outcome.retryAfterSeconds }
    case 'unauthorised':
      // A person has to connect again; that wakes us earlier.
      return { kind: 'wait', seconds: reconnectSeconds }
    case 'rejected':
    case 'unknown':
      return { kind: 'wait', seconds: waitSeconds(attempts) }
  }
}

/** What steps that were taken side by side come to: the longest wait counts first, then what must be looked at again. */
export function sumUp(steps: readonly Step[]): Step {
  const seconds = steps.flatMap((step) => (step.kind === 'wait' ? [step.seconds] : []))
  if (seconds.length > 0) return { kind: 'wait', seconds: Math.max(...seconds) }
  const has = (kind: Step['kind']) => steps.some((step) => step.kind === kind)
  if (has('uncertain')) return { kind: 'uncertain' }
  return has('worked') ? { kind: 'worked' } : { kind: 'idle' }
}
