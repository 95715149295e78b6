import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditSubscription } from '#app/parts/audit-subscription.ts'
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
    const pause = pauses.find((each) => each.id === pauseId)
    if (!pause) refuse('subscription_pause_not_found')
    await removePause(tx, { ...key, pauseId })
    await auditSubscription(ctx, tx, { projectId, before: { pause }, after: {} })
  })
}
