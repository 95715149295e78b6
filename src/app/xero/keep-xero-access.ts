import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { Progress } from '#app/parts/sending-step.ts'
import { refreshAlone } from '#app/parts/xero-access.ts'
import { findConnection } from '#db/xero-connections.ts'
import { findTokenSet } from '#db/xero-token-sets.ts'

// However long Xero asks to be left alone: the answer of the refresh may be lost, and the old token works for half an hour only.
const longestWaitSeconds = 300

/** Refreshes tokens anew if the refresh that was begun with these never came to its end. Asks Xero for nothing otherwise. */
export async function keepXeroAccess(
  ctx: Context,
  { connectionId, refreshedAt }: { connectionId: string; refreshedAt: Date },
): Promise<Progress> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  // One that waits for a new consent gets new tokens with it.
  if (!connection || connection.state === 'reconnect' || connection.state === 'disconnected')
    return { kind: 'done' }
  const { tokenSetId } = connection
  const tokens = await findTokenSet(ctx.db, { workspaceId, tokenSetId })
  if (tokens?.refreshedAt.getTime() !== refreshedAt.getTime()) return { kind: 'done' }

  // Should this die as well, the queue runs it again.
  const access = await refreshAlone(ctx, connection, { sealed: tokens.accessTokenSealed })
  return access.kind === 'none' && access.outcome.kind === 'busy'
    ? {
        kind: 'retry',
        afterSeconds: Math.min(access.outcome.retryAfterSeconds, longestWaitSeconds),
      }
    : { kind: 'done' }
}
