import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type AskedCost, keepForUndo } from '#app/parts/change-costs.ts'
import { holdMileages, viewMileages } from '#app/parts/change-mileages.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { type MileageView, priceMileages } from '#app/parts/mileages.ts'
import { type MileageValues, updateMileageValues } from '#db/mileages.ts'
import { assert } from '#lib/assert.ts'
import { momentAfter } from '#lib/clock.ts'

type MileageChanges = Partial<Omit<MileageValues, 'rate' | 'rateRule' | 'rateValidFrom'>>

type Request = {
  mileageId: string
  changes: MileageChanges
  expectedUpdatedAt?: AskedCost['expectedUpdatedAt']
}

/** Changes the given fields. The rate follows when the project changes, or the day to one of another rate; else it stays. */
export async function updateMileage(
  ctx: Context,
  { mileageId, changes, expectedUpdatedAt }: Request,
): Promise<MileageView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const asked = [{ id: mileageId, expectedUpdatedAt }]
    const [mileage] = await holdMileages(ctx, tx, { asked, fieldOf: fieldAlone, action: 'change' })
    assert(mileage, 'what is not refused is held')
    const {
      id: _id,
      updatedAt: before,
      status: _status,
      approval: _approval,
      ...previous
    } = mileage
    const draft = { ...previous, ...changes, previous }
    const [values] = await priceMileages(ctx, tx, { drafts: [draft], fieldOf: fieldAlone })
    assert(values, 'what is not refused is priced')
    await keepForUndo(ctx, tx, { kind: 'mileage', ids: [mileageId] })
    const updatedAt = momentAfter(ctx.clock.now(), before)
    await updateMileageValues(tx, { workspaceId, mileageId, values, updatedAt })
    const [updated] = await viewMileages(ctx, tx, [mileage])
    assert(updated, 'a held trip is there')
    return updated
  })
}
