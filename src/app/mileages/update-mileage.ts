import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { refuse } from '#app/refuse.ts'
import { reaches, refuseSettled } from '#app/parts/registering.ts'
import { priceMileages, type MileageView, viewMileage } from '#app/parts/mileages.ts'
import {
  listMileageRowsByIds,
  lockMileage,
  type MileageValues,
  updateMileageValues,
} from '#db/mileages.ts'
import { assert } from '#lib/assert.ts'

export type MileageChanges = Partial<Omit<MileageValues, 'rate' | 'rateRule' | 'rateValidFrom'>>

/** Changes the given fields. The rate follows when the project changes, or the day to one of another rate; else it stays. */
export async function updateMileage(
  ctx: Context,
  { mileageId, changes }: { mileageId: string; changes: MileageChanges },
): Promise<MileageView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const mileage = await lockMileage(tx, { workspaceId, mileageId })
    if (!mileage || !reaches(ctx, mileage.memberId)) refuse('mileage_not_found')
    const { status, ...previous } = mileage
    refuseSettled(status)

    const draft = { ...previous, ...changes, previous }
    const [values] = await priceMileages(ctx, tx, { drafts: [draft], fieldOf: fieldAlone })
    assert(values, 'what is not refused is priced')
    await updateMileageValues(tx, {
      workspaceId,
      mileageId,
      values,
      updatedAt: ctx.clock.now(),
    })
    const [updated] = await listMileageRowsByIds(tx, { workspaceId, ids: [mileageId] })
    assert(updated, 'a locked mileage is there')
    return viewMileage(ctx, updated)
  })
}
