import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { attachNext } from '#app/parts/attach-next.ts'
import { afterLeases, type Progress, takeSteps } from '#app/parts/sending-step.ts'
import { findWaitingAttachments, replanUnpermitted } from '#db/xero-attachments.ts'
import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import { findTokenSet } from '#db/xero-token-sets.ts'

const stepsPerJob = 100
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
  return await takeSteps({
    stepsPerJob,
    uncertainSeconds,
    takeStep: async () => await attachNext(ctx, connection),
    whatIsLeft: async () =>
      afterLeases(ctx, await findWaitingAttachments(ctx.db, { workspaceId, connectionId })),
  })
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
