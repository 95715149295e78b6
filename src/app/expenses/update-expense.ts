import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { refuse } from '#app/refuse.ts'
import { reaches, refuseSettled } from '#app/parts/registering.ts'
import { priceExpenses, type ExpenseView, viewExpense } from '#app/parts/expenses.ts'
import {
  listExpenseRowsByIds,
  lockExpense,
  type ExpenseValues,
  updateExpenseValues,
} from '#db/expenses.ts'
import { assert } from '#lib/assert.ts'

export type ExpenseChanges = Partial<ExpenseValues>

/** Changes the given fields of an expense that no document bills. */
export async function updateExpense(
  ctx: Context,
  { expenseId, changes }: { expenseId: string; changes: ExpenseChanges },
): Promise<ExpenseView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const expense = await lockExpense(tx, { workspaceId, expenseId })
    if (!expense || !reaches(ctx, expense.memberId)) refuse('expense_not_found')
    const { status, ...previous } = expense
    refuseSettled(status)

    const draft = { ...previous, ...changes, previous }
    const [values] = await priceExpenses(ctx, tx, { drafts: [draft], fieldOf: fieldAlone })
    assert(values, 'what is not refused is priced')
    await updateExpenseValues(tx, {
      workspaceId,
      expenseId,
      values,
      updatedAt: ctx.clock.now(),
    })
    const [updated] = await listExpenseRowsByIds(tx, { workspaceId, ids: [expenseId] })
    assert(updated, 'a locked expense is there')
    return viewExpense(ctx, updated)
  })
}
