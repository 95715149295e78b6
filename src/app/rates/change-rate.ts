import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { readClosedThrough } from '#app/parts/closed-period.ts'
import {
  planRateChange,
  type RateChangeRequest,
  subjectToChange,
  sumsOf,
} from '#app/parts/re-rating.ts'
import { refuse } from '#app/refuse.ts'
import { findRateSubjectName, holdRateSubject, saveRate } from '#db/rates.ts'
import { applyReRating, type Chosen, lockReRatedItems } from '#db/re-ratings.ts'
import type { RateHistory } from '#domain/rates.ts'
import { contentHash } from '#lib/content-hash.ts'

/**
 * Gives a level another rate from a day on, and the chosen of the open work the new rate; everything else keeps what it has.
 * Refuses when something else would change than the preview said. A change that is made already is not made again.
 */
export async function changeRate(
  ctx: Context,
  request: RateChangeRequest & { hash: string; reRate: Chosen },
): Promise<{ reRated: number; rates: RateHistory }> {
  allow(ctx, 'projects:write', 'clients:write', 'members:write', 'settings:write')
  const { workspaceId } = ctx
  const { change, hash, reRate: chosen } = request
  const subject = subjectToChange(ctx, request.subject)
  return await inTransaction(ctx, async (tx) => {
    if (!(await holdRateSubject(tx, { workspaceId, subject }))) {
      refuse('rate_subject_not_found', { field: 'subject.id' })
    }
    const closedThrough = await readClosedThrough(ctx, tx)
    const { reRating: concerned } = await planRateChange(tx, {
      workspaceId,
      subject,
      change,
      closedThrough,
    })
    await lockReRatedItems(tx, concerned)
    // Asked again: whoever held the work before may have billed it, or changed the rate.
    const planned = await planRateChange(tx, { workspaceId, subject, change, closedThrough })
    const { before, after: rates, reRating, asked } = planned
    const updatedAt = ctx.clock.now()
    const sums = await sumsOf(tx, { reRating, asked })
    if (sums.hash !== hash && contentHash(before) !== contentHash(rates)) {
      refuse('rate_preview_is_outdated', { field: 'hash' })
    }
    await saveRate(tx, { workspaceId, subject, change, createdAt: updatedAt })
    const reRated = await applyReRating(tx, { reRating, chosen, updatedAt })
    if (sums.hash !== hash && reRated > 0) refuse('rate_preview_is_outdated', { field: 'hash' })
    const name = (await findRateSubjectName(tx, { workspaceId, subject })) ?? ''
    await audit(ctx, tx, {
      action: 'changed',
      subject: 'rate',
      id: subject.id,
      name,
      before: { [subject.kind]: before },
      after: { [subject.kind]: rates, ...(reRated > 0 && { reRatedItems: reRated }) },
    })
    return { reRated, rates }
  })
}
