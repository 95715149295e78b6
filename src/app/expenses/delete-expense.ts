import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { reaches, refuseSettled } from '#app/parts/registering.ts'
import { lockExpense, removeExpense } from '#db/expenses.ts'
import { forgetUnusedFiles } from '#db/files.ts'
import { removeReceipts } from '#db/receipts.ts'

/** Removes an expense that no document bills, and its receipts. */
export async function deleteExpense(
  ctx: Context,
  { expenseId }: { expenseId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const expense = await lockExpense(tx, { workspaceId, expenseId })
    if (!expense || !reaches(ctx, expense.memberId)) refuse('expense_not_found')
    refuseSettled(expense.status)
    const fileIds = await removeReceipts(tx, { workspaceId, expenseId })
    await forgetUnusedFiles(tx, { workspaceId, fileIds })
    await removeExpense(tx, { workspaceId, expenseId })
  })
}
