import { type Selectable, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import type { FileImportKind } from '#domain/sheet-kinds.ts'
import type { SheetFormats } from '#domain/sheet-formats.ts'
import type { Tables } from './tables.ts'

type Row = Tables['file_imports']
export type FileImportState = Row['state']

/** How a file is read, and what may be created that its rows name and that does not exist yet. */
export type FileOptions = {
  formats: SheetFormats
  isDateSure: boolean
  creates: Creates
}
export type Creates = { clients: boolean; projects: boolean; tasks: boolean }

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
  /** The program whose export it is, else a fingerprint of its headings. */
  layout: string
  options: FileOptions
  rowsTotal: number
  rowsChecked: number
  rowsApplied: number
  /** How often its columns were matched. */
  round: number
  requestedBy: string
  createdAt: Date
  finishedAt: Date | null
}

type Key = { workspaceId: string; importId: string }

export async function insertFileImport(
  tx: Transaction,
  values: { workspaceId: string } & FileImport,
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
      layout: values.layout,
      options: JSON.stringify(values.options),
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

/** Files of these kinds, newest first, from just before one on. */
export async function listFileImportsBefore(
  db: Database,
  values: {
    workspaceId: string
    kinds: readonly FileImportKind[]
    limit: number
    beforeId: string | undefined
  },
): Promise<FileImport[]> {
  const { workspaceId, kinds, limit, beforeId } = values
  let query = db
    .selectFrom('file_imports')
    .where('workspace_id', '=', workspaceId)
    .where('kind', 'in', kinds)
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
        | 'state'
        | 'headerRow'
        | 'headings'
        | 'matching'
        | 'layout'
        | 'options'
        | 'rowsTotal'
        | 'rowsChecked'
        | 'rowsApplied'
        | 'round'
        | 'finishedAt'
      >
    >
  },
): Promise<void> {
  const { state, headerRow, headings, matching, rowsTotal, rowsApplied, finishedAt } = changes
  const { layout, options, rowsChecked, round } = changes
  await tx
    .updateTable('file_imports')
    .set({
      ...(state !== undefined && { state }),
      ...(headerRow !== undefined && { header_row: headerRow }),
      ...(headings !== undefined && { headings: JSON.stringify(headings) }),
      ...(matching !== undefined && { matching: JSON.stringify(matching) }),
      ...(rowsTotal !== undefined && { rows_total: rowsTotal }),
      ...(rowsApplied !== undefined && { rows_applied: rowsApplied }),
      ...(layout !== undefined && { layout }),
      ...(options !== undefined && { options: JSON.stringify(options) }),
      ...(rowsChecked !== undefined && { rows_checked: rowsChecked }),
      ...(round !== undefined && { round }),
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

type Layout = { workspaceId: string; kind: FileImportKind; layout: string }

/** What these headings were matched with the last time, in this layout and in others; null for those that were left out. */
export async function listSheetMatchings(
  db: Database,
  { workspaceId, kind, layout, keys }: Layout & { keys: string[] },
): Promise<{ here: Map<string, string | null>; elsewhere: Map<string, string | null> }> {
  const rows = await db
    .selectFrom('sheet_matchings')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('heading_key', '=', sql<string>`any(${keys}::text[])`)
    .select(['layout', 'heading_key', 'field'])
    .orderBy('matched_at')
    .execute()
  const fieldsOf = (isHere: boolean) =>
    new Map(
      rows
        .filter((row) => (row.layout === layout) === isHere)
        .map((row) => [row.heading_key, row.field]),
    )
  return { here: fieldsOf(true), elsewhere: fieldsOf(false) }
}

/** Remembers what headings were matched with, for the next file. */
export async function saveSheetMatchings(
  tx: Transaction,
  values: Layout & { matchedAt: Date; fields: { key: string; field: string | null }[] },
): Promise<void> {
  const { workspaceId, kind, layout, matchedAt, fields } = values
  if (fields.length === 0) return
  await tx
    .insertInto('sheet_matchings')
    .values(
      fields.map(({ key, field }) => ({
        workspace_id: workspaceId,
        kind,
        layout,
        heading_key: key,
        field,
        matched_at: matchedAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'kind', 'layout', 'heading_key']).doUpdateSet((eb) => ({
        field: eb.ref('excluded.field'),
        matched_at: eb.ref('excluded.matched_at'),
      })),
    )
    .execute()
}

/** How a layout was read the last time. */
export async function findSheetFormats(
  db: Database,
  { workspaceId, kind, layout }: Layout,
): Promise<SheetFormats | undefined> {
  const row = await db
    .selectFrom('sheet_formats')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('layout', '=', layout)
    .select((eb) => eb.ref('formats').$castTo<SheetFormats>().as('formats'))
    .executeTakeFirst()
  return row?.formats
}

export async function saveSheetFormats(
  tx: Transaction,
  values: Layout & { formats: SheetFormats; matchedAt: Date },
): Promise<void> {
  await tx
    .insertInto('sheet_formats')
    .values({
      workspace_id: values.workspaceId,
      kind: values.kind,
      layout: values.layout,
      formats: JSON.stringify(values.formats),
      matched_at: values.matchedAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'kind', 'layout']).doUpdateSet((eb) => ({
        formats: eb.ref('excluded.formats'),
        matched_at: eb.ref('excluded.matched_at'),
      })),
    )
    .execute()
}

// Of files that came in before there were any.
const usualOptions: FileOptions = {
  formats: { dateOrder: 'ymd', decimalSign: '.', durationUnit: 'hours' },
  isDateSure: true,
  creates: { clients: false, projects: false, tasks: false },
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
    layout: row.layout,
    options: { ...usualOptions, ...(row.options as Partial<FileOptions>) },
    rowsTotal: row.rows_total,
    rowsChecked: row.rows_checked,
    rowsApplied: row.rows_applied,
    round: row.round,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
