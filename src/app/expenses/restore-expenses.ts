import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { putCostsBack, type RestoredCost } from '#app/parts/change-costs.ts'
import { viewExpenses } from '#app/parts/change-expenses.ts'
import type { ExpenseView } from '#app/parts/expenses.ts'
import { lockExpenses } from '#db/expenses.ts'

/**
 * Undoes changes and deletions of the last day: the expenses are again what they were, with their ids and receipts, unless
 * somebody changed them since. All of them or none; what is restored already is left alone.
 */
export async function restoreExpenses(
  ctx: Context,
  { items }: { items: RestoredCost[] },
): Promise<ExpenseView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const lock = (ids: string[]) => lockExpenses(tx, { workspaceId, ids })
    await putCostsBack(ctx, tx, { kind: 'expense', lock, dayOf: (each) => each.spentOn, items })
    return await viewExpenses(ctx, tx, items)
  })
}
