import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type EstimateView, viewEstimateIn } from '#app/parts/estimate-view.ts'
import { refuse } from '#app/refuse.ts'
import { findEstimate } from '#db/estimates.ts'

/** An estimate with its lines, what it became, and what may be done with it. */
export async function getEstimate(
  ctx: Context,
  { estimateId }: { estimateId: string },
): Promise<EstimateView> {
  allow(ctx, 'invoices:read')
  const estimate = await findEstimate(ctx.db, { workspaceId: ctx.workspaceId, estimateId })
  if (!estimate) refuse('estimate_not_found')
  return await viewEstimateIn(ctx, ctx.db, estimate)
}
