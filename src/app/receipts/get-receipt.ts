import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { reaches } from '#app/parts/registering.ts'
import { refuse } from '#app/refuse.ts'
import { listExpenseRowsByIds } from '#db/expenses.ts'
import { findReceiptContent, listReceipts, type Receipt } from '#db/receipts.ts'

export type ReceiptFile = Receipt & {
  sha256: string
  /** Read when it is asked for: who has the bytes already needs them no more. */
  read: () => Promise<Buffer>
}

/** A receipt, and the way to its bytes. */
export async function getReceipt(
  ctx: Context,
  { expenseId, receiptId }: { expenseId: string; receiptId: string },
): Promise<ReceiptFile> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const [expense] = await listExpenseRowsByIds(ctx.db, { workspaceId, ids: [expenseId] })
  if (!expense || !reaches(ctx, expense.memberId)) refuse('expense_not_found')
  const receipts = await listReceipts(ctx.db, { workspaceId, expenseId })
  const receipt = receipts.find(({ id }) => id === receiptId)
  if (!receipt) refuse('receipt_not_found')
  const read = async () => {
    const content = await findReceiptContent(ctx.db, { workspaceId, expenseId, receiptId })
    return content ?? refuse('receipt_not_found')
  }
  return { ...receipt, read }
}
