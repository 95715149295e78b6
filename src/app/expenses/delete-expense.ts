import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { holdExpenses, removeHeldExpenses } from '#app/parts/change-expenses.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'

/** Removes an expense that no document bills, with its receipts. For a day both can be brought back. */
export async function deleteExpense(
  ctx: Context,
  { expenseId }: { expenseId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  await inTransaction(ctx, async (tx) => {
    const asked = [{ id: expenseId }]
    const expenses = await holdExpenses(ctx, tx, { asked, fieldOf: fieldAlone, action: 'delete' })
    await removeHeldExpenses(ctx, tx, expenses)
  })
}
