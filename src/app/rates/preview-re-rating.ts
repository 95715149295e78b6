import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { PageRequest } from '#app/pages.ts'
import { readClosedThrough } from '#app/parts/closed-period.ts'
import { planReRating, type ReRatingView, viewReRating } from '#app/parts/re-rating.ts'
import type { RatedKind } from '#db/re-ratings.ts'

/** Which of some hours or trips would cost something else at the rates that count now; nothing is written. */
export async function previewReRating(
  ctx: Context,
  { kind, ids, ...page }: { kind: RatedKind; ids: readonly string[] } & PageRequest,
): Promise<ReRatingView> {
  allow(ctx, 'projects:write')
  const { db, workspaceId } = ctx
  const closedThrough = await readClosedThrough(ctx, db)
  const reRating = await planReRating(db, { workspaceId, kind, ids, closedThrough })
  return await viewReRating(db, { reRating, asked: kind, ...page })
}
