import type { Transaction } from '#db/database.ts'
import {
  type ExpenseValues,
  listExpenseRowsByIds,
  type LockedExpense,
  lockExpenses,
  removeExpenses,
} from '#db/expenses.ts'
import { setReceiptsAside } from '#db/receipts.ts'
import type { ItemAction } from '#domain/item-status.ts'
import type { Context } from '../context.ts'
import { type AskedCost, holdCosts, keepForUndo } from './change-costs.ts'
import { type ExpenseView, viewExpense } from './expenses.ts'
import type { FieldOf } from './item-errors.ts'
import { byId } from './registering.ts'

/** What is changed of an expense; what is left out stays. One price lets go of the other. */
export type ExpenseChanges = Partial<ExpenseValues> & { currency?: string }

/** Holds the expenses in the order asked for; refuses what is not there, does not allow this, or was changed in the meantime. */
export async function holdExpenses(
  ctx: Context,
  tx: Transaction,
  { asked, fieldOf, action }: { asked: AskedCost[]; fieldOf: FieldOf; action: ItemAction },
): Promise<LockedExpense[]> {
  const { workspaceId } = ctx
  const lock = (ids: string[]) => lockExpenses(tx, { workspaceId, ids })
  return await holdCosts(ctx, tx, {
    kind: 'expense',
    asked,
    action,
    fieldOf,
    lock,
    dayOf: (each) => each.spentOn,
  })
}

/** Removes held expenses. What they were is kept for undo, their receipts too. */
export async function removeHeldExpenses(
  ctx: Context,
  tx: Transaction,
  expenses: LockedExpense[],
): Promise<void> {
  const { workspaceId } = ctx
  const ids = expenses.map(({ id }) => id)
  await keepForUndo(ctx, tx, { kind: 'expense', ids })
  await setReceiptsAside(tx, { workspaceId, expenseIds: ids, removedAt: ctx.clock.now() })
  await removeExpenses(tx, { workspaceId, ids })
}

/** The expenses as they are now, in this order. */
export async function viewExpenses(
  ctx: Context,
  tx: Transaction,
  expenses: readonly { id: string }[],
): Promise<ExpenseView[]> {
  const ids = expenses.map(({ id }) => id)
  const rows = byId(await listExpenseRowsByIds(tx, { workspaceId: ctx.workspaceId, ids }))
  return ids.flatMap((id) => rows.get(id) ?? []).map((row) => viewExpense(ctx, row))
}
