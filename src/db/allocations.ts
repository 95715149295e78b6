import { sql } from 'kysely'
import type { ItemKind } from '#domain/billable-item.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
import { type Insert, insertMany, type Inserts } from './insert-many.ts'

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

/** Writes down that items are billed or written off. The database refuses an item of which either is true already. */
export async function insertAllocations(
  into: Transaction | Inserts,
  {
    workspaceId,
    documentKind,
    createdAt,
    allocations,
  }: {
    workspaceId: string
    documentKind: SettledKind
    createdAt: Date
    allocations: readonly NewAllocation[]
  },
): Promise<void> {
  await insertMany<NewAllocation>(into, 'allocations', {
    all: commonColumns({ workspaceId, documentKind, createdAt }),
    columns,
    // A bill follows the item's last release, if it ever was released.
    computed: { step: sql`coalesce(freed.step + 1, 0)` },
    join: sql`left join (
      select item_id, max(step) as step from allocations
      where workspace_id = ${workspaceId} and step % 2 = 1 group by item_id
    ) freed on freed.item_id = given.item_id`,
    rows: allocations,
  })
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
    .select(['item_kind as itemKind', 'item_id as itemId', 'step'])
    .select(['document_id as documentId', 'line_id as lineId', 'amount_minor as amountMinor'])
    .execute()
  await insertReleases(tx, { workspaceId, documentKind, createdAt, live })
  return live.length
}

/** What an item is billed by now, or the write-off that covers it: the last step that the item took. */
export type LiveAllocation = NewAllocation & { step: number }

/** Takes write-offs back, by rows that reverse what they added; the reversal stands as their line. */
export async function reverseAllocations(
  tx: Transaction,
  reversal: { workspaceId: string; reversalId: string; createdAt: Date; live: LiveAllocation[] },
): Promise<void> {
  const { workspaceId, reversalId: lineId, createdAt } = reversal
  const live = reversal.live.map((each) => ({ ...each, lineId }))
  await insertReleases(tx, { workspaceId, documentKind: 'write_off', createdAt, live })
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
    order by b.line_id, b.item_id`.execute(db)
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
    plannedId: string | null
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
    .where(sql`a.step % 2`, '=', 0)
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
      'i.planned_id as plannedId',
      'p.starts_on as startsOn',
    ])
    .orderBy('a.line_id')
    .orderBy('a.item_id')
    .execute()
}

async function insertReleases(
  tx: Transaction,
  {
    workspaceId,
    documentKind,
    createdAt,
    live,
  }: {
    workspaceId: string
    documentKind: SettledKind
    createdAt: Date
    live: readonly LiveAllocation[]
  },
): Promise<void> {
  await insertMany<LiveAllocation>(tx, 'allocations', {
    all: commonColumns({ workspaceId, documentKind, createdAt }),
    columns: { ...columns, step: ['smallint', (row) => row.step] },
    rows: live.map((row) => ({ ...row, step: row.step + 1, amountMinor: 0 - row.amountMinor })),
  })
}

const columns = {
  item_kind: ['text', (row) => row.itemKind],
  item_id: ['uuid', (row) => row.itemId],
  document_id: ['uuid', (row) => row.documentId],
  line_id: ['uuid', (row) => row.lineId],
  amount_minor: ['bigint', (row) => row.amountMinor],
} satisfies Insert<NewAllocation>['columns']

function commonColumns({
  workspaceId,
  documentKind,
  createdAt,
}: {
  workspaceId: string
  documentKind: SettledKind
  createdAt: Date
}): Insert<NewAllocation>['all'] {
  return {
    workspace_id: ['uuid', workspaceId],
    document_kind: ['text', documentKind],
    created_at: ['timestamptz', createdAt],
  }
}
