import type { AnsweredLines } from '#domain/answered-lines.ts'
import { say } from '#domain/words/say.ts'
import { sql } from 'kysely'
import { stateAfter, statesBefore } from '#domain/document-state.ts'
import { attemptsBeforeAlone, halvings } from '#domain/sending.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
import { type TargetStatus, withoutBatch, type XeroDocumentKind } from './xero-documents.ts'
import { listOutgoingLines, type OutgoingLine } from './xero-document-lines.ts'

// The queue inside xero_documents. A batch is held by one claim at a time: its batch_id is new with every claim, and
// only the claim that a document still carries may record what became of it.

/** A document as it is sent, or looked up. */
export type OutgoingDocument = {
  id: string
  kind: XeroDocumentKind
  exportId: string | null
  invoiceId: string | null
  contactId: string | null
  targetStatus: TargetStatus
  lookupText: string
  reference: string
  issuedOn: string
  dueOn: string | null
  currency: string
  brandingThemeId: string | null
  reversesId: string | null
  /** Of a journal: whether the prices of its invoice do. */
  pricesIncludeVat: boolean
  attempts: number
  lines: OutgoingLine[]
}

/** The call that a claimed batch went out with before; null when no answer can be had by repeating it. */
export type EarlierCall = {
  idempotencyKey: string
  firstUsedAt: Date
  lastUsedAt: Date
  requestHash: string
}

type Queue = { workspaceId: string; connectionId: string }
type Claim = { workspaceId: string; batchId: string }

/**
 * Holds up to `limit` documents that wait to be sent, of one kind and currency, the oldest first; fewer where more were refused
 * together. What another worker holds is passed over.
 */
export async function claimPlanned(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    kind,
    currency,
    limit,
  }: Queue & { kind: XeroDocumentKind; currency: string; limit: number },
): Promise<OutgoingDocument[]> {
  const isTried = sql`d.attempts >= ${attemptsBeforeAlone}::integer
    + case when d.batch_limit is null then 0 else ${halvings}::integer end`
  const { rows } = await sql<{ id: string; batchLimit: number | null; isTried: boolean }>`
    select d.id, d.batch_limit as "batchLimit", ${isTried} as "isTried" from xero_documents d
    where d.workspace_id = ${workspaceId} and d.connection_id = ${connectionId}
      and d.state = 'planned' and d.kind = ${kind} and d.currency = ${currency}
      and (d.kind = 'manual_journal' or exists (
        select 1 from xero_contact_links l
        where l.workspace_id = d.workspace_id and l.tenant_id = d.tenant_id and l.client_id = d.client_id))
    order by ${isTried}, d.id
    limit ${limit}
    for update of d skip locked`.execute(tx)
  const [first] = rows
  const together = rows.filter(
    (row) => row.isTried === first?.isTried && row.batchLimit === first.batchLimit,
  )
  const chosen = together.slice(0, first?.isTried ? 1 : (first?.batchLimit ?? limit))
  return await listOutgoing(tx, { workspaceId, documentIds: chosen.map((row) => row.id) })
}

/** They go out now, in this order, with this key; until the lease ends nobody else touches them. */
export async function markSending(
  tx: Transaction,
  {
    workspaceId,
    batchId,
    documentIds,
    ...call
  }: Claim & EarlierCall & { documentIds: readonly string[]; leaseExpiresAt: Date },
): Promise<void> {
  await sql`
    update xero_documents d
    set state = ${stateAfter.send}, batch_id = ${batchId}, batch_position = n.position - 1, attempts = attempts + 1,
      idempotency_key = ${call.idempotencyKey}, idempotency_key_last_used_at = ${call.lastUsedAt},
      idempotency_key_first_used_at = ${call.firstUsedAt}, request_hash = ${call.requestHash}, lease_expires_at = ${call.leaseExpiresAt}
    from unnest(${sql.val(documentIds)}::uuid[]) with ordinality as n (id, position)
    where d.workspace_id = ${workspaceId} and d.id = n.id
      and d.state in (${sql.join(statesBefore('send'))})`.execute(tx)
}

/**
 * Holds one batch whose outcome nobody knows: its call ended without an answer, or its worker is gone and the lease with
 * it. In the order it was sent.
 */
export async function claimUnsettled(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    now,
    batchId,
    leaseExpiresAt,
  }: Queue & { now: Date; batchId: string; leaseExpiresAt: Date },
): Promise<
  | {
      documents: OutgoingDocument[]
      earlierCall: EarlierCall | null
      /** When the batch last went out. */
      lastSentAt: Date | null
    }
  | undefined
> {
  const unsettled = sql`d.workspace_id = ${workspaceId} and d.connection_id = ${connectionId}
    and d.state in (${sql.join(statesBefore('confirm'))})
    and (d.lease_expires_at is null or d.lease_expires_at <= ${now})`
  // Chosen without a lock and then locked as a whole, in one order: two workers that choose the same wait for each other,
  // and the second finds it taken.
  const { rows } = await sql<{
    id: string
    position: number
    idempotencyKey: string | null
    firstUsedAt: Date | null
    lastUsedAt: Date | null
    requestHash: string | null
  }>`
    select d.id, d.batch_position as position, d.idempotency_key as "idempotencyKey",
      d.idempotency_key_first_used_at as "firstUsedAt", d.idempotency_key_last_used_at as "lastUsedAt",
      d.request_hash as "requestHash"
    from xero_documents d
    where ${unsettled} and d.batch_id = (
      select d.batch_id from xero_documents d where ${unsettled} order by d.id limit 1)
    order by d.id for update of d`.execute(tx)
  if (rows.length === 0) return undefined
  const inOrder = rows.toSorted((a, b) => a.position - b.position)
  const documentIds = inOrder.map((row) => row.id)
  await tx
    .updateTable('xero_documents')
    .set({
      state: stateAfter.lose,
      batch_id: batchId,
      lease_expires_at: leaseExpiresAt,
      problem_code: 'outcome_is_unknown',
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', anyUuid(documentIds))
    .execute()
  const documents = await listOutgoing(tx, { workspaceId, documentIds })
  const lastSentAt = rows[0]?.lastUsedAt ?? null
  return { documents, earlierCall: earlierCallOf(rows), lastSentAt }
}

// All rows of a batch carry the same call. The batch was taken apart when they do not.
function earlierCallOf(
  rows: {
    idempotencyKey: string | null
    firstUsedAt: Date | null
    lastUsedAt: Date | null
    requestHash: string | null
  }[],
): EarlierCall | null {
  const { idempotencyKey, firstUsedAt, lastUsedAt, requestHash } = rows[0] ?? {}
  if (!idempotencyKey || !lastUsedAt || !requestHash) return null
  return { idempotencyKey, firstUsedAt: firstUsedAt ?? lastUsedAt, lastUsedAt, requestHash }
}

/** Holds documents, and what they take back, in one order everywhere, while their outcome is written. */
export async function holdDocuments(
  tx: Transaction,
  { workspaceId, documentIds }: { workspaceId: string; documentIds: readonly string[] },
): Promise<void> {
  await tx
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where(
      sql<boolean>`id in (
        select unnest(array[x.id, x.reverses_id]) from xero_documents x
        where x.workspace_id = ${workspaceId} and x.id = ${anyUuid(documentIds)})`,
    )
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
}

export type Confirmation = {
  documentId: string
  xeroId: string
  xeroNumber: string | null
  xeroStatus: string
  /** The contact it is on; null for a journal. */
  contactId: string | null
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  updatedAt: string | null
  /** In the order of our lines; empty where Xero gives lines no id. */
  lineIds: string[]
  /** How Xero booked them; null when that cannot be told. */
  answered: AnsweredLines | null
}

/** Xero has them: their receipts. Only for the claim that still holds them. */
export async function recordConfirmed(
  tx: Transaction,
  {
    workspaceId,
    batchId,
    now,
    confirmed,
  }: Claim & { now: Date; confirmed: readonly Confirmation[] },
): Promise<void> {
  if (confirmed.length === 0) return
  const column = (valueOf: (each: Confirmation) => string | number | null) =>
    sql.val(confirmed.map(valueOf))
  await sql`
    update xero_documents d
    set state = ${stateAfter.confirm}, xero_id = n.xero_id, xero_number = n.number, xero_status = n.status,
      xero_subtotal_minor = n.subtotal, xero_tax_minor = n.tax, xero_total_minor = n.total,
      xero_updated_at = n.updated_at, xero_line_ids = n.line_ids::uuid[],
      xero_contact_id = n.contact_id, xero_answered = n.answered::jsonb, confirmed_at = ${now}, lease_expires_at = null,
      problem_code = null, problem_detail = null
    from unnest(${column((each) => each.documentId)}::uuid[], ${column((each) => each.xeroId)}::uuid[],
      ${column((each) => each.xeroNumber)}::text[], ${column((each) => each.xeroStatus)}::text[],
      ${column((each) => each.subtotalMinor)}::bigint[], ${column((each) => each.taxMinor)}::bigint[],
      ${column((each) => each.totalMinor)}::bigint[], ${column((each) => each.updatedAt)}::timestamptz[],
      ${column((each) => `{${each.lineIds.join(',')}}`)}::text[], ${column((each) => each.contactId)}::uuid[],
      ${column(({ answered }) => answered && JSON.stringify(answered))}::text[])
      as n (id, xero_id, number, status, subtotal, tax, total, updated_at, line_ids, contact_id, answered)
    where d.workspace_id = ${workspaceId} and d.id = n.id and d.batch_id = ${batchId}
      and d.state in (${sql.join(statesBefore('confirm'))})`.execute(tx)
}

export type Rejection = { documentId: string; code: string; detail: string }

/** Xero said no, with these words. Only for the claim that still holds them. */
export async function recordRejected(
  tx: Transaction,
  { workspaceId, batchId, rejected }: Claim & { rejected: readonly Rejection[] },
): Promise<void> {
  if (rejected.length === 0) return
  await sql`
    update xero_documents d
    set state = ${stateAfter.reject}, problem_code = n.code, problem_detail = n.detail, lease_expires_at = null
    from unnest(${sql.val(rejected.map((each) => each.documentId))}::uuid[],
      ${sql.val(rejected.map((each) => each.code))}::text[],
      ${sql.val(rejected.map((each) => each.detail))}::text[]) as n (id, code, detail)
    where d.workspace_id = ${workspaceId} and d.id = n.id and d.batch_id = ${batchId}
      and d.state in ('sending', 'unknown')`.execute(tx)
}

/** The documents of these clients cannot be sent, because Xero will not have their contact. */
export async function rejectPlannedOfClients(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    clients,
  }: Queue & { clients: readonly { clientId: string; code: string; detail: string }[] },
): Promise<void> {
  if (clients.length === 0) return
  const clientIds = sql.val(clients.map((each) => each.clientId))
  const waiting = sql`d.workspace_id = ${workspaceId} and d.connection_id = ${connectionId}
    and d.kind = 'invoice' and d.state = 'planned'`
  await sql`
    select d.id from xero_documents d where ${waiting} and d.client_id = any(${clientIds}::uuid[])
    order by d.id for update`.execute(tx)
  await sql`
    update xero_documents d
    set state = ${stateAfter.reject}, problem_code = n.code, problem_detail = n.detail
    from unnest(${clientIds}::uuid[],
      ${sql.val(clients.map((each) => each.code))}::text[],
      ${sql.val(clients.map((each) => each.detail))}::text[]) as n (client_id, code, detail)
    where ${waiting} and d.client_id = n.client_id`.execute(tx)
}

/** What waits to be sent in another currency than the organisation's cannot be sent. */
export async function rejectPlannedInOtherCurrency(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    organisation,
  }: Queue & { organisation: { name: string; baseCurrency: string } },
): Promise<number> {
  const { name, baseCurrency } = organisation
  const words = say('{{name}} keeps its books in {{theirs}}; this document is in {{ours}}.', {
    name,
    theirs: baseCurrency,
    ours: '[currency]',
  })
  const waiting = sql`d.workspace_id = ${workspaceId} and d.connection_id = ${connectionId}
    and d.state = 'planned' and d.currency <> ${baseCurrency}`
  const { numAffectedRows = 0n } = await sql`
    with held as (select d.id from xero_documents d where ${waiting} order by d.id for update)
    update xero_documents d
    set state = ${stateAfter.reject}, problem_code = 'currency_differs',
      problem_detail = replace(${words}::text, '[currency]', d.currency)
    from held where d.workspace_id = ${workspaceId} and d.id = held.id`.execute(tx)
  return Number(numAffectedRows)
}

/** They are certainly not in Xero: they wait again, and will go out with another key. */
export async function recordReleased(
  tx: Transaction,
  { workspaceId, batchId, documentIds }: Claim & { documentIds: readonly string[] },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({ state: stateAfter.release, ...withoutBatch, problem_code: null, problem_detail: null })
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', batchId)
    .where('id', '=', anyUuid(documentIds))
    .where('state', 'in', statesBefore('release'))
    .execute()
}

/**
 * Xero refused their call as a whole and wrote nothing: they wait again, to go with another key and with so many at most, until
 * the one that it was for goes alone.
 */
export async function recordHalved(
  tx: Transaction,
  claim: Claim & { documentIds: readonly string[]; batchLimit: number },
): Promise<void> {
  const { workspaceId, batchId, documentIds, batchLimit } = claim
  await tx
    .updateTable('xero_documents')
    .set({ batch_limit: batchLimit })
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', batchId)
    .where('id', '=', anyUuid(documentIds))
    .where('state', 'in', statesBefore('release'))
    .execute()
  await recordReleased(tx, claim)
}

/** What is looked up in two calls from now on, because Xero refused to look up all of it in one. */
export async function splitUnsettled(
  tx: Transaction,
  {
    workspaceId,
    batchId,
    documentIds,
    newBatchId,
  }: Claim & { documentIds: readonly string[]; newBatchId: string },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({ batch_id: newBatchId })
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', batchId)
    .where('id', '=', anyUuid(documentIds))
    .where('state', 'in', statesBefore('confirm'))
    .execute()
}

/** What Xero refused to look up, documents, changes and files, is asked for once more now; false when there is none. */
export async function lookAgainNow(
  tx: Transaction,
  { workspaceId, connectionId }: Queue,
): Promise<boolean> {
  let isAny = false
  for (const table of ['xero_documents', 'xero_document_changes', 'xero_attachments'] as const) {
    // A transaction carries out one statement at a time.
    // oxlint-disable-next-line no-await-in-loop
    const { numAffectedRows = 0n } = await sql`
      update ${sql.table(table)} set lease_expires_at = null
      where workspace_id = ${workspaceId} and connection_id = ${connectionId} and state = ${stateAfter.lose}
        and problem_code = 'lookup_is_refused'`.execute(tx)
    isAny ||= numAffectedRows > 0n
  }
  return isAny
}

/**
 * Nobody knows whether they are in Xero. `keepsKey`: the same call may be made again, which Xero answers as the first.
 * `notBefore`: the earliest moment that a look-up tells more than it does now.
 */
export async function recordLost(
  tx: Transaction,
  {
    workspaceId,
    batchId,
    documentIds,
    keepsKey,
    notBefore,
    code = 'outcome_is_unknown',
    detail,
  }: Claim & {
    documentIds: readonly string[]
    keepsKey: boolean
    notBefore: Date | null
    code?: 'outcome_is_unknown' | 'lookup_is_refused'
    detail: string
  },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({
      state: stateAfter.lose,
      ...(keepsKey ? {} : { idempotency_key: null }),
      lease_expires_at: notBefore,
      problem_code: code,
      problem_detail: detail,
    })
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', batchId)
    .where('id', '=', anyUuid(documentIds))
    .where('state', 'in', statesBefore('lose'))
    .execute()
}

/** What is still to be done for a connection: whether something waits, and when the next lease ends. */
export async function findUnfinished(
  db: Database,
  { workspaceId, connectionId }: Queue,
): Promise<{ planned: number; unsettled: number; nextLeaseExpiresAt: Date | null }> {
  const { rows } = await sql<{
    planned: number
    unsettled: number
    nextLeaseExpiresAt: Date | null
  }>`
    select count(*) filter (where state = 'planned') as planned,
      count(*) filter (where state <> 'planned') as unsettled,
      min(coalesce(lease_expires_at, 'epoch'::timestamptz)) filter (where state <> 'planned')
        as "nextLeaseExpiresAt"
    from xero_documents
    where workspace_id = ${workspaceId} and connection_id = ${connectionId}
      and state in ('planned', 'sending', 'unknown')`.execute(db)
  return rows[0] ?? { planned: 0, unsettled: 0, nextLeaseExpiresAt: null }
}

async function listOutgoing(
  tx: Transaction,
  { workspaceId, documentIds }: { workspaceId: string; documentIds: string[] },
): Promise<OutgoingDocument[]> {
  if (documentIds.length === 0) return []
  const { rows } = await sql<Omit<OutgoingDocument, 'lines'>>`
    select d.id, d.kind, d.export_id as "exportId", d.invoice_id as "invoiceId", l.contact_id as "contactId", d.target_status as "targetStatus",
      d.lookup_text as "lookupText", d.reference, d.issued_on as "issuedOn", d.due_on as "dueOn", d.currency,
      d.branding_theme_id as "brandingThemeId", d.reverses_id as "reversesId", d.attempts,
      coalesce(i.prices_include_vat, false) as "pricesIncludeVat"
    from unnest(${sql.val(documentIds)}::uuid[]) with ordinality as n (id, position)
    join xero_documents d on d.workspace_id = ${workspaceId} and d.id = n.id
    left join xero_contact_links l on l.workspace_id = d.workspace_id and l.tenant_id = d.tenant_id
      and l.client_id = d.client_id
    left join invoices i on i.workspace_id = d.workspace_id and i.id = d.invoice_id
    order by n.position`.execute(tx)
  const lines = await listOutgoingLines(tx, { workspaceId, documentIds })
  return rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [] }))
}
