import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import { insertMany } from './insert-many.ts'
import { type OutgoingLine, trackingColumn, type XeroDocumentLine } from './xero-documents.ts'

// Lines that are added to a document while it is a draft in Xero.

type Key = { workspaceId: string; documentId: string; changeId: string }
export type AddedLine = Omit<XeroDocumentLine, 'xeroLineId' | 'position'>

/** Adds lines behind those that are there; the document then comes to what all its lines come to. */
export async function addDocumentLines(
  tx: Transaction,
  { workspaceId, documentId, changeId, lines }: Key & { lines: readonly AddedLine[] },
): Promise<void> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(position) + 1, 0) as next from xero_document_lines
    where workspace_id = ${workspaceId} and document_id = ${documentId}`.execute(tx)
  const first = rows[0]?.next ?? 0
  const placed = lines.map((line, index) => ({ ...line, position: first + index }))
  await insertMany<(typeof placed)[number]>(tx, 'xero_document_lines', {
    all: {
      workspace_id: ['uuid', workspaceId],
      document_id: ['uuid', documentId],
      change_id: ['uuid', changeId],
    },
    columns: {
      id: ['uuid', (line) => line.id],
      position: ['integer', (line) => line.position],
      project_id: ['uuid', (line) => line.projectId],
      description: ['text', (line) => line.description],
      quantity: ['numeric', (line) => line.quantity],
      unit_price: ['numeric', (line) => line.unitPrice],
      net_minor: ['bigint', (line) => line.netMinor],
      tax_minor: ['bigint', (line) => line.taxMinor],
      item_code: ['text', (line) => line.itemCode],
      account_code: ['text', (line) => line.accountCode],
      tax_type: ['text', (line) => line.taxType],
      tracking: ['jsonb', (line) => trackingColumn(line.tracking)],
    },
    rows: placed,
  })
  await sumUpDocument(tx, { workspaceId, documentId })
}

/** The lines that a change adds, in their order. */
export async function listAddedLines(
  db: Database,
  { workspaceId, documentId, changeId }: Key,
): Promise<(OutgoingLine & { id: string })[]> {
  return await db
    .selectFrom('xero_document_lines')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .where('change_id', '=', changeId)
    .select([
      'id',
      'description',
      'quantity',
      'unit_price as unitPrice',
      'net_minor as netMinor',
      'item_code as itemCode',
      'account_code as accountCode',
      'tax_type as taxType',
      sql<OutgoingLine['tracking']>`tracking`.as('tracking'),
    ])
    .orderBy('position')
    .execute()
}

/** Takes away lines that Xero did not take. */
export async function removeAddedLines(
  tx: Transaction,
  { workspaceId, documentId, changeId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('xero_document_lines')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .where('change_id', '=', changeId)
    .execute()
  await sumUpDocument(tx, { workspaceId, documentId })
}

/** The ids that Xero gave the lines it took, behind those of the lines before. */
export async function appendXeroLineIds(
  tx: Transaction,
  {
    workspaceId,
    documentId,
    lineIds,
  }: { workspaceId: string; documentId: string; lineIds: readonly string[] },
): Promise<void> {
  await sql`
    update xero_documents set xero_line_ids = coalesce(xero_line_ids, '{}') || ${sql.val(lineIds)}::uuid[]
    where workspace_id = ${workspaceId} and id = ${documentId}`.execute(tx)
}

/** The ids that Xero gave our lines, in the order of our lines. */
export async function findXeroLineIds(
  db: Database,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<string[]> {
  const row = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .select('xero_line_ids as ids')
    .executeTakeFirst()
  return row?.ids ?? []
}

async function sumUpDocument(
  tx: Transaction,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<void> {
  await sql`
    update xero_documents d set subtotal_minor = l.net, tax_minor = l.tax, total_minor = l.net + l.tax
    from (select coalesce(sum(net_minor), 0) as net, coalesce(sum(tax_minor), 0) as tax from xero_document_lines
      where workspace_id = ${workspaceId} and document_id = ${documentId}) l
    where d.workspace_id = ${workspaceId} and d.id = ${documentId}`.execute(tx)
}
