import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditSubscription } from '#app/parts/audit-subscription.ts'
import { lockSubscription, refuseImpossiblePause } from '#app/parts/subscription-rules.ts'
import { type SubscriptionView, viewSubscription } from '#app/parts/subscription-view.ts'
import { refuse } from '#app/refuse.ts'
import { listPauses, updatePause } from '#db/subscriptions.ts'
import type { Pause } from '#domain/subscription-billing.ts'

/** Moves a pause; to resume, give it the last day on which the subscription stood still. */
export async function updateSubscriptionPause(
  ctx: Context,
  { projectId, pauseId, changes }: { projectId: string; pauseId: string; changes: Partial<Pause> },
): Promise<SubscriptionView> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  return await inTransaction(ctx, async (tx) => {
    await lockSubscription(tx, key)
    const pause = (await listPauses(tx, key)).find((each) => each.id === pauseId)
    if (!pause) refuse('subscription_pause_not_found')
    const changed = { ...pause, ...changes }
    await refuseImpossiblePause(tx, { ...key, pause: changed })
    await updatePause(tx, { ...key, pause: changed })
    await auditSubscription(ctx, tx, { projectId, before: { pause }, after: { pause: changed } })
    return await viewSubscription(ctx, tx, { projectId })
  })
}
