import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { estimateEntry, lockEstimateFor } from '#app/parts/estimate-rules.ts'
import { type EstimateView, viewEstimateIn } from '#app/parts/estimate-view.ts'
import { partiesNow } from '#app/parts/invoice-parties.ts'
import { setEstimateSent, takeEstimateNumber } from '#db/estimates.ts'
import { estimateSeries } from '#domain/estimate-state.ts'
import { invoiceNumber } from '#domain/invoice-state.ts'

/** Gives a draft its number and fixes what it says: from now on the client has it. */
export async function markEstimateSent(
  ctx: Context,
  { estimateId }: { estimateId: string },
): Promise<EstimateView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const draft = await lockEstimateFor(ctx, tx, { estimateId, action: 'send' })
    const series = estimateSeries(draft.issuedOn)
    const number = invoiceNumber(series, await takeEstimateNumber(tx, { workspaceId, series }))
    const parties = await partiesNow(tx, { workspaceId, clientId: draft.clientId })
    const sentAt = ctx.clock.now()
    await setEstimateSent(tx, { workspaceId, estimateId, number, sentAt, parties })
    const sent = { ...draft, state: 'sent' as const, number, sentAt }
    await audit(ctx, tx, estimateEntry('sent', sent))
    return await viewEstimateIn(ctx, tx, sent)
  })
}
