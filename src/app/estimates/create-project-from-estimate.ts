import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { estimateEntry, lockEstimateFor } from '#app/parts/estimate-rules.ts'
import { audit } from '#app/parts/audit.ts'
import { type EstimateView, viewEstimateIn } from '#app/parts/estimate-view.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { writeProjects } from '#app/parts/write-projects.ts'
import { insertEstimateResult } from '#db/estimates.ts'
import { assert } from '#lib/assert.ts'

/** Makes the project of an accepted estimate, its net total as fixed price. A second time it answers what was made. */
export async function createProjectFromEstimate(
  ctx: Context,
  { estimateId }: { estimateId: string },
): Promise<EstimateView> {
  allow(ctx, 'invoices:write')
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const accepted = await lockEstimateFor(ctx, tx, { estimateId, action: 'create_project' })
    if (accepted.project) return await viewEstimateIn(ctx, tx, accepted)
    const { clientId, title: name, subtotalMinor: fixedPriceMinor } = accepted
    const item = { clientId, name, invoiceMethod: 'fixed_price', fixedPriceMinor } as const
    const [made] = await writeProjects(ctx, tx, { items: [item], fieldOf: fieldAlone })
    assert(made, 'a project that was just written is there')
    const madeAt = ctx.clock.now()
    await insertEstimateResult(tx, { workspaceId, estimateId, projectId: made.id, madeAt })
    const estimate = { ...accepted, project: { id: made.id, name } }
    await audit(ctx, tx, {
      ...estimateEntry('changed', estimate),
      before: { projectId: null },
      after: { projectId: made.id },
    })
    return await viewEstimateIn(ctx, tx, estimate)
  })
}
