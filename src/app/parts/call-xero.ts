import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import { assert } from '#lib/assert.ts'
import type { Context } from '../context.ts'
import { describeDayUse } from './day-limit.ts'
import type { Outcome, Receipt, XeroSession } from '../ports/accounting.ts'
import {
  recordConnectionOutcome,
  recordXeroCall,
  type SyncPurpose,
  type SyncSubject,
} from './record-xero-call.ts'
import { getXeroAccess, type XeroAccess } from './xero-access.ts'

export type XeroCall = {
  connectionId: string
  purpose: SyncPurpose
  subject?: SyncSubject
  /** What the log says beside the outcome, where no one subject says it. */
  note?: string
  attempt?: number
}

/**
 * Makes one call to an organisation in Xero with a token that works, and keeps what came of it: in the sync log and with the
 * connection. Never throws for the other side's doing. Not to be called inside a transaction: it takes its own.
 */
export async function callXero<Value>(
  ctx: Context,
  call: XeroCall,
  ask: (session: XeroSession) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId: call.connectionId })
  assert(connection, 'a call goes to a connection we have')
  const barred = barredOutcome(ctx, connection) ?? (await usedUpOutcome(ctx, connection))
  if (barred) return barred

  const first = await getXeroAccess(ctx, connection)
  if (first.kind === 'none') return first.outcome
  const outcome = await askAndRecord(ctx, { connection, call, access: first.access, ask })
  if (outcome.kind !== 'unauthorised' || outcome.reason !== 'expired') return outcome

  // Xero called the token expired before its time: one more try with a new one, then the connection is at fault.
  const second = await getXeroAccess(ctx, connection, first.access)
  if (second.kind === 'none') return second.outcome
  const isLast = true
  return await askAndRecord(ctx, { connection, call, access: second.access, ask, isLast })
}

type Asked<Value> = {
  connection: XeroConnection
  call: XeroCall
  access: XeroAccess
  ask: (session: XeroSession) => Promise<Outcome<Value>>
  isLast?: boolean
}

async function askAndRecord<Value>(
  ctx: Context,
  { connection, call, access, ask, isLast = false }: Asked<Value>,
): Promise<Outcome<Value>> {
  const startedAt = ctx.clock.now()
  const { tenantId } = connection
  const { purpose, subject, note, attempt } = call
  const outcome = await ask({ accessToken: access.accessToken, tenantId })
  const isExpired = outcome.kind === 'unauthorised' && outcome.reason === 'expired'
  await ctx.db.transaction().execute(async (tx) => {
    const facts = { purpose, subject, note, attempt, tenantId, startedAt }
    await recordXeroCall(tx, ctx, { facts, outcome })
    if (!isExpired || isLast) await recordConnectionOutcome(tx, ctx, { connection, outcome })
  })
  return outcome
}

const notCalled: Receipt = {
  method: '',
  path: '',
  status: null,
  durationMs: 0,
  correlationId: null,
  dayCallsRemaining: null,
}

/** Why no call is made at all: the connection waits for a person, or Xero asked to be left alone. */
function barredOutcome(
  ctx: Context,
  { state, parkedUntil, lastError }: XeroConnection,
): Outcome<never> | undefined {
  const detail = lastError ?? ''
  const unauthorised = { kind: 'unauthorised', receipt: notCalled } as const
  switch (state) {
    case 'reconnect':
      return {
        ...unauthorised,
        reason: 'grant_is_dead',
        problem: { code: 'grant_is_dead', detail },
      }
    case 'scope_missing':
      return {
        ...unauthorised,
        reason: 'scope_missing',
        problem: { code: 'not_connected', detail },
      }
    case 'disconnected':
      return { ...unauthorised, reason: 'disconnected', problem: { code: 'not_connected', detail } }
    case 'active':
    case 'offered':
      break
  }
  return busyUntil(ctx, parkedUntil)
}

/** No call is made when the day's calls are used up. Nothing is kept of it: with a higher limit calls go on at once. */
async function usedUpOutcome(
  ctx: Context,
  connection: XeroConnection,
): Promise<Outcome<never> | undefined> {
  const { isFreeAt } = await describeDayUse(ctx, connection)
  return busyUntil(ctx, isFreeAt)
}

function busyUntil({ clock }: Context, moment: Date | null): Outcome<never> | undefined {
  const waitMs = (moment?.getTime() ?? 0) - clock.now().getTime()
  if (waitMs <= 0) return undefined
  const retryAfterSeconds = Math.ceil(waitMs / 1000)
  return { kind: 'busy', limit: 'day', retryAfterSeconds, receipt: notCalled }
}
