import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { PageRequest } from '#app/pages.ts'
import { readClosedThrough } from '#app/parts/closed-period.ts'
import {
  planRateChange,
  type RateChangeRequest,
  type ReRatingView,
  subjectToChange,
  viewReRating,
} from '#app/parts/re-rating.ts'

/** Which open work another rate would price otherwise, and what that comes to; nothing is written. */
export async function previewRateChange(
  ctx: Context,
  { subject: whose, change, ...page }: RateChangeRequest & PageRequest,
): Promise<ReRatingView> {
  allow(ctx, 'projects:write', 'clients:write', 'members:write', 'settings:write')
  const { db, workspaceId } = ctx
  const subject = subjectToChange(ctx, whose)
  const closedThrough = await readClosedThrough(ctx, db)
  const { asked, reRating } = await planRateChange(db, {
    workspaceId,
    subject,
    change,
    closedThrough,
  })
  return await viewReRating(db, { reRating, asked, ...page })
}
