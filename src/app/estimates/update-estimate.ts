import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import {
  estimateEntry,
  lockEstimateFor,
  refuseImpossibleEstimate,
} from '#app/parts/estimate-rules.ts'
import { type EstimateView, viewEstimateIn } from '#app/parts/estimate-view.ts'
import {
  type FreeLine,
  priceFreeLines,
  toInvoiceLines,
  totalsOf,
} from '#app/parts/invoice-lines.ts'
import type { Transaction } from '#db/database.ts'
import {
  type EstimateFields,
  findEstimate,
  listEstimateLines,
  replaceEstimateLines,
  updateEstimateRow,
} from '#db/estimates.ts'
import { assert } from '#lib/assert.ts'

type Changes = Partial<EstimateFields> & {
  /** Takes the place of all lines. */
  lines?: FreeLine[]
}

/** Changes a draft; of an estimate that was sent only until when it counts. */
export async function updateEstimate(
  ctx: Context,
  { estimateId, changes }: { estimateId: string; changes: Changes },
): Promise<EstimateView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  const key = { workspaceId, estimateId }
  return await inTransaction(ctx, async (tx) => {
    const action = Object.keys(changes).every((each) => each === 'validUntil') ? 'extend' : 'edit'
    const before = await lockEstimateFor(ctx, tx, { estimateId, action })
    const { lines, ...given } = changes
    const { clientId, title, issuedOn, validUntil, notes } = { ...before, ...given }
    const fields = { clientId, title, issuedOn, validUntil, notes }
    await refuseImpossibleEstimate(tx, { workspaceId, fields, clientWas: before.clientId })
    if (lines) await rewriteLines(tx, { ...key, clientId, lines })
    const amounts = totalsOf(await listEstimateLines(tx, key))
    await updateEstimateRow(tx, { ...key, fields, amounts })
    const after = await findEstimate(tx, key)
    assert(after, 'a locked estimate is there')
    const typed = lines ? { typedLines: lines } : {}
    const entry = estimateEntry('changed', after)
    await audit(ctx, tx, { ...entry, before, after: { ...after, ...typed } })
    return await viewEstimateIn(ctx, tx, after)
  })
}

async function rewriteLines(
  tx: Transaction,
  given: { workspaceId: string; estimateId: string; clientId: string; lines: FreeLine[] },
): Promise<void> {
  const { workspaceId, estimateId } = given
  const lines = toInvoiceLines(await priceFreeLines(tx, given))
  await replaceEstimateLines(tx, { workspaceId, estimateId, lines })
}
