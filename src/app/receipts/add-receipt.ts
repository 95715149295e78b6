import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { reaches, refuseUnless } from '#app/parts/registering.ts'
import { refuse } from '#app/refuse.ts'
import { lockExpense } from '#db/expenses.ts'
import { keepFile } from '#db/files.ts'
import { insertReceipt, listReceipts, type Receipt } from '#db/receipts.ts'
import { isReceiptType, receiptMaxBytes, receiptName, receiptsPerExpense } from '#domain/receipt.ts'
import { newId } from '#lib/ids.ts'
import { mediaTypeOf } from '#lib/media-type.ts'
import { sha256Of } from '#lib/content-hash.ts'

export type GivenFile = { name: string; content: Uint8Array }

/** Adds a receipt to an expense that no document bills. The same file given again is the receipt that is there. */
export async function addReceipt(
  ctx: Context,
  { expenseId, file }: { expenseId: string; file: GivenFile },
): Promise<Receipt> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { content } = file
  const { workspaceId, memberId } = ctx
  if (content.byteLength === 0) refuse('receipt_is_empty', { field: 'file' })
  if (content.byteLength > receiptMaxBytes) refuse('receipt_is_too_big', { field: 'file' })
  const mediaType = await mediaTypeOf(content)
  if (!isReceiptType(mediaType)) refuse('receipt_type_is_not_taken', { field: 'file' })
  const sha256 = sha256Of(content)

  return await inTransaction(ctx, async (tx) => {
    const expense = await lockExpense(tx, { workspaceId, expenseId })
    if (!expense || !reaches(ctx, expense.memberId)) refuse('expense_not_found')
    const receipts = await listReceipts(tx, { workspaceId, expenseId })
    const same = receipts.find((receipt) => receipt.sha256 === sha256)
    if (same) return viewOf(same)
    await refuseUnless(ctx, tx, { action: 'change', item: expense, on: expense.spentOn })
    if (receipts.length >= receiptsPerExpense) refuse('too_many_receipts', { field: 'file' })

    const createdAt = ctx.clock.now()
    const kept = { workspaceId, id: newId(), sha256, mediaType, content, createdAt }
    const fileId = await keepFile(tx, kept)
    const receipt = { id: newId(), name: receiptName(file.name, mediaType) }
    await insertReceipt(tx, {
      ...receipt,
      workspaceId,
      expenseId,
      fileId,
      addedBy: memberId,
      createdAt,
    })
    return { ...receipt, mediaType, sizeBytes: content.byteLength }
  })
}

function viewOf({ id, name, mediaType, sizeBytes }: Receipt): Receipt {
  return { id, name, mediaType, sizeBytes }
}
