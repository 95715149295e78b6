import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import type { AskedCost } from '#app/parts/change-costs.ts'
import { holdExpenses, removeHeldExpenses } from '#app/parts/change-expenses.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'

/** Removes many expenses that no document bills: all of them or none. */
export async function deleteExpenses(
  ctx: Context,
  { items }: { items: AskedCost[] },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  await inTransaction(ctx, async (tx) => {
    const expenses = await holdExpenses(ctx, tx, {
      asked: items,
      fieldOf: fieldOfItem,
      action: 'delete',
    })
    await removeHeldExpenses(ctx, tx, expenses)
  })
}
