import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type AskedCost, keepForUndo } from '#app/parts/change-costs.ts'
import { type ExpenseChanges, holdExpenses, viewExpenses } from '#app/parts/change-expenses.ts'
import { type ExpenseView, priceExpenses } from '#app/parts/expenses.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { type ExpenseValues, updateExpenseValues } from '#db/expenses.ts'
import { assert } from '#lib/assert.ts'
import { momentAfter } from '#lib/clock.ts'

type Request = {
  expenseId: string
  changes: ExpenseChanges
  expectedUpdatedAt?: AskedCost['expectedUpdatedAt']
}

/** Changes the given fields of an expense that no document bills. What it was is kept for undo. */
export async function updateExpense(
  ctx: Context,
  { expenseId, changes, expectedUpdatedAt }: Request,
): Promise<ExpenseView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const asked = [{ id: expenseId, expectedUpdatedAt }]
    const [expense] = await holdExpenses(ctx, tx, { asked, fieldOf: fieldAlone, action: 'change' })
    assert(expense, 'what is not refused is held')
    const draft = { ...expense, ...changes, ...priceAfter(expense, changes), previous: expense }
    const [values] = await priceExpenses(ctx, tx, { drafts: [draft], fieldOf: fieldAlone })
    assert(values, 'what is not refused is priced')
    await keepForUndo(ctx, tx, { kind: 'expense', ids: [expenseId] })
    const updatedAt = momentAfter(ctx.clock.now(), expense.updatedAt)
    await updateExpenseValues(tx, { workspaceId, expenseId, values, updatedAt })
    const [updated] = await viewExpenses(ctx, tx, [expense])
    assert(updated, 'a held expense is there')
    return updated
  })
}

// A price without VAT lets go of the one with VAT, and the other way round.
function priceAfter(previous: ExpenseValues, { unitPrice, grossUnitPrice }: ExpenseChanges) {
  if (grossUnitPrice !== undefined) {
    return { grossUnitPrice, unitPrice: unitPrice ?? previous.unitPrice }
  }
  return unitPrice === undefined ? {} : { unitPrice, grossUnitPrice: null }
}
