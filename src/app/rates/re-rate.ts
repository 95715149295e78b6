import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { readClosedThrough } from '#app/parts/closed-period.ts'
import { planReRating, sumsOf } from '#app/parts/re-rating.ts'
import { refuse } from '#app/refuse.ts'
import { applyReRating, lockReRatedItems, type RatedKind } from '#db/re-ratings.ts'

/**
 * Gives hours or trips that are not billed the rates that count now. Refuses when something else would change than the
 * preview said; where all of it is done already, there is nothing left to do.
 */
export async function reRate(
  ctx: Context,
  request: { kind: RatedKind; ids: readonly string[]; hash: string },
): Promise<{ reRated: number }> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const { kind, ids, hash } = request
  return await inTransaction(ctx, async (tx) => {
    const closedThrough = await readClosedThrough(ctx, tx)
    await lockReRatedItems(tx, { workspaceId, kind, scope: { ids }, closedThrough })
    const reRating = await planReRating(tx, { workspaceId, kind, ids, closedThrough })
    const sums = await sumsOf(tx, { reRating, asked: kind })
    if (sums.count === 0) return { reRated: 0 }
    if (sums.hash !== hash) refuse('rate_preview_is_outdated', { field: 'hash' })
    const chosen = { exceptIds: [] }
    const updatedAt = ctx.clock.now()
    const reRated = await applyReRating(tx, { reRating, chosen, updatedAt })
    const about = { subject: 'rate', id: null, name: '' } as const
    await audit(ctx, tx, { action: 're_rated', ...about, after: { kind, items: reRated } })
    return { reRated }
  })
}
