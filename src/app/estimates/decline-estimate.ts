import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { estimateEntry, lockEstimateFor } from '#app/parts/estimate-rules.ts'
import { type EstimateView, viewEstimateIn } from '#app/parts/estimate-view.ts'
import { setEstimateDecided } from '#db/estimates.ts'

/** Writes down that nothing comes of it. */
export async function declineEstimate(
  ctx: Context,
  { estimateId }: { estimateId: string },
): Promise<EstimateView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const sent = await lockEstimateFor(ctx, tx, { estimateId, action: 'decline' })
    const decided = { state: 'declined', decidedAt: ctx.clock.now() } as const
    await setEstimateDecided(tx, { workspaceId, estimateId, ...decided })
    const estimate = { ...sent, ...decided }
    await audit(ctx, tx, estimateEntry('declined', estimate))
    return await viewEstimateIn(ctx, tx, estimate)
  })
}
