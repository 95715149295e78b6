import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { attachNext } from '#app/parts/attach-next.ts'
import { findWaitingAttachments, replanUnpermitted } from '#db/xero-attachments.ts'
import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import { findTokenSet } from '#db/xero-token-sets.ts'
import type { Progress } from './send-xero-documents.ts'

const stepsPerJob = 100
const uncertainRounds = 3
const uncertainSeconds = 60

/**
 * Sends the files and notes that go with documents that Xero has: each is there once, or refused in Xero's words; the
 * document itself is done either way. Safe to run any number of times, even at once, and to be killed anywhere.
 */
export async function attachToXeroDocuments(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<Progress> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  if (!connection) return { kind: 'done' }
  await retryPermitted(ctx, connection)
  let round = 0
  for (let count = 0; count < stepsPerJob; count += 1) {
    const step = await attachNext(ctx, connection)
    if (step.kind === 'idle') return await whatIsLeft(ctx, connectionId)
    if (step.kind === 'wait') return { kind: 'retry', afterSeconds: step.seconds }
    if (step.kind !== 'uncertain') continue
    round += 1
    if (round > uncertainRounds) return { kind: 'retry', afterSeconds: uncertainSeconds }
  }
  return { kind: 'retry', afterSeconds: 0 }
}

/** What was refused for want of a permission goes out by itself once it is given. */
async function retryPermitted(ctx: Context, connection: XeroConnection): Promise<void> {
  const { workspaceId, accounting } = ctx
  const { id: connectionId, tokenSetId } = connection
  const tokens = await findTokenSet(ctx.db, { workspaceId, tokenSetId })
  if (!accounting.mayAttach(tokens?.scopes ?? '')) return
  await inTransaction(ctx, async (tx) => {
    await replanUnpermitted(tx, { workspaceId, connectionId })
  })
}

async function whatIsLeft(ctx: Context, connectionId: string): Promise<Progress> {
  const { workspaceId, clock } = ctx
  const left = await findWaitingAttachments(ctx.db, { workspaceId, connectionId })
  if (left.count === 0) return { kind: 'done' }
  const untilMs = (left.nextLeaseExpiresAt?.getTime() ?? 0) - clock.now().getTime()
  return { kind: 'retry', afterSeconds: Math.max(1, Math.ceil(untilMs / 1000)) }
}
