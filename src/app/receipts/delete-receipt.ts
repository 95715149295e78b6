import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { reaches, refuseUnless } from '#app/parts/registering.ts'
import { refuse } from '#app/refuse.ts'
import { lockExpense } from '#db/expenses.ts'
import { forgetUnusedFiles } from '#db/files.ts'
import { listReceipts, removeReceipt } from '#db/receipts.ts'

/** Takes a receipt off an expense that no document bills. */
export async function deleteReceipt(
  ctx: Context,
  { expenseId, receiptId }: { expenseId: string; receiptId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const expense = await lockExpense(tx, { workspaceId, expenseId })
    if (!expense || !reaches(ctx, expense.memberId)) refuse('expense_not_found')
    const receipts = await listReceipts(tx, { workspaceId, expenseId })
    if (!receipts.some(({ id }) => id === receiptId)) refuse('receipt_not_found')
    await refuseUnless(ctx, tx, { action: 'change', item: expense, on: expense.spentOn })
    const fileIds = await removeReceipt(tx, { workspaceId, expenseId, receiptId })
    await forgetUnusedFiles(tx, { workspaceId, fileIds })
  })
}
