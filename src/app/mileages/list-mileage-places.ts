import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { memberOf } from '#app/parts/registering.ts'
import { listPlaces, type MileagePlace, type PlacesRequest } from '#db/mileage-places.ts'

const mostPlaces = 8

/** The places a person drove from and to before, for the form of the next trip. */
export async function listMileagePlaces(
  ctx: Context,
  { memberId: asked, ...request }: PlacesRequest & { memberId?: string | undefined },
): Promise<MileagePlace[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { db, workspaceId } = ctx
  const memberId = memberOf(ctx, asked)
  return await listPlaces(db, { ...request, workspaceId, memberId, limit: mostPlaces })
}
