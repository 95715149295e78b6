import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditSubscription } from '#app/parts/audit-subscription.ts'
import { lockSubscription, refuseImpossiblePause } from '#app/parts/subscription-rules.ts'
import { type SubscriptionView, viewSubscription } from '#app/parts/subscription-view.ts'
import { insertPause } from '#db/subscriptions.ts'
import type { Pause } from '#domain/subscription-billing.ts'
import { newId } from '#lib/ids.ts'

/** Lets a subscription stand still: periods wholly inside are never due. What is billed already stays billed. */
export async function createSubscriptionPause(
  ctx: Context,
  { projectId, pause }: { projectId: string; pause: Pause },
): Promise<SubscriptionView> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  return await inTransaction(ctx, async (tx) => {
    await lockSubscription(tx, key)
    const kept = { ...pause, id: newId() }
    await refuseImpossiblePause(tx, { ...key, pause: kept })
    await insertPause(tx, { ...key, pause: kept, createdAt: ctx.clock.now() })
    await auditSubscription(ctx, tx, { projectId, before: {}, after: { pause } })
    return await viewSubscription(ctx, tx, { projectId })
  })
}
