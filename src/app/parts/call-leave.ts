import { findCallUse, settleLease, type Standing, takeLease } from '#db/call-limits.ts'
import {
  allowances,
  barOf,
  callLimits,
  type callSeconds,
  placeSeconds,
  type Urgency,
} from '#domain/call-limits.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import { jittered, pause } from '#lib/pause.ts'
import type { Context } from '../context.ts'
import type { Outcome, Receipt } from '../ports/accounting.ts'

type Busy = Extract<Outcome<never>, { kind: 'busy' }>
/** Leave to make one call. It must be ended, whatever came of the call; a process that is killed loses it by itself. */
export type Leave = { end(outcome: Outcome<unknown> | null): Promise<void> }

const minuteSeconds = 60
const daySeconds = 86_400
// Others are done within moments, so a place is waited for; a minute or a day is not.
const firstWaitMs = 15
const longestWaitMs = 250
const triesForPlace = 25
const concurrentSeconds = 2

/** Takes leave for one call from the limits that all processes share, or says how long to leave Xero alone. */
export async function takeLeave(
  ctx: Context,
  {
    tenantId,
    urgency,
    kind = 'usual',
  }: { tenantId: string; urgency: Urgency; kind?: keyof typeof callSeconds },
): Promise<Leave | Busy> {
  const { db, clock, accounting } = ctx
  const { dayLimit } = accounting
  for (let tries = 1; ; tries += 1) {
    const leaseId = newId()
    const takenAt = clock.now()
    const standing = await takeLease(db, {
      tenantId,
      leaseId,
      now: takenAt,
      leaseEndsAt: secondsAfter(takenAt, placeSeconds(kind)),
      ...windowsFrom(takenAt),
      minuteLimit: callLimits.minute,
      appMinuteLimit: callLimits.appMinute,
      dayLimit,
      allowance: allowances[urgency],
    })
    if (standing)
      return { end: async (outcome) => await end(ctx, { tenantId, leaseId, standing, outcome }) }

    const now = clock.now()
    const use = await findCallUse(db, { tenantId, now })
    const bar = use && barOf(use, { now, urgency, dayLimit })
    if (bar && bar.limit !== 'concurrent') return busy(now, bar.limit, bar.until)
    if (tries === triesForPlace)
      return busy(now, 'concurrent', secondsAfter(now, jittered(concurrentSeconds)))
    await pause(jittered(Math.min(longestWaitMs, firstWaitMs * tries)))
  }
}

function busy(now: Date, limit: Busy['limit'], until: Date | null): Busy {
  const waitMs = (until?.getTime() ?? 0) - now.getTime()
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000))
  return { kind: 'busy', limit, retryAfterSeconds, receipt: notCalled }
}

async function end(
  { db, clock }: Context,
  lease: {
    tenantId: string
    leaseId: string
    standing: Standing
    outcome: Outcome<unknown> | null
  },
): Promise<void> {
  const { outcome, ...held } = lease
  const now = clock.now()
  const receipt = outcome?.receipt
  await settleLease(db, {
    ...held,
    now,
    ...windowsFrom(now),
    isCounted: outcome === null || isCounted(outcome),
    told: {
      minuteLeft: receipt?.minuteCallsRemaining ?? null,
      dayLeft: receipt?.dayCallsRemaining ?? null,
      appMinuteLeft: receipt?.appMinuteCallsRemaining ?? null,
      refusal: outcome ? refusalIn(outcome, now) : null,
    },
  })
}

function windowsFrom(now: Date) {
  return {
    minuteEndsAt: secondsAfter(now, minuteSeconds),
    dayEndsAt: secondsAfter(now, daySeconds),
  }
}

/** What never left this machine does not count, nor what Xero refused for a limit. */
function isCounted({ kind, receipt }: Outcome<unknown>): boolean {
  const tooMany = 429
  return receipt.status === tooMany ? false : receipt.status !== null || kind === 'unknown'
}

function refusalIn(outcome: Outcome<unknown>, now: Date) {
  if (outcome.kind !== 'busy') return null
  const { limit, retryAfterSeconds, receipt } = outcome
  const until = secondsAfter(now, retryAfterSeconds)
  // Xero says that it is offline; what is not reached at all may be our own line.
  if (limit === 'offline') return receipt.status === null ? null : { limit, until }
  if (limit !== 'minute' && limit !== 'day' && limit !== 'app_minute') return null
  return { limit, until }
}

const notCalled: Receipt = {
  method: '',
  path: '',
  status: null,
  durationMs: 0,
  correlationId: null,
  dayCallsRemaining: null,
}
