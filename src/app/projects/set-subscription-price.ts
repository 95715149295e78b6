import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditSubscription } from '#app/parts/audit-subscription.ts'
import { lockSubscription } from '#app/parts/subscription-rules.ts'
import { type SubscriptionView, viewSubscription } from '#app/parts/subscription-view.ts'
import { refuse } from '#app/refuse.ts'
import { savePrice } from '#db/subscriptions.ts'
import type { DatedPrice } from '#domain/subscription-billing.ts'
import { fitsOnLine } from '#domain/line-limit.ts'

/** What periods cost that start on a day or later, until the next price. Earlier ones keep what they cost. */
export async function setSubscriptionPrice(
  ctx: Context,
  { projectId, price }: { projectId: string; price: DatedPrice },
): Promise<SubscriptionView> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, projectId }
  return await inTransaction(ctx, async (tx) => {
    const subscription = await lockSubscription(tx, key)
    if (price.validFrom <= subscription.startsOn) {
      refuse('price_is_from_the_start', { field: 'validFrom' })
    }
    if (!fitsOnLine(price.quantity, price.unitPrice)) {
      refuse('amount_is_too_large', { field: 'quantity' })
    }
    const former = subscription.prices.find((each) => each.validFrom === price.validFrom)
    await savePrice(tx, { ...key, price })
    await auditSubscription(ctx, tx, { projectId, before: { price: former }, after: { price } })
    return await viewSubscription(ctx, tx, { projectId })
  })
}
