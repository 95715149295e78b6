import { sql } from 'kysely'
import type { ItemKind } from '#domain/billable-item.ts'
import { newId } from '#lib/ids.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
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

/** Frees all that a document bills, by rows that reverse what it added; answers how many items that are. */
export async function releaseAllocations(
  tx: Transaction,
  {
    workspaceId,
    documentKind,
    documentId,
    createdAt,
    lineIds,
  }: {
    workspaceId: string
    documentKind: DocumentKind
    documentId: string
    createdAt: Date
    /** Of these lines only; of all of them unless given. */
    lineIds?: readonly string[]
  },
): Promise<number> {
  const live = await tx
    .selectFrom('billed_items')
    .where('workspace_id', '=', workspaceId)
    .where('document_kind', '=', documentKind)
    .where('document_id', '=', documentId)
    .$if(lineIds !== undefined, (query) => query.where('line_id', '=', anyUuid(lineIds ?? [])))
    .select(['allocation_id as id', 'item_kind', 'item_id', 'line_id', 'amount_minor'])
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
  return rows.length
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
    select b.line_id as "lineId", b.item_kind as "itemKind", b.item_id as "itemId", b.amount_minor as "amountMinor"
    from billed_items b
    where b.workspace_id = ${workspaceId} and b.document_kind = ${documentKind} and b.document_id = ${documentId}
    order by b.allocation_id`.execute(db)
  return rows
}

/** All that a document bills, or billed until it was given up, as far as nothing else bills it now. */
export async function listItemsOfDocument(
  db: Database,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<
  {
    itemKind: ItemKind
    itemId: string
    amountMinor: number
    projectId: string | null
    description: string | null
    startsOn: string | null
  }[]
> {
  return await db
    .selectFrom('allocations as a')
    .leftJoin('instalments as i', (join) =>
      join.onRef('i.workspace_id', '=', 'a.workspace_id').onRef('i.id', '=', 'a.item_id'),
    )
    .leftJoin('subscription_periods as p', (join) =>
      join.onRef('p.workspace_id', '=', 'a.workspace_id').onRef('p.id', '=', 'a.item_id'),
    )
    .where('a.workspace_id', '=', workspaceId)
    .where('a.document_kind', '=', 'xero_document')
    .where('a.document_id', '=', documentId)
    .where('a.reverses_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('billed_items as b')
            .where('b.workspace_id', '=', workspaceId)
            .whereRef('b.item_kind', '=', 'a.item_kind')
            .whereRef('b.item_id', '=', 'a.item_id')
            .where('b.document_id', '!=', documentId)
            .select('b.item_id'),
        ),
      ),
    )
    .select((eb) => [
      'a.item_kind as itemKind',
      'a.item_id as itemId',
      'a.amount_minor as amountMinor',
      eb.fn.coalesce('i.project_id', 'p.project_id').as('projectId'),
      'i.description',
      'p.starts_on as startsOn',
    ])
    .orderBy('a.id')
    .execute()
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
    // A release follows what bills the item now; a bill follows the item's last release, if it ever was released.
    computed: {
      step: sql`case when given.reverses_id is null then coalesce(freed.step + 1, 0) else (
        select b.step + 1 from allocations b
        where b.workspace_id = given.workspace_id and b.item_id = given.item_id and b.id = given.reverses_id) end`,
    },
    join: sql`left join (
      select item_id, max(step) as step from allocations
      where workspace_id = ${workspaceId} and reverses_id is not null group by item_id
    ) freed on freed.item_id = given.item_id`,
    rows,
  })
}
