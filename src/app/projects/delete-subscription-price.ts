import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
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
    if (prices.every((each) => each.validFrom !== validFrom)) {
      refuse('subscription_price_not_found')
    }
    await removePrice(tx, { ...key, validFrom })
  })
}
