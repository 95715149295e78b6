import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { reaches } from '#app/parts/registering.ts'
import { type ExpenseView, viewExpense } from '#app/parts/expenses.ts'
import { listExpenseRowsByIds } from '#db/expenses.ts'

export async function getExpense(
  ctx: Context,
  { expenseId }: { expenseId: string },
): Promise<ExpenseView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const [expense] = await listExpenseRowsByIds(ctx.db, { workspaceId, ids: [expenseId] })
  if (!expense || !reaches(ctx, expense.memberId)) refuse('expense_not_found')
  return viewExpense(ctx, expense)
}
