import { sql } from 'kysely'
import type { DocumentChange } from '#domain/document-state.ts'
import { newId } from '#lib/ids.ts'
import type { Database, Transaction } from './database.ts'
import { insertMany, type Inserts } from './insert-many.ts'

// What is asked to be done with documents that Xero has. A change is held by one claim at a time, as documents are.

const liveStates = ['planned', 'sending', 'unknown'] as const

type Queue = { workspaceId: string; connectionId: string }
type Claim = { workspaceId: string; changeId: string; claimId: string }

/** A change that a claim holds. */
export type ClaimedChange = {
  id: string
  documentId: string
  kind: DocumentChange
  /** planned: no call of it was made, or none that Xero took. */
  state: 'planned' | 'sending' | 'unknown'
  /** E-mailed though the customer has it: who asked knows. */
  isAgain: boolean
  attempts: number
  requestedBy: string
  requestedAt: Date
  /** The call as it went out last; null when its answer came. */
  idempotencyKey: string | null
  firstUsedAt: Date | null
  lastUsedAt: Date | null
  requestHash: string | null
}

export async function insertDocumentChange(
  tx: Transaction,
  values: {
    workspaceId: string
    id: string
    documentId: string
    connectionId: string
    kind: DocumentChange
    isAgain: boolean
    requestedBy: string
    requestedAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('xero_document_changes')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      document_id: values.documentId,
      connection_id: values.connectionId,
      kind: values.kind,
      state: 'planned',
      claim_id: null,
      lease_expires_at: null,
      idempotency_key: null,
      idempotency_key_last_used_at: null,
      request_hash: null,
      problem_code: null,
      problem_detail: null,
      requested_by: values.requestedBy,
      requested_at: values.requestedAt,
      finished_at: null,
      is_again: values.isAgain,
    })
    .execute()
}

/** E-mails that are asked for together with the documents themselves: each goes out once Xero has its document. */
export async function insertPlannedEmails(
  into: Transaction | Inserts,
  {
    workspaceId,
    connectionId,
    documentIds,
    ...asked
  }: Queue & { documentIds: readonly string[]; requestedBy: string; requestedAt: Date },
): Promise<void> {
  await insertMany<{ id: string; documentId: string }>(into, 'xero_document_changes', {
    all: {
      workspace_id: ['uuid', workspaceId],
      connection_id: ['uuid', connectionId],
      kind: ['text', 'email'],
      state: ['text', 'planned'],
      requested_by: ['uuid', asked.requestedBy],
      requested_at: ['timestamptz', asked.requestedAt],
    },
    columns: {
      id: ['uuid', (row) => row.id],
      document_id: ['uuid', (row) => row.documentId],
    },
    rows: documentIds.map((documentId) => ({ id: newId(), documentId })),
  })
}

/** The document will never be in Xero: nothing is done with it there. */
export async function removeChanges(
  tx: Transaction,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<void> {
  await tx
    .deleteFrom('xero_document_changes')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .where('state', '=', 'planned')
    .execute()
}

/** Holds the oldest change that nobody holds now, of a document that Xero has. */
export async function claimChange(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    now,
    claimId,
    leaseExpiresAt,
  }: Queue & { now: Date; claimId: string; leaseExpiresAt: Date },
): Promise<ClaimedChange | undefined> {
  const { rows } = await sql<ClaimedChange>`
    update xero_document_changes g set claim_id = ${claimId}, lease_expires_at = ${leaseExpiresAt}
    where g.workspace_id = ${workspaceId} and g.id = (
      select c.id from xero_document_changes c
      join xero_documents d on d.workspace_id = c.workspace_id and d.id = c.document_id and d.xero_id is not null
      where c.workspace_id = ${workspaceId} and c.connection_id = ${connectionId}
        and c.state in (${sql.join(liveStates)})
        and (c.lease_expires_at is null or c.lease_expires_at <= ${now})
      order by c.id limit 1 for update of c skip locked)
    returning g.id, g.document_id as "documentId", g.kind, g.state, g.is_again as "isAgain", g.attempts,
      g.requested_by as "requestedBy", g.requested_at as "requestedAt", g.idempotency_key as "idempotencyKey",
      g.idempotency_key_first_used_at as "firstUsedAt", g.idempotency_key_last_used_at as "lastUsedAt",
      g.request_hash as "requestHash"`.execute(tx)
  return rows[0]
}

/** Its call goes out now. False when another claim has taken over. */
export async function markChangeSending(
  tx: Transaction,
  {
    workspaceId,
    changeId,
    claimId,
    call,
    leaseExpiresAt,
  }: Claim & {
    call: {
      idempotencyKey: string
      firstUsedAt: Date
      lastUsedAt: Date
      requestHash: string
    } | null
    leaseExpiresAt: Date
  },
): Promise<boolean> {
  const result = await tx
    .updateTable('xero_document_changes')
    .set({
      state: 'sending',
      attempts: sql<number>`attempts + 1`,
      lease_expires_at: leaseExpiresAt,
      ...(call && {
        idempotency_key: call.idempotencyKey,
        idempotency_key_first_used_at: call.firstUsedAt,
        idempotency_key_last_used_at: call.lastUsedAt,
        request_hash: call.requestHash,
      }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', changeId)
    .where('claim_id', '=', claimId)
    .where('state', 'in', liveStates)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Lets go of a change that is not over: nothing was sent, or nobody knows what became of it. */
export async function letGoOfChange(
  tx: Transaction,
  {
    workspaceId,
    changeId,
    claimId,
    ...left
  }: Claim & {
    state?: 'planned' | 'unknown'
    /** Keeps it from being looked at earlier. */
    notBefore?: Date | null
    keepsKey: boolean
    code?: string
    detail?: string
  },
): Promise<void> {
  await tx
    .updateTable('xero_document_changes')
    .set({
      ...(left.state && { state: left.state }),
      ...(left.state && { problem_code: left.code ?? null }),
      ...(left.detail !== undefined && { problem_detail: left.detail }),
      ...(left.keepsKey ? {} : { idempotency_key: null }),
      lease_expires_at: left.notBefore ?? null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', changeId)
    .where('claim_id', '=', claimId)
    .where('state', 'in', liveStates)
    .execute()
}

/** The change of a document that is under way, held until the end of the transaction. */
export async function lockLiveChange(
  tx: Transaction,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<
  { id: string; kind: DocumentChange; attempts: number; requestedBy: string } | undefined
> {
  return await tx
    .selectFrom('xero_document_changes')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .where('state', 'in', liveStates)
    .select(['id', 'kind', 'attempts', 'requested_by as requestedBy'])
    .forUpdate()
    .executeTakeFirst()
}

/** It is over: done, or refused with these words. */
export async function finishChange(
  tx: Transaction,
  {
    workspaceId,
    changeId,
    ...end
  }: {
    workspaceId: string
    changeId: string
    finishedAt: Date
    problem: { code: string; detail: string } | null
  },
): Promise<boolean> {
  const result = await tx
    .updateTable('xero_document_changes')
    .set({
      state: end.problem ? 'rejected' : 'done',
      problem_code: end.problem?.code ?? null,
      problem_detail: end.problem?.detail ?? null,
      lease_expires_at: null,
      finished_at: end.finishedAt,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', changeId)
    .where('state', 'in', liveStates)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** How many changes of documents that an organisation has are still to be done, and when the next lease ends. */
export async function findUnfinishedChanges(
  db: Database,
  { workspaceId, connectionId }: Queue,
): Promise<{ count: number; nextLeaseExpiresAt: Date | null }> {
  const { rows } = await sql<{ count: number; nextLeaseExpiresAt: Date | null }>`
    select count(*) as count, min(coalesce(c.lease_expires_at, 'epoch'::timestamptz)) as "nextLeaseExpiresAt"
    from xero_document_changes c
    join xero_documents d on d.workspace_id = c.workspace_id and d.id = c.document_id and d.xero_id is not null
    where c.workspace_id = ${workspaceId} and c.connection_id = ${connectionId}
      and c.state in (${sql.join(liveStates)})`.execute(db)
  return rows[0] ?? { count: 0, nextLeaseExpiresAt: null }
}
