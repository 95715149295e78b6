import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import { type RowCounts, sumRowCounts } from './row-counts.ts'
import type { Tables } from './tables.ts'

type Row = Tables['file_import_rows']
export type FileFinding = NonNullable<Row['finding']>
export type FileResult = NonNullable<Row['result']>
export type FileChoice = 'apply' | 'create' | 'skip'

type Key = { workspaceId: string; importId: string }

/** A row as it was read: its place in the file, counted from one, and its cells. */
export type RawRow = { position: number; cells: string[]; isBlank: boolean }

/** What was found about a row. */
export type RowFinding = {
  position: number
  finding: FileFinding
  reason: string | null
  problems: unknown
  recordId: string | null
  name: string | null
  number: string | null
  changes: unknown
  choice: FileChoice
  /** What tells it from other rows, and the how-manieth of its key it is; of work only. */
  rowKey?: string | null
  rowPlace?: number | null
}

export type FileImportRow = RowFinding & { result: FileResult | null; resultDetail: string | null }

export async function insertRawRows(
  tx: Transaction,
  { workspaceId, importId, rows }: Key & { rows: RawRow[] },
): Promise<void> {
  await sql`
    insert into file_import_rows (workspace_id, import_id, position, cells, is_blank)
    select ${workspaceId}::uuid, ${importId}::uuid, position, cells, "isBlank"
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(position integer, cells json, "isBlank" boolean)`.execute(
    tx,
  )
}

/** The cells of a file, row by row; of the first rows only, where that is enough. */
export async function listRawRows(
  db: Database,
  { workspaceId, importId, limit }: Key & { limit?: number },
): Promise<RawRow[]> {
  let query = db
    .selectFrom('file_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .select(['position', 'is_blank as isBlank'])
    .select((eb) => eb.ref('cells').$castTo<string[]>().as('cells'))
    .orderBy('position')
  if (limit !== undefined) query = query.limit(limit)
  return await query.execute()
}

/** How many rows have something in them, below a row. */
export async function countRowsBelow(
  db: Database,
  { workspaceId, importId, headerRow }: Key & { headerRow: number },
): Promise<number> {
  const { count } = await db
    .selectFrom('file_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('position', '>', headerRow)
    .where('is_blank', '=', false)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The next rows about which nothing was found yet. */
export async function listUncheckedRows(
  tx: Transaction,
  { workspaceId, importId, afterPosition, limit }: Key & { afterPosition: number; limit: number },
): Promise<RawRow[]> {
  return await tx
    .selectFrom('file_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('position', '>', afterPosition)
    .where('finding', 'is', null)
    .where('is_blank', '=', false)
    .select(['position', 'is_blank as isBlank'])
    .select((eb) => eb.ref('cells').$castTo<string[]>().as('cells'))
    .orderBy('position')
    .limit(limit)
    .execute()
}

/** How many rows before a position have each of these keys. */
export async function countRowKeys(
  tx: Transaction,
  values: Key & { rowKeys: string[]; beforePosition: number },
): Promise<Map<string, number>> {
  const { workspaceId, importId, rowKeys, beforePosition } = values
  const rows = await tx
    .selectFrom('file_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('row_key', '=', sql<string>`any(${rowKeys}::text[])`)
    .where('position', '<', beforePosition)
    .groupBy('row_key')
    .select('row_key')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .execute()
  return new Map(rows.map((row) => [row.row_key ?? '', row.count]))
}

/** What rows name that does not exist, and how many rows do. */
export async function listMissingNames(
  db: Database,
  { workspaceId, importId, limit }: Key & { limit: number },
): Promise<{ field: string; name: string; rows: number }[]> {
  const { rows } = await sql<{ field: string; name: string; rows: number }>`
    select problem ->> 'field' as field, problem ->> 'missing' as name, count(*)::int as rows
    from file_import_rows as rows, jsonb_array_elements(rows.problems) as problem
    where rows.workspace_id = ${workspaceId} and rows.import_id = ${importId}
      and rows.finding = 'error' and problem ? 'missing'
    group by 1, 2 order by 1, 3 desc, 2 limit ${limit}`.execute(db)
  return rows
}

/** Forgets what was found, when other columns were chosen. */
export async function clearFindings(
  tx: Transaction,
  { workspaceId, importId }: Key,
): Promise<void> {
  await tx
    .updateTable('file_import_rows')
    .set({ finding: null, choice: 'skip', row_key: null, row_place: null })
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('finding', 'is not', null)
    .execute()
}

export async function setFindings(
  tx: Transaction,
  { workspaceId, importId, rows }: Key & { rows: RowFinding[] },
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update file_import_rows as rows
    set finding = given.finding, reason = given.reason, problems = given.problems, record_id = given."recordId",
      name = given.name, number = given.number, changes = given.changes, choice = given.choice,
      row_key = given."rowKey", row_place = given."rowPlace"
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(
      position integer, finding text, reason text, problems jsonb, "recordId" uuid, name text, number text,
      changes jsonb, choice text, "rowKey" text, "rowPlace" integer)
    where rows.workspace_id = ${workspaceId} and rows.import_id = ${importId}
      and rows.position = given.position`.execute(tx)
}

/** Rows about which something was found, in the order of the file, from just after a position on. */
export async function listFoundRows(
  db: Database,
  values: Key & {
    limit: number
    afterPosition: number
    finding?: FileFinding | undefined
    result?: FileResult | undefined
    q?: string | undefined
  },
): Promise<
  (FileImportRow & { cells: string[]; clientName: string | null; clientNumber: string | null })[]
> {
  const { workspaceId, importId, limit, afterPosition, finding, result, q } = values
  let query = db
    .selectFrom('file_import_rows as rows')
    .leftJoin('clients', (join) =>
      join
        .onRef('clients.workspace_id', '=', 'rows.workspace_id')
        .onRef('clients.id', '=', 'rows.record_id'),
    )
    .where('rows.workspace_id', '=', workspaceId)
    .where('rows.import_id', '=', importId)
    .where('rows.position', '>', afterPosition)
    .where('rows.finding', 'is not', null)
  if (finding) query = query.where('rows.finding', '=', finding)
  if (result) query = query.where('rows.result', '=', result)
  if (q) {
    const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    query = query.where((eb) =>
      eb.or([eb('rows.name', 'ilike', pattern), eb('rows.number', 'ilike', pattern)]),
    )
  }
  const rows = await query
    .select(rowColumns)
    .select((eb) => eb.ref('rows.cells').$castTo<string[]>().as('cells'))
    .select(['clients.name as clientName', 'clients.number as clientNumber'])
    .orderBy('rows.position')
    .limit(limit)
    .execute()
  return rows.map(({ finding: found, ...row }) => ({ ...row, finding: found ?? 'error' }))
}

const rowColumns = [
  'rows.position',
  'rows.finding',
  'rows.reason',
  'rows.problems',
  'rows.record_id as recordId',
  'rows.name',
  'rows.number',
  'rows.changes',
  'rows.choice',
  'rows.result',
  'rows.result_detail as resultDetail',
  'rows.row_key as rowKey',
  'rows.row_place as rowPlace',
] as const

/** Changes the choice of rows by position or by finding. Answers how many; those it cannot be for are left out. */
export async function setFileChoices(
  tx: Transaction,
  values: Key & {
    positions?: number[] | undefined
    finding?: FileFinding | undefined
    choice: FileChoice
    createReasons: readonly string[]
  },
): Promise<number> {
  const { workspaceId, importId, positions, finding, choice, createReasons } = values
  let query = tx
    .updateTable('file_import_rows')
    .set({ choice })
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('finding', 'is not', null)
  if (positions) query = query.where('position', '=', sql<number>`any(${positions})`)
  if (finding) query = query.where('finding', '=', finding)
  if (choice !== 'skip') query = query.where('finding', '!=', 'error')
  if (choice === 'create') query = query.where('reason', 'in', createReasons)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Settles what needs no work: rows that are not chosen, and those that are the same. Answers how many. */
export async function settleIdleFileRows(
  tx: Transaction,
  { workspaceId, importId }: Key,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update file_import_rows
    set result = case when choice = 'skip' then 'skipped' else 'unchanged' end
    where workspace_id = ${workspaceId} and import_id = ${importId} and result is null
      and finding is not null and (choice = 'skip' or finding = 'same')`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export type RowToWrite = RowFinding & { cells: string[] }

/** The next rows to write, locked, so that two workers never write the same one. */
export async function lockFileRowsToApply(
  tx: Transaction,
  { workspaceId, importId, afterPosition, limit }: Key & { afterPosition: number; limit: number },
): Promise<RowToWrite[]> {
  const rows = await rowsToApply(tx, { workspaceId, importId, afterPosition, limit })
    .forUpdate()
    .execute()
  return rows.map(({ finding, ...row }) => ({ ...row, finding: finding ?? 'error' }))
}

/** The next rows to write, as they are now. */
export async function listFileRowsToApply(
  db: Database,
  values: Key & { afterPosition: number; limit: number },
): Promise<RowToWrite[]> {
  const rows = await rowsToApply(db, values).execute()
  return rows.map(({ finding, ...row }) => ({ ...row, finding: finding ?? 'error' }))
}

function rowsToApply(
  db: Database,
  { workspaceId, importId, afterPosition, limit }: Key & { afterPosition: number; limit: number },
) {
  return db
    .selectFrom('file_import_rows as rows')
    .where('rows.workspace_id', '=', workspaceId)
    .where('rows.import_id', '=', importId)
    .where('rows.result', 'is', null)
    .where('rows.finding', 'is not', null)
    .where('rows.finding', '!=', 'same')
    .where('rows.choice', '!=', 'skip')
    .where('rows.position', '>', afterPosition)
    .select(rowColumns)
    .select((eb) => eb.ref('rows.cells').$castTo<string[]>().as('cells'))
    .orderBy('rows.position')
    .limit(limit)
}

export type SettledFileRow = {
  position: number
  recordId: string | null
  result: FileResult
  detail: string | null
}

export async function setFileRowResults(
  tx: Transaction,
  { workspaceId, importId, rows }: Key & { rows: SettledFileRow[] },
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update file_import_rows as rows
    set result = given.result, result_detail = given.detail, record_id = given."recordId"
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(
      position integer, "recordId" uuid, result text, detail text)
    where rows.workspace_id = ${workspaceId} and rows.import_id = ${importId}
      and rows.position = given.position`.execute(tx)
}

export type FileCounts = RowCounts<FileFinding, FileResult>

/** How many rows of each finding and each result the files have. */
export async function countFileRows(
  db: Database,
  { workspaceId, importIds }: { workspaceId: string; importIds: string[] },
): Promise<Map<string, FileCounts>> {
  if (importIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('file_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', 'in', importIds)
    .where('finding', 'is not', null)
    .select(['import_id', 'finding', 'choice', 'result'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['import_id', 'finding', 'choice', 'result'])
    .execute()
  return sumRowCounts(importIds, rows)
}
