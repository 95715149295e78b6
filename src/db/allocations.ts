import { sql } from 'kysely'
import type { ItemKind } from '#domain/billable-item.ts'
import { newId } from '#lib/ids.ts'
import type { Database, Transaction } from './database.ts'
import { insertMany } from './insert-many.ts'

export type DocumentKind = 'invoice' | 'xero_document'
/** What can become of an item: it is on a document, or it is written off. */
export type SettledKind = DocumentKind | 'write_off'

export type NewAllocation = {
  itemKind: ItemKind
  itemId: string
  documentId: string
  lineId: string
  amountMinor: number
}

type Allocation = NewAllocation & { id: string; reversesId: string | null }

/** Writes down that items are billed or written off. The database refuses an item of which either is true already. */
export async function insertAllocations(
  tx: Transaction,
  values: {
    workspaceId: string
    documentKind: SettledKind
    createdAt: Date
    allocations: readonly NewAllocation[]
  },
): Promise<void> {
  const rows = values.allocations.map((each) => ({ ...each, id: newId(), reversesId: null }))
  await insertRows(tx, { ...values, rows })
}

/** Frees all that a document bills, by rows that reverse what it added. */
export async function releaseAllocations(
  tx: Transaction,
  {
    workspaceId,
    documentKind,
    documentId,
    createdAt,
  }: { workspaceId: string; documentKind: DocumentKind; documentId: string; createdAt: Date },
): Promise<void> {
  const live = await tx
    .selectFrom('billed_items as b')
    .innerJoin('allocations as a', (join) =>
      join.onRef('a.workspace_id', '=', 'b.workspace_id').onRef('a.id', '=', 'b.allocation_id'),
    )
    .where('b.workspace_id', '=', workspaceId)
    .where('b.document_kind', '=', documentKind)
    .where('b.document_id', '=', documentId)
    .select(['a.id', 'a.item_kind', 'a.item_id', 'a.line_id', 'a.amount_minor'])
    .execute()
  const rows = live.map((row) => ({
    id: newId(),
    itemKind: row.item_kind,
    itemId: row.item_id,
    documentId,
    lineId: row.line_id,
    amountMinor: 0 - row.amount_minor,
    reversesId: row.id,
  }))
  await insertRows(tx, { workspaceId, documentKind, createdAt, rows })
}

export type LiveWriteOff = {
  allocationId: string
  writeOffId: string
  itemKind: ItemKind
  itemId: string
  amountMinor: number
}

/** Takes write-offs back, by rows that reverse what they added; the reversal stands as their line. */
export async function reverseAllocations(
  tx: Transaction,
  reversal: { workspaceId: string; reversalId: string; createdAt: Date; live: LiveWriteOff[] },
): Promise<void> {
  const { workspaceId, reversalId, createdAt, live } = reversal
  const rows = live.map((row) => ({
    id: newId(),
    itemKind: row.itemKind,
    itemId: row.itemId,
    documentId: row.writeOffId,
    lineId: reversalId,
    amountMinor: 0 - row.amountMinor,
    reversesId: row.allocationId,
  }))
  await insertRows(tx, { workspaceId, documentKind: 'write_off', createdAt, rows })
}

/** The items that each line of a document bills now. */
export async function listBilledItems(
  db: Database,
  {
    workspaceId,
    documentKind,
    documentId,
  }: { workspaceId: string; documentKind: DocumentKind; documentId: string },
): Promise<{ lineId: string; itemKind: ItemKind; itemId: string; amountMinor: number }[]> {
  const { rows } = await sql<{
    lineId: string
    itemKind: ItemKind
    itemId: string
    amountMinor: number
  }>`
    select b.line_id as "lineId", b.item_kind as "itemKind", b.item_id as "itemId", a.amount_minor as "amountMinor"
    from billed_items b
    join allocations a on a.workspace_id = b.workspace_id and a.id = b.allocation_id
    where b.workspace_id = ${workspaceId} and b.document_kind = ${documentKind} and b.document_id = ${documentId}
    order by b.allocation_id`.execute(db)
  return rows
}

async function insertRows(
  tx: Transaction,
  {
    workspaceId,
    documentKind,
    createdAt,
    rows,
  }: { workspaceId: string; documentKind: SettledKind; createdAt: Date; rows: Allocation[] },
): Promise<void> {
  await insertMany<Allocation>(tx, 'allocations', {
    all: {
      workspace_id: ['uuid', workspaceId],
      document_kind: ['text', documentKind],
      created_at: ['timestamptz', createdAt],
    },
    columns: {
      id: ['uuid', (row) => row.id],
      item_kind: ['text', (row) => row.itemKind],
      item_id: ['uuid', (row) => row.itemId],
      document_id: ['uuid', (row) => row.documentId],
      line_id: ['uuid', (row) => row.lineId],
      amount_minor: ['bigint', (row) => row.amountMinor],
      reverses_id: ['uuid', (row) => row.reversesId],
    },
    rows,
  })
}
