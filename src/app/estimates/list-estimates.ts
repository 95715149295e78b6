import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type EstimateSummary, viewEstimate } from '#app/parts/estimate-view.ts'
import { idCursorFrom } from '#app/parts/id-cursor.ts'
import { today } from '#app/parts/today.ts'
import { listEstimatesPage } from '#db/estimates.ts'
import type { Page } from '#db/page.ts'
import type { EstimateState } from '#domain/estimate-state.ts'

/** Estimates, the newest first, a page at a time. */
export async function listEstimates(
  ctx: Context,
  {
    cursor,
    ...query
  }: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    state?: EstimateState | undefined
    clientId?: string | undefined
    projectId?: string | undefined
    invoiceId?: string | undefined
  },
): Promise<Page<EstimateSummary>> {
  allow(ctx, 'invoices:read')
  const before = idCursorFrom(cursor)
  const { workspaceId } = ctx
  const day = await today(ctx, ctx.db)
  const page = await listEstimatesPage(ctx.db, { workspaceId, before, today: day, ...query })
  return { ...page, items: page.items.map((estimate) => viewEstimate(estimate, day)) }
}
