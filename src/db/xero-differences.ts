import { sql } from 'kysely'
import type { AnsweredLines } from '#domain/answered-lines.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'

/** A document that may differ from what Xero has, with what was read of it there. */
export type ComparedDocument = {
  documentId: string
  /** As it was read, null when it was not read since it was confirmed. */
  now: unknown
  isMissing: boolean
  /** How Xero booked its lines when it took them; null when nobody kept that. */
  answered: AnsweredLines | null
  /** The contacts that are its client: the one it was confirmed on, and the one that its client is by now. None: nobody knows. */
  contactIds: string[]
  acceptedHash: string | null
  acceptedAt: Date | null
  acceptedByName: string | null
  xeroSubtotalMinor: number
  xeroTaxMinor: number
  xeroTotalMinor: number
}

/** Documents that Xero has and that were read, or that differ at first sight; the newest first, or these. */
export async function listComparedDocuments(
  db: Database,
  {
    workspaceId,
    ...which
  }: { workspaceId: string } & (
    | { before: string | undefined; limit: number; connectionId?: string | undefined }
    | { documentIds: readonly string[] }
  ),
): Promise<ComparedDocument[]> {
  let query = db
    .selectFrom('xero_documents as d')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'd.workspace_id').onRef('m.id', '=', 'd.accepted_by'),
    )
    .leftJoin('xero_contact_links as l', (join) =>
      join
        .onRef('l.workspace_id', '=', 'd.workspace_id')
        .onRef('l.tenant_id', '=', 'd.tenant_id')
        .onRef('l.client_id', '=', 'd.client_id')
        .on('d.xero_contact_id', 'is not', null),
    )
    .where('d.workspace_id', '=', workspaceId)
    .where('d.state', '=', 'confirmed')
    .where(
      sql<boolean>`(d.xero_now is not null or d.problem_code = 'not_found_in_xero'
        or d.xero_total_minor <> d.total_minor or d.xero_tax_minor <> d.tax_minor)`,
    )
    .select((eb) => [
      'd.id as documentId',
      'd.xero_now as now',
      'd.xero_answered as answered',
      sql<boolean>`d.problem_code is not distinct from 'not_found_in_xero'`.as('isMissing'),
      sql<string[]>`array_remove(array[d.xero_contact_id, l.contact_id], null)`.as('contactIds'),
      'd.accepted_hash as acceptedHash',
      'd.accepted_at as acceptedAt',
      'm.name as acceptedByName',
      eb.fn.coalesce('d.xero_subtotal_minor', sql<number>`0`).as('xeroSubtotalMinor'),
      eb.fn.coalesce('d.xero_tax_minor', sql<number>`0`).as('xeroTaxMinor'),
      eb.fn.coalesce('d.xero_total_minor', sql<number>`0`).as('xeroTotalMinor'),
    ])
  if ('documentIds' in which) query = query.where('d.id', '=', anyUuid(which.documentIds))
  else {
    if (which.before) query = query.where('d.id', '<', which.before)
    if (which.connectionId) query = query.where('d.connection_id', '=', which.connectionId)
    query = query.orderBy('d.id', 'desc').limit(which.limit)
  }
  return await query.execute()
}

/** What the live allocations of each line of documents come to. */
export async function sumBilledLines(
  db: Database,
  { workspaceId, documentIds }: { workspaceId: string; documentIds: readonly string[] },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ lineId: string; billed: number }>`
    select line_id as "lineId", sum(amount_minor)::bigint as billed from allocations
    where workspace_id = ${workspaceId} and document_kind = 'xero_document'
      and document_id = any(${sql.val(documentIds)}::uuid[])
    group by line_id`.execute(db)
  return new Map(rows.map((row) => [row.lineId, row.billed]))
}

export async function recordAccepted(
  tx: Transaction,
  values: {
    workspaceId: string
    documentId: string
    hash: string
    acceptedBy: string
    acceptedAt: Date
  },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({
      accepted_hash: values.hash,
      accepted_by: values.acceptedBy,
      accepted_at: values.acceptedAt,
    })
    .where('workspace_id', '=', values.workspaceId)
    .where('id', '=', values.documentId)
    .execute()
}

/** Whether Xero has or had any document, of this administration or of any. */
export async function hasSentDocuments(
  db: Database,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string | undefined },
): Promise<boolean> {
  let query = db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('state', 'in', sentStates)
  if (connectionId) query = query.where('connection_id', '=', connectionId)
  return (await query.select('id').limit(1).executeTakeFirst()) !== undefined
}

const sentStates = ['confirmed', 'voided', 'credited'] as const

const waitingStates = ['planned', 'sending', 'unknown', 'rejected'] as const

type OfMonth = {
  workspaceId: string
  connectionId: string | undefined
  from: string
  until: string
}

/** What is billed by documents of a month that are not in Xero, or of which nobody knows it yet. */
export async function sumWaitingOfMonth(
  db: Database,
  { workspaceId, connectionId, from, until }: OfMonth,
): Promise<{ documents: number; minor: number }> {
  let query = db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('state', 'in', waitingStates)
    .where('issued_on', '>=', from)
    .where('issued_on', '<', until)
  if (connectionId) query = query.where('connection_id', '=', connectionId)
  const { documents, minor } = await query
    .select(({ fn }) => [fn.countAll().as('documents'), fn.sum('total_minor').as('minor')])
    .executeTakeFirstOrThrow()
  return { documents: Number(documents), minor: Number(minor ?? 0) }
}

/** The documents of a month, by their date, that Xero has or had. */
export async function listDocumentIdsOfMonth(
  db: Database,
  { workspaceId, connectionId, from, until }: OfMonth,
): Promise<string[]> {
  let query = db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('state', 'in', sentStates)
    .where('issued_on', '>=', from)
    .where('issued_on', '<', until)
  if (connectionId) query = query.where('connection_id', '=', connectionId)
  const rows = await query.select('id').orderBy('issued_on').orderBy('id').execute()
  return rows.map((row) => row.id)
}
