import { statesBefore } from '#domain/document-state.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

export type SyncOutcome = Tables['sync_log']['outcome']

/** One call to Xero, as the wire showed it. */
export type SyncLogEntry = {
  id: string
  tenantId: string | null
  purpose: string
  subjectKind: string | null
  subjectId: string | null
  documentIds: readonly string[] | null
  method: string
  path: string
  status: number | null
  outcome: SyncOutcome
  detail: string | null
  attempt: number
  durationMs: number
  correlationId: string | null
  dayCallsRemaining: number | null
  startedAt: Date
}

/** One statement: where nothing else is written with it, it needs no transaction. */
export async function insertSyncLogEntry(
  db: Database,
  { workspaceId, entry }: { workspaceId: string; entry: SyncLogEntry },
): Promise<void> {
  await db
    .insertInto('sync_log')
    .values({
      workspace_id: workspaceId,
      id: entry.id,
      tenant_id: entry.tenantId,
      purpose: entry.purpose,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      document_ids: entry.documentIds && [...entry.documentIds],
      method: entry.method,
      path: entry.path,
      status: entry.status,
      outcome: entry.outcome,
      detail: entry.detail,
      attempt: entry.attempt,
      duration_ms: entry.durationMs,
      correlation_id: entry.correlationId,
      day_calls_remaining: entry.dayCallsRemaining,
      started_at: entry.startedAt,
    })
    .execute()
}

export type SyncLogFilter = {
  purpose?: string | undefined
  outcome?: SyncOutcome | undefined
  subjectId?: string | undefined
  /** Calls that are about this document, alone or with others. */
  documentId?: string | undefined
  /** Calls that were to change something in Xero. */
  isWrite?: boolean | undefined
  /** Calls to the organisation of this connection. */
  connectionId?: string | undefined
  startedFrom?: Date | undefined
  startedBefore?: Date | undefined
}

/** The log, newest first, from just before an entry on. */
export async function listSyncLogRows(
  db: Database,
  {
    workspaceId,
    limit,
    beforeId,
    ...filter
  }: SyncLogFilter & { workspaceId: string; limit: number; beforeId: string | undefined },
): Promise<SyncLogEntry[]> {
  let query = db
    .selectFrom('sync_log')
    .where('workspace_id', '=', workspaceId)
    .where(passes(workspaceId, filter))
  if (beforeId) query = query.where('id', '<', beforeId)
  return await query
    .select([
      'id',
      'tenant_id as tenantId',
      'purpose',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'document_ids as documentIds',
      'method',
      'path',
      'status',
      'outcome',
      'detail',
      'attempt',
      'duration_ms as durationMs',
      'correlation_id as correlationId',
      'day_calls_remaining as dayCallsRemaining',
      'started_at as startedAt',
    ])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The documents that the calls which pass the filter were about, and that Xero refused and a person can send once more. */
export async function listRefusedOfCalls(
  db: Database,
  { workspaceId, ...filter }: SyncLogFilter & { workspaceId: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select documents.id from xero_documents as documents
    where documents.workspace_id = ${workspaceId}
      and documents.state in (${sql.join(statesBefore('retry'))})
      and exists (select from sync_log
        where sync_log.workspace_id = ${workspaceId}
          and sync_log.document_ids @> array[documents.id] and ${passes(workspaceId, filter)})
    order by documents.id`.execute(db)
  return rows.map(({ id }) => id)
}

function passes(workspaceId: string, filter: SyncLogFilter): RawBuilder<SqlBool> {
  const { purpose, outcome, subjectId, documentId, isWrite, startedFrom, startedBefore } = filter
  const { connectionId } = filter
  const conditions = [
    purpose && sql`sync_log.purpose = ${purpose}`,
    outcome && sql`sync_log.outcome = ${outcome}`,
    subjectId && sql`sync_log.subject_id = ${subjectId}`,
    documentId &&
      sql`(sync_log.subject_id = ${documentId}
        or sync_log.document_ids @> array[${documentId}::uuid])`,
    connectionId &&
      sql`sync_log.tenant_id = (select x.tenant_id from xero_connections x
        where x.workspace_id = ${workspaceId} and x.id = ${connectionId})`,
    isWrite && sql`sync_log.method <> 'GET'`,
    startedFrom && sql`sync_log.started_at >= ${startedFrom}`,
    startedBefore && sql`sync_log.started_at < ${startedBefore}`,
  ]
  const asked = conditions.filter((each) => typeof each === 'object')
  return sql<SqlBool>`(${sql.join([sql`true`, ...asked], sql` and `)})`
}
