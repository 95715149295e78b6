import type { Database, Transaction } from '#db/database.ts'
import { insertIdempotencyKey } from '#db/idempotency-keys.ts'
import { violatedConstraint } from '#db/violations.ts'
import { type Permission, permissionsOf } from '#domain/permissions.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Clock } from '#lib/clock.ts'
import type { Enqueue, EnqueueAll } from './jobs.ts'
import { refuse } from './refuse.ts'
import type { Accounting } from './ports/accounting.ts'
import type { Mailer } from './ports/mailer.ts'
import type { Printer } from './ports/printer.ts'
import type { Sealer } from './ports/sealer.ts'

/** What the program has, whoever asks. */
export type Services = {
  db: Database
  clock: Clock
  accounting: Accounting
  sealer: Sealer
  printer: Printer
  mailer: Mailer
  enqueue: Enqueue
  enqueueAll: EnqueueAll
  /** The public address of this Hourbook, without a slash at the end. */
  url: string
  /** Whether people may sign in with Xero, and whether strangers may sign up so. */
  xeroSignIn: XeroSignInMode
}

export const xeroSignInModes = ['off', 'sign-in', 'sign-up'] as const
export type XeroSignInMode = (typeof xeroSignInModes)[number]

/** Who asks, of which workspace, and with what. The first argument of every verb. */
export type Context = Services & {
  workspaceId: string
  /** Null when a job runs on behalf of the workspace itself. */
  memberId: string | null
  /** The API token that the person's program came with. */
  tokenId?: string | undefined
  permissions: ReadonlySet<Permission>
  /** The Idempotency-Key the write came with; it is recorded by the first transaction of the request. */
  writeKey?: WriteKey
}

export type WriteKey = { key: string; requestHash: string; isRecorded: boolean }

/**
 * One transaction: all of it happens, or nothing. Jobs enqueued in it exist only when it commits, and so does the
 * request's idempotency key: a write that happened can not happen again under its key.
 */
export async function inTransaction<Value>(
  ctx: Context,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  const value = await explainLocks(
    async () =>
      await givingWay(
        async () =>
          await ctx.db.transaction().execute(async (tx) => {
            await recordWriteKey(ctx, tx)
            return await work(tx)
          }),
      ),
  )
  if (ctx.writeKey) ctx.writeKey.isRecorded = true
  return value
}

const mostBeginnings = 20
const lockNotAvailable = '55P03'

/** Begins again where the database gave way to who holds what this needs: only a change of how hours are rounded does. */
async function givingWay<Value>(begin: () => Promise<Value>, beginnings = 1): Promise<Value> {
  try {
    return await begin()
  } catch (error) {
    const isGivenWay = error instanceof Error && 'code' in error && error.code === lockNotAvailable
    if (!isGivenWay || beginnings === mostBeginnings) throw error
  }
  return await givingWay(begin, beginnings + 1)
}

// What was locked between the look of a verb and its write, the database refuses; whoever comes second is told so.
const lockedBy: Record<string, RefusalCode> = {
  period_is_locked: 'period_is_closed',
  handed_in_item_is_locked: 'item_is_submitted',
  billed_item_is_locked: 'item_is_invoiced',
}

async function explainLocks<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const code = lockedBy[violatedConstraint(error) ?? '']
    if (code) refuse(code)
    throw error
  }
}

async function recordWriteKey(ctx: Context, tx: Transaction): Promise<void> {
  const { workspaceId, memberId, writeKey } = ctx
  if (!writeKey || writeKey.isRecorded || memberId === null) return
  const { key, requestHash } = writeKey
  const isNew = await insertIdempotencyKey(tx, {
    workspaceId,
    memberId,
    key,
    requestHash,
    createdAt: ctx.clock.now(),
  })
  if (!isNew) refuse('request_in_progress')
}

/** The workspace itself at work, in a job: allowed everything, and nobody in particular. */
export function systemContext(services: Services, workspaceId: string): Context {
  return { ...services, workspaceId, memberId: null, permissions: permissionsOf.owner }
}
