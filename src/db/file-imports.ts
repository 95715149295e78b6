import { type Selectable, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import type { Tables } from './tables.ts'

type Row = Tables['file_imports']
export type FileImportState = Row['state']
export type FileImportKind = Row['kind']

/** A file that somebody wants to bring in, without its rows. */
export type FileImport = {
  id: string
  kind: FileImportKind
  state: FileImportState
  fileName: string
  format: Row['format']
  encoding: string | null
  delimiter: string | null
  headerRow: number
  headings: string[]
  matching: (string | null)[]
  rowsTotal: number
  rowsApplied: number
  createdAt: Date
  finishedAt: Date | null
}

type Key = { workspaceId: string; importId: string }

export async function insertFileImport(
  tx: Transaction,
  values: { workspaceId: string; requestedBy: string } & FileImport,
): Promise<void> {
  await tx
    .insertInto('file_imports')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      kind: values.kind,
      state: values.state,
      file_name: values.fileName,
      format: values.format,
      encoding: values.encoding,
      delimiter: values.delimiter,
      header_row: values.headerRow,
      headings: JSON.stringify(values.headings),
      matching: JSON.stringify(values.matching),
      rows_total: values.rowsTotal,
      rows_applied: values.rowsApplied,
      requested_by: values.requestedBy,
      created_at: values.createdAt,
      finished_at: values.finishedAt,
    })
    .execute()
}

export async function findFileImport(
  db: Database,
  { workspaceId, importId }: Key,
): Promise<FileImport | undefined> {
  const row = await db
    .selectFrom('file_imports')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .selectAll()
    .executeTakeFirst()
  return row && toFileImport(row)
}

export async function lockFileImport(
  tx: Transaction,
  { workspaceId, importId }: Key,
): Promise<FileImport | undefined> {
  const row = await tx
    .selectFrom('file_imports')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  return row && toFileImport(row)
}

/** Files, newest first, from just before one on. */
export async function listFileImportsBefore(
  db: Database,
  values: { workspaceId: string; limit: number; beforeId: string | undefined },
): Promise<FileImport[]> {
  const { workspaceId, limit, beforeId } = values
  let query = db.selectFrom('file_imports').where('workspace_id', '=', workspaceId)
  if (beforeId) query = query.where('id', '<', beforeId)
  const rows = await query.selectAll().orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toFileImport)
}

export async function updateFileImport(
  tx: Transaction,
  {
    workspaceId,
    importId,
    changes,
  }: Key & {
    changes: Partial<
      Pick<
        FileImport,
        'state' | 'headerRow' | 'headings' | 'matching' | 'rowsTotal' | 'rowsApplied' | 'finishedAt'
      >
    >
  },
): Promise<void> {
  const { state, headerRow, headings, matching, rowsTotal, rowsApplied, finishedAt } = changes
  await tx
    .updateTable('file_imports')
    .set({
      ...(state !== undefined && { state }),
      ...(headerRow !== undefined && { header_row: headerRow }),
      ...(headings !== undefined && { headings: JSON.stringify(headings) }),
      ...(matching !== undefined && { matching: JSON.stringify(matching) }),
      ...(rowsTotal !== undefined && { rows_total: rowsTotal }),
      ...(rowsApplied !== undefined && { rows_applied: rowsApplied }),
      ...(finishedAt !== undefined && { finished_at: finishedAt }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .execute()
}

/** Its rows go with it; what its headings were matched with stays known. */
export async function removeFileImport(
  tx: Transaction,
  { workspaceId, importId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('file_imports')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .execute()
}

/** What these headings were matched with the last time; null for those that were left out. */
export async function listSheetMatchings(
  db: Database,
  { workspaceId, kind, keys }: { workspaceId: string; kind: FileImportKind; keys: string[] },
): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('sheet_matchings')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('heading_key', '=', sql<string>`any(${keys}::text[])`)
    .select(['heading_key', 'field'])
    .execute()
  return new Map(rows.map((row) => [row.heading_key, row.field]))
}

/** Remembers what headings were matched with, for the next file. */
export async function saveSheetMatchings(
  tx: Transaction,
  values: {
    workspaceId: string
    kind: FileImportKind
    matchedAt: Date
    fields: { key: string; field: string | null }[]
  },
): Promise<void> {
  const { workspaceId, kind, matchedAt, fields } = values
  if (fields.length === 0) return
  await tx
    .insertInto('sheet_matchings')
    .values(
      fields.map(({ key, field }) => ({
        workspace_id: workspaceId,
        kind,
        heading_key: key,
        field,
        matched_at: matchedAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'kind', 'heading_key']).doUpdateSet((eb) => ({
        field: eb.ref('excluded.field'),
        matched_at: eb.ref('excluded.matched_at'),
      })),
    )
    .execute()
}

function toFileImport(row: Selectable<Row>): FileImport {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    fileName: row.file_name,
    format: row.format,
    encoding: row.encoding,
    delimiter: row.delimiter,
    headerRow: row.header_row,
    // Only insertFileImport and updateFileImport write these.
    headings: row.headings as string[],
    matching: row.matching as (string | null)[],
    rowsTotal: row.rows_total,
    rowsApplied: row.rows_applied,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
