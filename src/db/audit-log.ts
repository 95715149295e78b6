import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AuditAction, AuditSubject, FieldChange } from '#domain/audit.ts'
import { mentionsIn } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { insertMany } from './insert-many.ts'

export type NewAuditEntry = {
  entryId: string
  action: AuditAction
  subject: AuditSubject
  id: string | null
  name: string
  changes: readonly FieldChange[]
}

export async function insertAuditEntries(
  tx: Transaction,
  by: {
    workspaceId: string
    memberId: string | null
    tokenId: string | null
    happenedAt: Date
    entries: readonly NewAuditEntry[]
  },
): Promise<void> {
  await insertMany<NewAuditEntry>(tx, 'audit_log', {
    all: {
      workspace_id: ['uuid', by.workspaceId],
      member_id: ['uuid', by.memberId],
      token_id: ['uuid', by.tokenId],
      happened_at: ['timestamptz', by.happenedAt],
    },
    columns: {
      id: ['uuid', (row) => row.entryId],
      action: ['text', (row) => row.action],
      subject: ['text', (row) => row.subject],
      subject_id: ['uuid', (row) => row.id],
      subject_name: ['text', (row) => row.name],
      changes: ['jsonb', (row) => JSON.stringify(row.changes)],
    },
    rows: by.entries,
  })
}

export type AuditFilter = {
  /** What this person did; null: what Hourbook did by itself. */
  memberId?: string | null | undefined
  subjects?: readonly AuditSubject[] | undefined
  subjectId?: string | undefined
  /** Words of what things are called. */
  q?: string | undefined
  happenedFrom?: Date | undefined
  happenedBefore?: Date | undefined
}

export type AuditEntry = {
  id: string
  happenedAt: Date
  memberId: string | null
  memberName: string | null
  tokenName: string | null
  action: AuditAction
  subject: AuditSubject
  subjectId: string | null
  subjectName: string
  changes: FieldChange[]
}

/** The log, newest first, from just before an entry on. */
export async function listAuditRows(
  db: Database,
  {
    workspaceId,
    limit,
    beforeId,
    ...filter
  }: AuditFilter & { workspaceId: string; limit: number; beforeId: string | undefined },
): Promise<AuditEntry[]> {
  let query = db
    .selectFrom('audit_log as a')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'a.workspace_id').onRef('m.id', '=', 'a.member_id'),
    )
    .leftJoin('api_tokens as t', (join) =>
      join.onRef('t.workspace_id', '=', 'a.workspace_id').onRef('t.id', '=', 'a.token_id'),
    )
    .where('a.workspace_id', '=', workspaceId)
    .where(passes(filter))
  if (beforeId) query = query.where('a.id', '<', beforeId)
  return await query
    .select([
      'a.id',
      'a.happened_at as happenedAt',
      'a.member_id as memberId',
      'm.name as memberName',
      't.name as tokenName',
      'a.action',
      'a.subject',
      'a.subject_id as subjectId',
      'a.subject_name as subjectName',
      'a.changes',
    ])
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute()
}

function passes(filter: AuditFilter): RawBuilder<SqlBool> {
  const { memberId, subjects, subjectId, q, happenedFrom, happenedBefore } = filter
  const conditions = [
    memberId === null && sql<SqlBool>`a.member_id is null`,
    memberId && sql<SqlBool>`a.member_id = ${memberId}`,
    subjects && sql<SqlBool>`a.subject = any(${[...subjects]}::text[])`,
    subjectId && sql<SqlBool>`a.subject_id = ${subjectId}`,
    happenedFrom && sql<SqlBool>`a.happened_at >= ${happenedFrom}`,
    happenedBefore && sql<SqlBool>`a.happened_at < ${happenedBefore}`,
    mentionsIn(['a.subject_name'], q),
  ].filter((each) => typeof each === 'object' && each !== null)
  return sql`${sql.join(conditions, sql` and `)}`
}
