import { sql } from 'kysely'
import type { LiveAllocation } from './allocations.ts'
import type { ItemIds } from './billable-items.ts'
import type { Database, Transaction } from './database.ts'

export type NewWriteOff = { id: string; projectId: string; amountMinor: number }

/** That work of a project will not be billed. What is written off of it now may be less: it can be reversed in parts. */
export type WriteOff = {
  id: string
  projectId: string
  projectName: string
  clientId: string
  clientName: string
  reason: string
  createdByName: string
  createdAt: Date
  /** How many items it covers now, and what they come to. */
  count: number
  amountMinor: number
  /** What it covered when it was made. */
  originalAmountMinor: number
}

export async function insertWriteOffs(
  tx: Transaction,
  values: {
    workspaceId: string
    reason: string
    createdBy: string
    createdAt: Date
    writeOffs: NewWriteOff[]
  },
): Promise<void> {
  const { workspaceId, reason, createdBy, createdAt, writeOffs } = values
  await tx
    .insertInto('write_offs')
    .values(
      writeOffs.map(({ id, projectId, amountMinor }) => ({
        workspace_id: workspaceId,
        id,
        project_id: projectId,
        reason,
        amount_minor: amountMinor,
        created_by: createdBy,
        created_at: createdAt,
      })),
    )
    .execute()
}

export async function insertWriteOffReversal(
  tx: Transaction,
  values: { workspaceId: string; id: string; createdBy: string; createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('write_off_reversals')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      created_by: values.createdBy,
      created_at: values.createdAt,
    })
    .execute()
}

export type WriteOffFilter = { projectId?: string | undefined; clientId?: string | undefined }

/** Write-offs, newest first, from just before one of them on. */
export async function listWriteOffRows(
  db: Database,
  request: {
    workspaceId: string
    filter: WriteOffFilter
    beforeId: string | undefined
    limit: number
  },
): Promise<WriteOff[]> {
  const { workspaceId, filter, beforeId, limit } = request
  const { projectId, clientId } = filter
  return await readWriteOffs(db, {
    workspaceId,
    conditions: sql`${beforeId === undefined ? sql`true` : sql`w.id < ${beforeId}`}
      and ${projectId === undefined ? sql`true` : sql`w.project_id = ${projectId}`}
      and ${clientId === undefined ? sql`true` : sql`p.client_id = ${clientId}`}`,
    limit,
  })
}

export async function listWriteOffRowsByIds(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<WriteOff[]> {
  const conditions = sql`w.id = any(${sql.val(ids)}::uuid[])`
  return await readWriteOffs(db, { workspaceId, conditions, limit: ids.length })
}

async function readWriteOffs(
  db: Database,
  read: { workspaceId: string; conditions: ReturnType<typeof sql>; limit: number },
): Promise<WriteOff[]> {
  const { rows } = await sql<WriteOff>`
    select w.id, w.project_id as "projectId", p.name as "projectName", c.id as "clientId", c.name as "clientName",
      w.reason, m.name as "createdByName", w.created_at as "createdAt",
      (select count(*)::integer from billed_items b where b.workspace_id = w.workspace_id
        and b.document_kind = 'write_off' and b.document_id = w.id) as count,
      (select coalesce(sum(b.amount_minor), 0)::bigint from billed_items b
        where b.workspace_id = w.workspace_id and b.document_kind = 'write_off' and b.document_id = w.id) as "amountMinor",
      w.amount_minor as "originalAmountMinor"
    from write_offs w
    join projects p on p.workspace_id = w.workspace_id and p.id = w.project_id
    join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
    join members m on m.workspace_id = w.workspace_id and m.id = w.created_by
    where w.workspace_id = ${read.workspaceId} and ${read.conditions}
    order by w.id desc limit ${read.limit}`.execute(db)
  return rows
}

/** The ids among these that are registrations of the workspace. */
export async function listKnownRegistrationIds(
  db: Database,
  { workspaceId, timeEntryIds, expenseIds, mileageIds }: { workspaceId: string } & ItemIds,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from time_entries where workspace_id = ${workspaceId} and id = any(${sql.val(timeEntryIds)}::uuid[])
    union all
    select id from expenses where workspace_id = ${workspaceId} and id = any(${sql.val(expenseIds)}::uuid[])
    union all
    select id from mileages where workspace_id = ${workspaceId} and id = any(${sql.val(mileageIds)}::uuid[])`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/**
 * What is written off now of these write-offs and items. Holds the write-offs until the transaction ends, so that one
 * reversal at a time looks at them.
 */
export async function lockLiveWriteOffs(
  tx: Transaction,
  {
    workspaceId,
    writeOffIds,
    itemIds,
  }: { workspaceId: string; writeOffIds: string[]; itemIds: string[] },
): Promise<LiveAllocation[]> {
  await sql`
    select 1 from write_offs w where w.workspace_id = ${workspaceId} and (w.id = any(${sql.val(writeOffIds)}::uuid[])
      or exists (select from billed_items b where b.workspace_id = w.workspace_id and b.document_kind = 'write_off'
        and b.document_id = w.id and b.item_id = any(${sql.val(itemIds)}::uuid[])))
    order by w.id for update`.execute(tx)
  // A statement of its own: it sees what the one who held them before has written.
  const { rows } = await sql<LiveAllocation>`
    select b.item_kind as "itemKind", b.item_id as "itemId", b.step, b.document_id as "documentId", b.line_id as "lineId",
      b.amount_minor as "amountMinor"
    from billed_items b
    where b.workspace_id = ${workspaceId} and b.document_kind = 'write_off'
      and (b.document_id = any(${sql.val(writeOffIds)}::uuid[]) or b.item_id = any(${sql.val(itemIds)}::uuid[]))
    order by b.document_id, b.item_id`.execute(tx)
  return rows
}
