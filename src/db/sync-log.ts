import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
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

export async function insertSyncLogEntry(
  tx: Transaction,
  { workspaceId, entry }: { workspaceId: string; entry: SyncLogEntry },
): Promise<void> {
  await tx
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
  let query = db.selectFrom('sync_log').where('workspace_id', '=', workspaceId)
  if (filter.purpose) query = query.where('purpose', '=', filter.purpose)
  if (filter.outcome) query = query.where('outcome', '=', filter.outcome)
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId)
  const { documentId } = filter
  if (documentId) {
    query = query.where((eb) =>
      eb.or([
        eb('subject_id', '=', documentId),
        sql<boolean>`document_ids @> array[${documentId}::uuid]`,
      ]),
    )
  }
  if (filter.startedFrom) query = query.where('started_at', '>=', filter.startedFrom)
  if (filter.startedBefore) query = query.where('started_at', '<', filter.startedBefore)
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
