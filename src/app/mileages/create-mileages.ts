import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { viewMileages } from '#app/parts/change-mileages.ts'
import { priceMileages, type MileageView } from '#app/parts/mileages.ts'
import { insertMileages } from '#db/mileages.ts'
import { newId } from '#lib/ids.ts'

export type NewMileage = {
  /** Who travelled: the person who asks, when left out. */
  memberId?: string | null | undefined
  projectId: string
  travelledOn: string
  fromPlace: string
  toPlace: string
  distanceKm: string
  isReturnTrip?: boolean | null | undefined
  kind?: 'business' | 'commute' | 'private' | null | undefined
  purpose?: string | null | undefined
  vehicle?: string | null | undefined
  isBillable?: boolean | null | undefined
}

/** Registers trips, all of them or none. Each keeps the rate it was made with, and the rule that gave it. */
export async function createMileages(
  ctx: Context,
  { items }: { items: NewMileage[] },
): Promise<MileageView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const drafts = items.map((item) => ({
    memberId: item.memberId ?? ctx.memberId,
    projectId: item.projectId,
    travelledOn: item.travelledOn,
    fromPlace: item.fromPlace,
    toPlace: item.toPlace,
    distanceKm: item.distanceKm,
    isReturnTrip: item.isReturnTrip ?? false,
    kind: item.kind ?? ('business' as const),
    purpose: item.purpose ?? '',
    vehicle: item.vehicle ?? null,
    isBillable: item.isBillable ?? undefined,
  }))
  return await inTransaction(ctx, async (tx) => {
    const priced = await priceMileages(ctx, tx, { drafts, fieldOf: fieldOfItem })
    const mileages = priced.map((values) => ({ ...values, id: newId() }))
    await insertMileages(tx, { workspaceId, mileages, createdAt })
    return await viewMileages(ctx, tx, mileages)
  })
}
