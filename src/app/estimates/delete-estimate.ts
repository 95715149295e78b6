import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { estimateEntry, lockEstimateFor } from '#app/parts/estimate-rules.ts'
import { deleteEstimateRow } from '#db/estimates.ts'

/** Deletes a draft; an estimate that a client may have stays. */
export async function deleteEstimate(
  ctx: Context,
  { estimateId }: { estimateId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const before = await lockEstimateFor(ctx, tx, { estimateId, action: 'delete' })
    await deleteEstimateRow(tx, { workspaceId, estimateId })
    await audit(ctx, tx, { ...estimateEntry('deleted', before), before })
  })
}
