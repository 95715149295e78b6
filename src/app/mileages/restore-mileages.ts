import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { putCostsBack, type RestoredCost } from '#app/parts/change-costs.ts'
import { viewMileages } from '#app/parts/change-mileages.ts'
import type { MileageView } from '#app/parts/mileages.ts'
import { lockMileages } from '#db/mileages.ts'

/**
 * Undoes changes and deletions of the last day: the trips are again what they were, with their ids and rates, unless
 * somebody changed them since. All of them or none; what is restored already is left alone.
 */
export async function restoreMileages(
  ctx: Context,
  { items }: { items: RestoredCost[] },
): Promise<MileageView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const lock = (ids: string[]) => lockMileages(tx, { workspaceId, ids })
    await putCostsBack(ctx, tx, { kind: 'mileage', lock, dayOf: (each) => each.travelledOn, items })
    return await viewMileages(ctx, tx, items)
  })
}
