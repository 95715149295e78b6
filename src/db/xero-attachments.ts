import { sql } from 'kysely'
import type { AttachmentKind, AttachmentState } from '#domain/attachments.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Database, Transaction } from './database.ts'
import { insertMany, type Inserts } from './insert-many.ts'
import type { XeroDocumentKind } from './xero-documents.ts'

// Files and notes that go with documents to Xero. One is held by one claim at a time, as documents are.

const waitingStates = ['planned', 'sending', 'unknown'] as const

type Queue = { workspaceId: string; connectionId: string }
type Claim = { workspaceId: string; attachmentId: string; claimId: string }

export type NewAttachment = {
  id: string
  documentId: string
  kind: AttachmentKind
  name: string
  fileId: string | null
  isOnline: boolean
  /** Why it cannot go along; it is kept beside its document all the same. */
  leftOut?: RefusalCode | undefined
}

/** An attachment that a claim holds, with the document that Xero has. */
export type ClaimedAttachment = NewAttachment & {
  state: AttachmentState
  attempts: number
  createdAt: Date
  documentKind: XeroDocumentKind
  xeroId: string
  /** The call of a note as it went out last; null when its answer came. */
  idempotencyKey: string | null
  firstUsedAt: Date | null
  lastUsedAt: Date | null
}

/** As it is seen beside its document. */
export type AttachmentOfDocument = {
  id: string
  kind: AttachmentKind
  name: string
  isOnline: boolean
  state: AttachmentState
  problemCode: string | null
  problemDetail: string | null
}

/** The attachments of the document `d`, in the order they are sent. */
export const attachmentsOfDocument = sql<AttachmentOfDocument[]>`coalesce((
  select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'name', a.name, 'isOnline', a.is_online,
    'state', a.state, 'problemCode', a.problem_code, 'problemDetail', a.problem_detail) order by a.id)
  from xero_attachments a where a.workspace_id = d.workspace_id and a.document_id = d.id), '[]')`

export async function insertAttachments(
  into: Transaction | Inserts,
  {
    workspaceId,
    connectionId,
    createdAt,
    attachments,
  }: Queue & { createdAt: Date; attachments: readonly NewAttachment[] },
): Promise<void> {
  await insertMany<NewAttachment>(into, 'xero_attachments', {
    all: {
      workspace_id: ['uuid', workspaceId],
      connection_id: ['uuid', connectionId],
      created_at: ['timestamptz', createdAt],
    },
    columns: {
      id: ['uuid', (row) => row.id],
      document_id: ['uuid', (row) => row.documentId],
      kind: ['text', (row) => row.kind],
      name: ['text', (row) => row.name],
      file_id: ['uuid', (row) => row.fileId],
      is_online: ['boolean', (row) => row.isOnline],
      state: ['text', (row) => (row.leftOut ? 'left_out' : 'planned')],
      problem_code: ['text', (row) => row.leftOut ?? null],
    },
    rows: attachments,
  })
}

/** Holds the next attachment that nobody holds now, of a document that Xero has. */
export async function claimAttachment(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    now,
    claimId,
    leaseExpiresAt,
  }: Queue & { now: Date; claimId: string; leaseExpiresAt: Date },
): Promise<ClaimedAttachment | undefined> {
  const { rows } = await sql<ClaimedAttachment>`
    update xero_attachments a set claim_id = ${claimId}, lease_expires_at = ${leaseExpiresAt}
    from xero_documents d
    where a.workspace_id = ${workspaceId} and d.workspace_id = a.workspace_id and d.id = a.document_id and a.id = (
      select w.id from xero_attachments w
      join xero_documents c on c.workspace_id = w.workspace_id and c.id = w.document_id and c.state = 'confirmed'
      where w.workspace_id = ${workspaceId} and w.connection_id = ${connectionId}
        and w.state in (${sql.join(waitingStates)})
        and (w.lease_expires_at is null or w.lease_expires_at <= ${now})
      order by w.document_id, w.id limit 1 for update of w skip locked)
    returning a.id, a.document_id as "documentId", a.kind, a.name, a.file_id as "fileId", a.is_online as "isOnline",
      a.state, a.attempts, a.created_at as "createdAt", d.kind as "documentKind", d.xero_id as "xeroId",
      a.idempotency_key as "idempotencyKey", a.idempotency_key_first_used_at as "firstUsedAt",
      a.idempotency_key_last_used_at as "lastUsedAt"`.execute(tx)
  return rows[0]
}

/** Its call goes out now. False when another claim has taken over. */
export async function markAttachmentSending(
  tx: Transaction,
  {
    workspaceId,
    attachmentId,
    claimId,
    leaseExpiresAt,
    call,
  }: Claim & {
    leaseExpiresAt: Date
    /** Of a note; to attach a file twice does no harm. */
    call: { idempotencyKey: string; firstUsedAt: Date; lastUsedAt: Date } | null
  },
): Promise<boolean> {
  const result = await tx
    .updateTable('xero_attachments')
    .set({
      state: 'sending',
      attempts: sql<number>`attempts + 1`,
      lease_expires_at: leaseExpiresAt,
      ...(call && {
        idempotency_key: call.idempotencyKey,
        idempotency_key_first_used_at: call.firstUsedAt,
        idempotency_key_last_used_at: call.lastUsedAt,
      }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', attachmentId)
    .where('claim_id', '=', claimId)
    .where('state', 'in', waitingStates)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What was printed for it. The first print stays: what is sent again is the same file. */
export async function setAttachmentFile(
  tx: Transaction,
  {
    workspaceId,
    attachmentId,
    fileId,
  }: { workspaceId: string; attachmentId: string; fileId: string },
): Promise<void> {
  await tx
    .updateTable('xero_attachments')
    .set({ file_id: fileId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', attachmentId)
    .where('file_id', 'is', null)
    .execute()
}

type End =
  | { state: 'confirmed'; confirmedAt: Date }
  | { state: 'rejected'; problem: { code: string; detail: string } }
  /** Let go: to be sent, or to be looked up first, by whoever comes next. */
  | { state: 'planned' }
  | {
      state: 'unknown'
      detail: string
      /** An answer ended its last call: it goes out with another key. */
      dropsKey?: boolean
      code?: 'lookup_is_refused'
      notBefore?: Date
    }

/** What became of it. Only for the claim that still holds it. */
export async function endAttachmentClaim(
  tx: Transaction,
  { workspaceId, attachmentId, claimId, end }: Claim & { end: End },
): Promise<void> {
  const problem =
    end.state === 'rejected'
      ? end.problem
      : end.state === 'unknown'
        ? { code: end.code ?? 'outcome_is_unknown', detail: end.detail }
        : null
  await tx
    .updateTable('xero_attachments')
    .set({
      state: end.state,
      lease_expires_at: end.state === 'unknown' ? (end.notBefore ?? null) : null,
      problem_code: problem?.code ?? null,
      problem_detail: problem?.detail ?? null,
      ...((end.state !== 'unknown' || end.dropsKey) && { idempotency_key: null }),
      ...(end.state === 'confirmed' && { confirmed_at: end.confirmedAt }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', attachmentId)
    .where('claim_id', '=', claimId)
    .where('state', 'in', waitingStates)
    .execute()
}

/** What is still to be done of what goes with documents that Xero has, and when the next lease ends. */
export async function findWaitingAttachments(
  db: Database,
  { workspaceId, connectionId }: Queue,
): Promise<{ count: number; nextLeaseExpiresAt: Date | null }> {
  const { rows } = await sql<{ count: number; nextLeaseExpiresAt: Date | null }>`
    select count(*) as count, min(coalesce(a.lease_expires_at, 'epoch'::timestamptz)) as "nextLeaseExpiresAt"
    from xero_attachments a
    join xero_documents d on d.workspace_id = a.workspace_id and d.id = a.document_id and d.state = 'confirmed'
    where a.workspace_id = ${workspaceId} and a.connection_id = ${connectionId}
      and a.state in (${sql.join(waitingStates)})`.execute(db)
  return rows[0] ?? { count: 0, nextLeaseExpiresAt: null }
}

/** Whether something goes with a document that Xero has and is not there yet; what lacks a permission counts too. */
export async function hasAttachmentsToSend(
  db: Database,
  { workspaceId, connectionId }: Queue,
): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (select from xero_attachments a
      join xero_documents d on d.workspace_id = a.workspace_id and d.id = a.document_id and d.state = 'confirmed'
      where a.workspace_id = ${workspaceId} and a.connection_id = ${connectionId}
        and (a.state in (${sql.join(waitingStates)})
          or (a.state = 'rejected' and a.problem_code = 'permission_is_missing'))) as some`.execute(
    db,
  )
  return rows[0]?.some ?? false
}

/** What was refused for want of a permission waits again. */
export async function replanUnpermitted(
  tx: Transaction,
  { workspaceId, connectionId }: Queue,
): Promise<void> {
  await tx
    .updateTable('xero_attachments')
    .set({ state: 'planned', problem_code: null, problem_detail: null })
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'rejected')
    .where('problem_code', '=', 'permission_is_missing')
    .execute()
}

/** A person has it sent once more. */
export async function replanAttachment(
  tx: Transaction,
  { workspaceId, attachmentId }: { workspaceId: string; attachmentId: string },
): Promise<void> {
  await tx
    .updateTable('xero_attachments')
    .set({ state: 'planned', lease_expires_at: null, problem_code: null, problem_detail: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', attachmentId)
    .where('state', '=', 'rejected')
    .execute()
}

/** The document will never be in Xero: nothing goes with it. */
export async function removeAttachments(
  tx: Transaction,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<void> {
  await tx
    .deleteFrom('xero_attachments')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .execute()
}
