import { findConnectionToCall, type XeroConnection } from '#db/xero-connections.ts'
import { assert } from '#lib/assert.ts'
import type { Context } from '../context.ts'
import { jittered, pause } from '#lib/pause.ts'
import type { Outcome, Receipt, XeroSession } from '../ports/accounting.ts'
import { type Leave, takeLeave } from './call-leave.ts'
import {
  isKnownToWork,
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
  /** All documents that it is about: the log of each leads to it. */
  documentIds?: readonly string[]
  attempt?: number
  /** Nobody waits for it: it stops earlier than what people asked for. */
  isBackground?: boolean
  /** It may lack a permission that all else does without: then the connection goes on. */
  isApart?: boolean
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
  const key = { workspaceId, connectionId: call.connectionId }
  const found = await findConnectionToCall(ctx.db, key)
  assert(found, 'a call goes to a connection we have')
  const { connection } = found
  const barred = barredOutcome(connection)
  if (barred) return barred

  const first = await getXeroAccess(ctx, found)
  if (first.kind === 'none') return first.outcome
  const outcome = await askAndRecord(ctx, { connection, call, access: first.access, ask })
  if (outcome.kind !== 'unauthorised' || outcome.reason !== 'expired') return outcome

  // Xero called the token expired before its time: one more try with a new one, then the connection is at fault. The tokens
  // are read anew: the look that is promised to follow a refresh names those that it began with.
  const { tokens } = (await findConnectionToCall(ctx.db, key)) ?? found
  const second = await getXeroAccess(ctx, { connection, tokens }, first.access)
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

async function askAndRecord<Value>(ctx: Context, asked: Asked<Value>): Promise<Outcome<Value>> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await askOnce(ctx, asked)
    // A person who meets too many calls at once is not sent away at once; a job is put off.
    const isCrowded = outcome.kind === 'busy' && outcome.limit === 'concurrent'
    if (!isCrowded || ctx.memberId === null || tries === triesWhenCrowded) return outcome
    await pause(jittered(crowdedMs * tries))
  }
}

const triesWhenCrowded = 3
const crowdedMs = 300

async function askOnce<Value>(
  ctx: Context,
  { connection, call, access, ask, isLast = false }: Asked<Value>,
): Promise<Outcome<Value>> {
  const { tenantId } = connection
  const { purpose, subject, note, documentIds, attempt } = call
  const leave = await leaveFor(ctx, { call, tenantId })
  if ('kind' in leave) return leave

  const startedAt = ctx.clock.now()
  const outcome = await ask({ accessToken: access.accessToken, tenantId }).catch(async (error) => {
    await leave.end(null)
    throw error
  })
  const reason = outcome.kind === 'unauthorised' ? outcome.reason : null
  const isNotYet = reason === 'expired' && !isLast
  const isOwnAffair = reason === 'scope_missing' && call.isApart === true
  const facts = { purpose, subject, note, documentIds, attempt, tenantId, startedAt }
  const teaches = !isNotYet && !isOwnAffair && !isKnownToWork(ctx, { connection, outcome })
  const recording = teaches
    ? ctx.db.transaction().execute(async (tx) => {
        await recordXeroCall(tx, ctx, { facts, outcome })
        await recordConnectionOutcome(tx, ctx, { connection, outcome })
      })
    : recordXeroCall(ctx.db, ctx, { facts, outcome })
  await Promise.all([leave.end(outcome), recording])
  return outcome
}

/** Leave from the limits that all processes share. A connection can always be ended: that goes to no organisation. */
async function leaveFor(ctx: Context, { call, tenantId }: { call: XeroCall; tenantId: string }) {
  if (call.purpose === 'disconnect') return { end: async () => {} } satisfies Leave
  const isPerson = ctx.memberId !== null
  const urgency = call.isBackground ? 'background' : isPerson ? 'person' : 'promised'
  const kind = call.purpose === 'attach_files' ? 'upload' : 'usual'
  return await takeLeave(ctx, { tenantId, urgency, kind })
}

const notCalled: Receipt = {
  method: '',
  path: '',
  status: null,
  durationMs: 0,
  correlationId: null,
  dayCallsRemaining: null,
}

/** Why no call is made at all: the connection waits for a person. */
function barredOutcome({ state, lastError }: XeroConnection): Outcome<never> | undefined {
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
      return undefined
  }
}
