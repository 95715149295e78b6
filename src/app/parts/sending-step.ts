import { lookAgainSeconds, waitSeconds } from '#domain/sending.ts'
import { secondsAfter } from '#lib/clock.ts'
import type { Context } from '../context.ts'
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

/** What a job came to: nothing is left, or it is to run again, no sooner than this. */
export type Progress = { kind: 'done' } | { kind: 'retry'; afterSeconds: number }

const reconnectSeconds = 300
const uncertainRounds = 3

/**
 * Takes steps until there is nothing to do, Xero is better left alone, or a job has been at it long enough. The round that a
 * step is told grows with each answer that left something uncertain.
 */
export async function takeSteps(job: {
  stepsPerJob: number
  uncertainSeconds: number
  takeStep: (round: number) => Promise<Step>
  whatIsLeft: () => Promise<Progress>
}): Promise<Progress> {
  let round = 0
  for (let count = 0; count < job.stepsPerJob; count += 1) {
    const step = await job.takeStep(round)
    if (step.kind === 'idle') return await job.whatIsLeft()
    if (step.kind === 'wait') return { kind: 'retry', afterSeconds: step.seconds }
    if (step.kind !== 'uncertain') continue
    round += 1
    if (round > uncertainRounds) return { kind: 'retry', afterSeconds: job.uncertainSeconds }
  }
  return { kind: 'retry', afterSeconds: 0 }
}

/** Another worker may hold what is left: come back when its lease ends, in case it is gone by then. */
export function afterLeases(
  { clock }: Pick<Context, 'clock'>,
  left: { count: number; nextLeaseExpiresAt: Date | null },
): Progress {
  if (left.count === 0) return { kind: 'done' }
  const untilMs = (left.nextLeaseExpiresAt?.getTime() ?? 0) - clock.now().getTime()
  return { kind: 'retry', afterSeconds: Math.max(1, Math.ceil(untilMs / 1000)) }
}

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

/** When to look again after Xero refused a look-up. */
export function refusedLook(
  { clock }: Pick<Context, 'clock'>,
  calledAt: Date | null,
): { notBefore: Date } {
  const now = clock.now()
  const ageSeconds = calledAt === null ? 0 : (now.getTime() - calledAt.getTime()) / 1000
  return { notBefore: secondsAfter(now, lookAgainSeconds(ageSeconds)) }
}

const wholeRefusals: readonly (number | null)[] = [400, 413]

/** Whether a call was refused for what is in it, without a word on which of its parts; nothing of it was done then. */
export function wasRefusedAsAWhole(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'rejected' && wholeRefusals.includes(outcome.receipt.status)
}

/** What steps that were taken side by side come to: the longest wait counts first, then what must be looked at again. */
export function sumUp(steps: readonly Step[]): Step {
  const seconds = steps.flatMap((step) => (step.kind === 'wait' ? [step.seconds] : []))
  if (seconds.length > 0) return { kind: 'wait', seconds: Math.max(...seconds) }
  const has = (kind: Step['kind']) => steps.some((step) => step.kind === kind)
  if (has('uncertain')) return { kind: 'uncertain' }
  return has('worked') ? { kind: 'worked' } : { kind: 'idle' }
}
