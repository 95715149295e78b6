import type { Transaction } from '#db/database.ts'
import {
  listMileageRowsByIds,
  type LockedMileage,
  lockMileages,
  removeMileages,
} from '#db/mileages.ts'
import type { ItemAction } from '#domain/item-status.ts'
import type { Context } from '../context.ts'
import { type AskedCost, holdCosts, keepForUndo } from './change-costs.ts'
import type { FieldOf } from './item-errors.ts'
import { type MileageView, viewMileage } from './mileages.ts'
import { byId } from './registering.ts'

/** Holds the trips in the order asked for; refuses what is not there, does not allow this, or was changed in the meantime. */
export async function holdMileages(
  ctx: Context,
  tx: Transaction,
  { asked, fieldOf, action }: { asked: AskedCost[]; fieldOf: FieldOf; action: ItemAction },
): Promise<LockedMileage[]> {
  const { workspaceId } = ctx
  const lock = (ids: string[]) => lockMileages(tx, { workspaceId, ids })
  return await holdCosts(ctx, tx, {
    kind: 'mileage',
    asked,
    action,
    fieldOf,
    lock,
    dayOf: (each) => each.travelledOn,
  })
}

/** Removes held trips. What they were is kept for undo. */
export async function removeHeldMileages(
  ctx: Context,
  tx: Transaction,
  mileages: LockedMileage[],
): Promise<void> {
  const { workspaceId } = ctx
  const ids = mileages.map(({ id }) => id)
  await keepForUndo(ctx, tx, { kind: 'mileage', ids })
  await removeMileages(tx, { workspaceId, ids })
}

/** The trips as they are now, in this order. */
export async function viewMileages(
  ctx: Context,
  tx: Transaction,
  mileages: readonly { id: string }[],
): Promise<MileageView[]> {
  const ids = mileages.map(({ id }) => id)
  const rows = byId(await listMileageRowsByIds(tx, { workspaceId: ctx.workspaceId, ids }))
  return ids.flatMap((id) => rows.get(id) ?? []).map((row) => viewMileage(ctx, row))
}
