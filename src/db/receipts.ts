import { type RawBuilder, sql } from 'kysely'
import type { BilledReceipt } from '#domain/attachments.ts'
import type { Database, Transaction } from './database.ts'

export type Receipt = {
  id: string
  name: string
  mediaType: string
  sizeBytes: number
}

type OfExpense = { workspaceId: string; expenseId: string }

/** The receipts of the expense `e`, in the order they were added. */
export function receiptsOf(): RawBuilder<Receipt[]> {
  return sql`coalesce((select json_agg(json_build_object(
      'id', r.id, 'name', r.name, 'mediaType', f.media_type, 'sizeBytes', f.size_bytes) order by r.id)
    from expense_receipts r
    join files f on f.workspace_id = r.workspace_id and f.id = r.file_id
    where r.workspace_id = e.workspace_id and r.expense_id = e.id), '[]')`
}

export async function listReceipts(
  db: Database,
  { workspaceId, expenseId }: OfExpense,
): Promise<(Receipt & { fileId: string; sha256: string })[]> {
  return await db
    .selectFrom('expense_receipts as r')
    .innerJoin('files as f', (join) =>
      join.onRef('f.workspace_id', '=', 'r.workspace_id').onRef('f.id', '=', 'r.file_id'),
    )
    .where('r.workspace_id', '=', workspaceId)
    .where('r.expense_id', '=', expenseId)
    .select(['r.id', 'r.name', 'f.media_type as mediaType', 'f.size_bytes as sizeBytes'])
    .select(['r.file_id as fileId', 'f.sha256'])
    .orderBy('r.id')
    .execute()
}

/** The receipts of these expenses, by day and then in the order they were added. */
export async function listReceiptsOfExpenses(
  db: Database,
  { workspaceId, expenseIds }: { workspaceId: string; expenseIds: readonly string[] },
): Promise<BilledReceipt[]> {
  if (expenseIds.length === 0) return []
  const { rows } = await sql<BilledReceipt>`
    select e.id as "expenseId", e.spent_on as "spentOn", r.id as "receiptId", r.file_id as "fileId", r.name,
      f.media_type as "mediaType"
    from expense_receipts r
    join expenses e on e.workspace_id = r.workspace_id and e.id = r.expense_id
    join files f on f.workspace_id = r.workspace_id and f.id = r.file_id
    where r.workspace_id = ${workspaceId} and r.expense_id = any(${sql.val(expenseIds)}::uuid[])
    order by e.spent_on, r.id`.execute(db)
  return rows
}

/** The bytes of a receipt. */
export async function findReceiptContent(
  db: Database,
  { workspaceId, expenseId, receiptId }: OfExpense & { receiptId: string },
): Promise<Buffer | undefined> {
  const found = await db
    .selectFrom('expense_receipts as r')
    .innerJoin('files as f', (join) =>
      join.onRef('f.workspace_id', '=', 'r.workspace_id').onRef('f.id', '=', 'r.file_id'),
    )
    .where('r.workspace_id', '=', workspaceId)
    .where('r.expense_id', '=', expenseId)
    .where('r.id', '=', receiptId)
    .select('f.content')
    .executeTakeFirst()
  return found?.content
}

export async function insertReceipt(
  tx: Transaction,
  receipt: OfExpense & {
    id: string
    fileId: string
    name: string
    addedBy: string | null
    createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('expense_receipts')
    .values({
      workspace_id: receipt.workspaceId,
      id: receipt.id,
      expense_id: receipt.expenseId,
      file_id: receipt.fileId,
      name: receipt.name,
      added_by: receipt.addedBy,
      created_at: receipt.createdAt,
    })
    .execute()
}

/** Takes receipts off the expense: this one, or all. Answers the files that they were. */
export async function removeReceipts(
  tx: Transaction,
  { workspaceId, expenseId, receiptId }: OfExpense & { receiptId?: string },
): Promise<string[]> {
  const removed = await tx
    .deleteFrom('expense_receipts')
    .where('workspace_id', '=', workspaceId)
    .where('expense_id', '=', expenseId)
    .$if(receiptId !== undefined, (query) => query.where('id', '=', receiptId ?? ''))
    .returning('file_id as fileId')
    .execute()
  return removed.map(({ fileId }) => fileId)
}
