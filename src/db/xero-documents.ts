import { type Selectable, sql } from 'kysely'
import {
  closedStates,
  type DocumentChange,
  type DocumentState,
  stateAfter,
  statesBefore,
} from '#domain/document-state.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
import { insertMany, type Inserts } from './insert-many.ts'
import {
  insertDocumentLines,
  type LineCoding,
  type NewLine,
  recodeDocumentLines,
} from './xero-document-lines.ts'
import { type AttachmentOfDocument, attachmentsOfDocument } from './xero-attachments.ts'
import type { Tables } from './tables.ts'
import { type CreditNoteOfDocument, creditNoteOfDocument } from './xero-credit-notes.ts'

export type XeroDocumentKind = 'invoice' | 'manual_journal'
export type TargetStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'POSTED'

/** A document of ours in Xero, or on its way there, with the receipt of its sending. */
export type XeroDocument = {
  id: string
  kind: XeroDocumentKind
  connectionId: string
  tenantId: string
  exportId: string | null
  invoiceId: string | null
  clientId: string
  clientName: string
  projectId: string | null
  state: DocumentState
  targetStatus: TargetStatus
  lookupText: string
  reference: string
  issuedOn: string
  dueOn: string | null
  currency: string
  /** How it looks; null: as Xero chooses. */
  brandingThemeId: string | null
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  attempts: number
  xeroId: string | null
  xeroNumber: string | null
  xeroStatus: string | null
  xeroSubtotalMinor: number | null
  xeroTaxMinor: number | null
  xeroTotalMinor: number | null
  problemCode: string | null
  problemDetail: string | null
  createdAt: Date
  confirmedAt: Date | null
  /** What was paid and credited on it in Xero; null until it was read there after it was confirmed. */
  xeroPaidMinor: number | null
  xeroCreditedMinor: number | null
  xeroDueMinor: number | null
  xeroFullyPaidOn: string | null
  /** Whether Xero says that the customer got it; null until it was read there. */
  xeroSentToContact: boolean | null
  xeroReadAt: Date | null
  /** When it was found voided, deleted or credited in Xero, who had asked for it here, and how many items that freed. */
  closedAt: Date | null
  closedByName: string | null
  itemsFreed: number | null
  /** The last change that was asked for. */
  change: ChangeOfDocument | null
  creditNote: CreditNoteOfDocument | null
  attachments: AttachmentOfDocument[]
  /** The journal that this one takes back, and the live one that takes this one back. */
  reversesId: string | null
  reversal: ReversalOfDocument | null
  reversedAt: Date | null
  /** For the link to the document in Xero. */
  shortCode: string | null
  administrationName: string
}

export type ReversalOfDocument = {
  id: string
  state: Exclude<DocumentState, (typeof closedStates)[number]>
  issuedOn: string
}

export type ChangeOfDocument = {
  id: string
  kind: DocumentChange
  state: Tables['xero_document_changes']['state']
  problemCode: string | null
  problemDetail: string | null
  requestedByName: string
  requestedAt: string
}

export type NewXeroDocument = {
  id: string
  kind: XeroDocumentKind
  connectionId: string
  tenantId: string
  exportId: string | null
  invoiceId: string | null
  clientId: string
  projectId: string | null
  reversesId?: string
  targetStatus: TargetStatus
  lookupText: string
  reference: string
  issuedOn: string
  dueOn: string | null
  currency: string
  brandingThemeId: string | null
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  createdBy: string
  lines: NewLine[]
}

type Key = { workspaceId: string; documentId: string }

export async function insertXeroDocuments(
  into: Transaction | Inserts,
  {
    workspaceId,
    createdAt,
    documents,
  }: { workspaceId: string; createdAt: Date; documents: readonly NewXeroDocument[] },
): Promise<void> {
  await insertMany<NewXeroDocument>(into, 'xero_documents', {
    all: {
      workspace_id: ['uuid', workspaceId],
      state: ['text', 'planned'],
      created_at: ['timestamptz', createdAt],
    },
    columns: {
      id: ['uuid', (row) => row.id],
      kind: ['text', (row) => row.kind],
      connection_id: ['uuid', (row) => row.connectionId],
      tenant_id: ['uuid', (row) => row.tenantId],
      export_id: ['uuid', (row) => row.exportId],
      invoice_id: ['uuid', (row) => row.invoiceId],
      client_id: ['uuid', (row) => row.clientId],
      project_id: ['uuid', (row) => row.projectId],
      reverses_id: ['uuid', (row) => row.reversesId ?? null],
      target_status: ['text', (row) => row.targetStatus],
      lookup_text: ['text', (row) => row.lookupText],
      reference: ['text', (row) => row.reference],
      issued_on: ['date', (row) => row.issuedOn],
      due_on: ['date', (row) => row.dueOn],
      currency: ['text', (row) => row.currency],
      branding_theme_id: ['uuid', (row) => row.brandingThemeId],
      subtotal_minor: ['bigint', (row) => row.subtotalMinor],
      tax_minor: ['bigint', (row) => row.taxMinor],
      total_minor: ['bigint', (row) => row.totalMinor],
      created_by: ['uuid', (row) => row.createdBy],
    },
    rows: documents,
  })
  const withLines = documents.map(({ id, lines }) => ({ id, first: 0, lines }))
  await insertDocumentLines(into, { workspaceId, documents: withLines })
}

/** Documents by what they belong to, in the order they were planned. */
export async function listXeroDocuments(
  db: Database,
  {
    workspaceId,
    ...by
  }: { workspaceId: string } & (
    | { documentIds: string[] }
    | { exportIds: string[] }
    | { invoiceIds: string[] }
  ),
): Promise<XeroDocument[]> {
  let query = db
    .selectFrom('xero_documents as d')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'd.workspace_id').onRef('c.id', '=', 'd.client_id'),
    )
    .innerJoin('xero_connections as x', (join) =>
      join.onRef('x.workspace_id', '=', 'd.workspace_id').onRef('x.id', '=', 'd.connection_id'),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'd.workspace_id').onRef('m.id', '=', 'd.closed_by'),
    )
    .where('d.workspace_id', '=', workspaceId)
  if ('documentIds' in by) query = query.where('d.id', '=', anyUuid(by.documentIds))
  else if ('exportIds' in by) query = query.where('d.export_id', '=', anyUuid(by.exportIds))
  else {
    // One that was given up or voided makes room for another. One that is reversed does too, but stays in the ledger.
    query = query
      .where('d.reverses_id', 'is', null)
      .where('d.invoice_id', '=', anyUuid(by.invoiceIds))
      .where('d.state', 'not in', closedStates)
  }
  const rows = await query
    .selectAll('d')
    .select(['c.name as client_name', 'm.name as closed_by_name'])
    .select(['x.short_code', 'x.tenant_name'])
    .select([
      lastChange.as('change'),
      creditNoteOfDocument.as('credit_note'),
      reversalOfDocument.as('reversal'),
      attachmentsOfDocument.as('attachments'),
    ])
    .orderBy('d.id')
    .execute()
  return rows.map(toDocument)
}

export async function findXeroDocument(
  db: Database,
  { workspaceId, documentId }: Key,
): Promise<XeroDocument | undefined> {
  const [document] = await listXeroDocuments(db, { workspaceId, documentIds: [documentId] })
  return document
}

/** Locks one document, so that what is decided about it stays true until the end of the transaction. */
export async function lockXeroDocument(
  tx: Transaction,
  { workspaceId, documentId }: Key,
): Promise<XeroDocument | undefined> {
  const locked = await tx
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return locked && (await findXeroDocument(tx, { workspaceId, documentId }))
}

/** A person had it planned anew: the codes of its lines are today's, its amounts are what they were. */
export async function replanXeroDocument(
  tx: Transaction,
  {
    workspaceId,
    documentId,
    lines,
    dates,
    brandingThemeId,
  }: Key & {
    lines: LineCoding[]
    dates: { issuedOn: string; dueOn: string | null }
    brandingThemeId: string | null
  },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({
      state: stateAfter.retry,
      ...withoutBatch,
      problem_code: null,
      problem_detail: null,
      issued_on: dates.issuedOn,
      due_on: dates.dueOn,
      branding_theme_id: brandingThemeId,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .where('state', 'in', statesBefore('retry'))
    .execute()
  await recodeDocumentLines(tx, { workspaceId, documentId, lines })
}

export async function discardXeroDocumentRow(
  tx: Transaction,
  { workspaceId, documentId }: Key,
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({ state: stateAfter.discard })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .where('state', 'in', statesBefore('discard'))
    .execute()
}

/** What a document forgets when it goes back to planned: the next call is another one. */
export const withoutBatch = {
  batch_id: null,
  batch_position: null,
  idempotency_key: null,
  idempotency_key_first_used_at: null,
  idempotency_key_last_used_at: null,
  request_hash: null,
  lease_expires_at: null,
} as const

const lastChange = sql<ChangeOfDocument | null>`(
  select json_build_object('id', g.id, 'kind', g.kind, 'state', g.state, 'problemCode', g.problem_code,
    'problemDetail', g.problem_detail, 'requestedByName', r.name,
    'requestedAt', g.requested_at)
  from xero_document_changes g
  join members r on r.workspace_id = g.workspace_id and r.id = g.requested_by
  where g.workspace_id = d.workspace_id and g.document_id = d.id order by g.id desc limit 1)`

const reversalOfDocument = sql<ReversalOfDocument | null>`case when d.kind = 'manual_journal' then (
  select json_build_object('id', r.id, 'state', r.state, 'issuedOn', r.issued_on) from xero_documents r
  where r.workspace_id = d.workspace_id and r.reverses_id = d.id
    and r.state not in (${sql.join(closedStates.map((state) => sql.lit(state)))})) end`

type Row = Selectable<Tables['xero_documents']> & {
  client_name: string
  short_code: string | null
  tenant_name: string
  closed_by_name: string | null
  change: ChangeOfDocument | null
  credit_note: CreditNoteOfDocument | null
  reversal: ReversalOfDocument | null
  attachments: AttachmentOfDocument[]
}

function toDocument(row: Row): XeroDocument {
  return {
    id: row.id,
    kind: row.kind,
    connectionId: row.connection_id,
    tenantId: row.tenant_id,
    exportId: row.export_id,
    invoiceId: row.invoice_id,
    clientId: row.client_id,
    clientName: row.client_name,
    projectId: row.project_id,
    state: row.state,
    targetStatus: row.target_status,
    lookupText: row.lookup_text,
    reference: row.reference,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    currency: row.currency,
    brandingThemeId: row.branding_theme_id,
    subtotalMinor: row.subtotal_minor,
    taxMinor: row.tax_minor,
    totalMinor: row.total_minor,
    attempts: row.attempts,
    xeroId: row.xero_id,
    xeroNumber: row.xero_number,
    xeroStatus: row.xero_status,
    xeroSubtotalMinor: row.xero_subtotal_minor,
    xeroTaxMinor: row.xero_tax_minor,
    xeroTotalMinor: row.xero_total_minor,
    problemCode: row.problem_code,
    problemDetail: row.problem_detail,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    xeroPaidMinor: row.xero_paid_minor,
    xeroCreditedMinor: row.xero_credited_minor,
    xeroDueMinor: row.xero_due_minor,
    xeroFullyPaidOn: row.xero_fully_paid_on,
    xeroSentToContact: row.xero_sent_to_contact,
    xeroReadAt: row.xero_read_at,
    closedAt: row.closed_at,
    closedByName: row.closed_by_name,
    itemsFreed: row.items_freed,
    change: row.change,
    creditNote: row.credit_note,
    reversesId: row.reverses_id,
    reversal: row.reversal,
    reversedAt: row.reversed_at,
    attachments: row.attachments,
    shortCode: row.short_code,
    administrationName: row.tenant_name,
  }
}
