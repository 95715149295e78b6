import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { lockSubscription } from '#app/parts/subscription-rules.ts'
import { refuse } from '#app/refuse.ts'
import { listPauses, removePause } from '#db/subscriptions.ts'

/** Takes a pause away, as if it had never been: its periods are due. */
export async function deleteSubscriptionPause(
  ctx: Context,
  { projectId, pauseId }: { projectId: string; pauseId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  await inTransaction(ctx, async (tx) => {
    await lockSubscription(tx, key)
    const pauses = await listPauses(tx, key)
    if (pauses.every((each) => each.id !== pauseId)) refuse('subscription_pause_not_found')
    await removePause(tx, { ...key, pauseId })
  })
}
