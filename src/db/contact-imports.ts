import { type Selectable, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import { type RowCounts, sumRowCounts } from './row-counts.ts'
import type { Tables } from './tables.ts'
import type { ImportScope } from './xero-connections.ts'

export type ImportState = Tables['contact_imports']['state']
/** What becomes of clients whose contact has no number. */
export type ImportNumbering = 'none' | 'next' | 'next_and_xero'
export type ImportMode = Tables['contact_imports']['mode']
export type ImportTrigger = Tables['contact_imports']['trigger']
export type Finding = Tables['contact_import_rows']['finding']
export type RowResult = NonNullable<Tables['contact_import_rows']['result']>

export type ContactImport = {
  id: string
  connectionId: string
  trigger: ImportTrigger
  mode: ImportMode
  state: ImportState
  scope: ImportScope
  groupId: string | null
  groupName: string | null
  numbering: ImportNumbering
  requestedBy: string | null
  contactsRead: number
  contactsTotal: number | null
  calls: number
  rowsApplied: number
  problem: string | null
  createdAt: Date
  finishedAt: Date | null
}

type Key = { workspaceId: string; importId: string }

/** Starts an import; undefined when one of the same organisation is at work. */
export async function insertImport(
  tx: Transaction,
  values: {
    workspaceId: string
    id: string
    connectionId: string
    trigger: ImportTrigger
    mode: ImportMode
    scope: ImportScope
    groupId: string | null
    groupName: string | null
    requestedBy: string | null
    createdAt: Date
  },
): Promise<ContactImport | undefined> {
  const row = await tx
    .insertInto('contact_imports')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      connection_id: values.connectionId,
      trigger: values.trigger,
      mode: values.mode,
      state: 'reading',
      scope: values.scope,
      group_id: values.groupId,
      group_name: values.groupName,
      requested_by: values.requestedBy,
      contacts_total: null,
      problem: null,
      created_at: values.createdAt,
      finished_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'connection_id'])
        .where('state', 'in', [sql<ImportState>`'reading'`, sql<ImportState>`'applying'`])
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return row && toImport(row)
}

/** Gives up imports that did not end in time, so that they stand in nobody's way. */
export async function failForgottenImports(
  tx: Transaction,
  values: {
    workspaceId: string
    connectionId: string
    startedBefore: Date
    problem: string
    finishedAt: Date
  },
): Promise<void> {
  const { workspaceId, connectionId, startedBefore, problem, finishedAt } = values
  await tx
    .updateTable('contact_imports')
    .set({ state: 'failed', problem, finished_at: finishedAt })
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('state', 'in', ['reading', 'applying'])
    .where('created_at', '<', startedBefore)
    .execute()
}

export async function findImport(
  db: Database,
  { workspaceId, importId }: Key,
): Promise<ContactImport | undefined> {
  const row = await db
    .selectFrom('contact_imports')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .selectAll()
    .executeTakeFirst()
  return row && toImport(row)
}

export async function lockImport(
  tx: Transaction,
  { workspaceId, importId }: Key,
): Promise<ContactImport | undefined> {
  const row = await tx
    .selectFrom('contact_imports')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  return row && toImport(row)
}

/** Imports, newest first, from just before one on. */
export async function listImportRows(
  db: Database,
  values: {
    workspaceId: string
    limit: number
    beforeId: string | undefined
    trigger?: ImportTrigger | undefined
  },
): Promise<ContactImport[]> {
  const { workspaceId, limit, beforeId, trigger } = values
  let query = db.selectFrom('contact_imports').where('workspace_id', '=', workspaceId)
  if (trigger) query = query.where('trigger', '=', trigger)
  if (beforeId) query = query.where('id', '<', beforeId)
  const rows = await query.selectAll().orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toImport)
}

/** What earlier imports of an organisation cost: all its contacts, when last counted, and the calls of the last night. */
export async function findImportCosts(
  db: Database,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
): Promise<{ contacts: number | null; lastCalls: number | null }> {
  const ended = db
    .selectFrom('contact_imports')
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('state', 'in', ['ready', 'applying', 'done'])
  const [whole, night] = await Promise.all([
    ended.select((eb) => eb.fn.max('contacts_total').as('contacts')).executeTakeFirst(),
    ended
      .where('trigger', '=', 'night')
      .select('calls')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  return { contacts: whole?.contacts ?? null, lastCalls: night?.calls ?? null }
}

export async function updateImport(
  tx: Transaction,
  {
    workspaceId,
    importId,
    changes,
  }: Key & {
    changes: Partial<
      Pick<
        ContactImport,
        | 'state'
        | 'numbering'
        | 'problem'
        | 'finishedAt'
        | 'contactsRead'
        | 'contactsTotal'
        | 'rowsApplied'
      >
    > & { moreCalls?: number }
  },
): Promise<void> {
  const { state, numbering, problem, finishedAt } = changes
  const { contactsRead, contactsTotal, rowsApplied, moreCalls } = changes
  await tx
    .updateTable('contact_imports')
    .set((eb) => ({
      ...(state !== undefined && { state }),
      ...(numbering !== undefined && { numbering }),
      ...(problem !== undefined && { problem }),
      ...(finishedAt !== undefined && { finished_at: finishedAt }),
      ...(contactsRead !== undefined && { contacts_read: contactsRead }),
      ...(contactsTotal !== undefined && { contacts_total: contactsTotal }),
      ...(rowsApplied !== undefined && { rows_applied: rowsApplied }),
      ...(moreCalls !== undefined && { calls: eb('calls', '+', moreCalls) }),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .execute()
}

export type ImportCounts = RowCounts<Finding, RowResult>

/** How many rows of each finding and each result the imports have. */
export async function countImportRows(
  db: Database,
  { workspaceId, importIds }: { workspaceId: string; importIds: string[] },
): Promise<Map<string, ImportCounts>> {
  if (importIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('contact_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', 'in', importIds)
    .select(['import_id', 'finding', 'choice', 'result'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['import_id', 'finding', 'choice', 'result'])
    .execute()
  return sumRowCounts(importIds, rows)
}

function toImport(row: Selectable<Tables['contact_imports']>): ContactImport {
  return {
    id: row.id,
    connectionId: row.connection_id,
    trigger: row.trigger,
    mode: row.mode,
    state: row.state,
    scope: row.scope,
    groupId: row.group_id,
    groupName: row.group_name,
    numbering: row.numbering,
    requestedBy: row.requested_by,
    contactsRead: row.contacts_read,
    contactsTotal: row.contacts_total,
    calls: row.calls,
    rowsApplied: row.rows_applied,
    problem: row.problem,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
