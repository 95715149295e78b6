import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { reaches } from '#app/parts/registering.ts'
import { type MileageView, viewMileage } from '#app/parts/mileages.ts'
import { listMileageRowsByIds } from '#db/mileages.ts'

export async function getMileage(
  ctx: Context,
  { mileageId }: { mileageId: string },
): Promise<MileageView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const [mileage] = await listMileageRowsByIds(ctx.db, { workspaceId, ids: [mileageId] })
  if (!mileage || !reaches(ctx, mileage.memberId)) refuse('mileage_not_found')
  return viewMileage(ctx, mileage)
}
