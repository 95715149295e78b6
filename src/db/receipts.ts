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

/** Takes a receipt off the expense. Answers the file that it was. */
export async function removeReceipt(
  tx: Transaction,
  { workspaceId, expenseId, receiptId }: OfExpense & { receiptId: string },
): Promise<string[]> {
  const removed = await tx
    .deleteFrom('expense_receipts')
    .where('workspace_id', '=', workspaceId)
    .where('expense_id', '=', expenseId)
    .where('id', '=', receiptId)
    .returning('file_id as fileId')
    .execute()
  return removed.map(({ fileId }) => fileId)
}

type OfExpenses = { workspaceId: string; expenseIds: string[] }

/** Puts the receipts of expenses that go aside, so that they can come back with them. */
export async function setReceiptsAside(
  tx: Transaction,
  { workspaceId, expenseIds, removedAt }: OfExpenses & { removedAt: Date },
): Promise<void> {
  await sql`with gone as (
      delete from expense_receipts r
      where r.workspace_id = ${workspaceId} and r.expense_id = any(${expenseIds}::uuid[])
      returning r.*)
    insert into removed_receipts (workspace_id, id, expense_id, file_id, row, removed_at)
    select g.workspace_id, g.id, g.expense_id, g.file_id, to_jsonb(g), ${removedAt} from gone g`.execute(
    tx,
  )
}

/** Puts the receipts back that went with these expenses. */
export async function putReceiptsBack(
  tx: Transaction,
  { workspaceId, expenseIds }: OfExpenses,
): Promise<void> {
  await sql`with back as (
      delete from removed_receipts r
      where r.workspace_id = ${workspaceId} and r.expense_id = any(${expenseIds}::uuid[])
      returning r.row)
    insert into expense_receipts
    select (jsonb_populate_record(null::expense_receipts, b.row)).* from back b`.execute(tx)
}

/** Forgets the receipts that nobody can bring back any more. Answers the files that they were. */
export async function forgetRemovedReceipts(
  tx: Transaction,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<string[]> {
  const forgotten = await tx
    .deleteFrom('removed_receipts')
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', '<', before)
    .returning('file_id as fileId')
    .execute()
  return forgotten.map(({ fileId }) => fileId)
}
