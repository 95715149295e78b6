import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditSubscription } from '#app/parts/audit-subscription.ts'
import { lockSubscription } from '#app/parts/subscription-rules.ts'
import { refuse } from '#app/refuse.ts'
import { removePrice } from '#db/subscriptions.ts'

/** Takes a price away: periods from its day on cost what the price before it says, unless they are billed. */
export async function deleteSubscriptionPrice(
  ctx: Context,
  { projectId, validFrom }: { projectId: string; validFrom: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  await inTransaction(ctx, async (tx) => {
    const { prices } = await lockSubscription(tx, key)
    const price = prices.find((each) => each.validFrom === validFrom)
    if (!price) refuse('subscription_price_not_found')
    await removePrice(tx, { ...key, validFrom })
    await auditSubscription(ctx, tx, { projectId, before: { price }, after: {} })
  })
}
