import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { estimateEntry, refuseImpossibleEstimate } from '#app/parts/estimate-rules.ts'
import { type EstimateView, viewEstimateIn } from '#app/parts/estimate-view.ts'
import {
  type FreeLine,
  priceFreeLines,
  toInvoiceLines,
  totalsOf,
} from '#app/parts/invoice-lines.ts'
import {
  type EstimateFields,
  findEstimate,
  insertEstimate,
  replaceEstimateLines,
} from '#db/estimates.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

/** Drafts an estimate of lines that a person types, priced as those of an own invoice. */
export async function createEstimate(
  ctx: Context,
  { lines: typed, ...fields }: EstimateFields & { lines: FreeLine[] },
): Promise<EstimateView> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId: createdBy } = ctx
  assert(createdBy, 'a person makes estimates')
  return await inTransaction(ctx, async (tx) => {
    await refuseImpossibleEstimate(tx, { workspaceId, fields })
    const { clientId } = fields
    const lines = toInvoiceLines(await priceFreeLines(tx, { workspaceId, clientId, lines: typed }))
    const { currency } = await getWorkspace(tx, { workspaceId })
    const key = { workspaceId, estimateId: newId() }
    const by = { createdBy, createdAt: ctx.clock.now() }
    await insertEstimate(tx, { ...key, fields, currency, amounts: totalsOf(lines), ...by })
    await replaceEstimateLines(tx, { ...key, lines })
    const made = await findEstimate(tx, key)
    assert(made, 'an estimate that was just made is there')
    await audit(ctx, tx, estimateEntry('created', made))
    return await viewEstimateIn(ctx, tx, made)
  })
}
