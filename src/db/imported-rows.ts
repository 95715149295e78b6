import { sql } from 'kysely'
import type { WorkKind } from '#domain/sheet-kinds.ts'
import type { Database, Transaction } from './database.ts'

/** What tells a row of a file from others, and the how-manieth of its kind it is. */
export type RowKey = { rowKey: string; rowPlace: number }

type Kind = { workspaceId: string; kind: WorkKind }

const tableOf = { hours: 'time_entries', expenses: 'expenses', mileages: 'mileages' } as const

/** The records that rows with these keys became, by key and place; without those that are gone. */
export async function listImportedRows(
  db: Database,
  { workspaceId, kind, rowKeys }: Kind & { rowKeys: string[] },
): Promise<(RowKey & { recordId: string })[]> {
  return await db
    .selectFrom('imported_rows as rows')
    .where('rows.workspace_id', '=', workspaceId)
    .where('rows.kind', '=', kind)
    .where('rows.row_key', '=', sql<string>`any(${rowKeys}::text[])`)
    .where(stands(kind))
    .select(['rows.row_key as rowKey', 'rows.row_place as rowPlace', 'rows.record_id as recordId'])
    .execute()
}

/** Claims the keys for new records; answers the ids of those that are not claimed by a record that stands already. */
export async function claimImportedRows(
  tx: Transaction,
  request: Kind & { rows: (RowKey & { recordId: string })[]; importedAt: Date },
): Promise<Set<string>> {
  const { workspaceId, kind, rows, importedAt } = request
  if (rows.length === 0) return new Set()
  const { rows: claimed } = await sql<{ recordId: string }>`
    insert into imported_rows as rows (workspace_id, kind, row_key, row_place, record_id, imported_at)
    select ${workspaceId}::uuid, ${kind}::text, "rowKey", "rowPlace", "recordId", ${importedAt}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as given("rowKey" text, "rowPlace" integer, "recordId" uuid)
    on conflict (workspace_id, kind, row_key, row_place)
      do update set record_id = excluded.record_id, imported_at = excluded.imported_at
      where not (${stands(kind)})
    returning rows.record_id as "recordId"`.execute(tx)
  return new Set(claimed.map((row) => row.recordId))
}

/** Whether the record of a row is still there. */
function stands(kind: WorkKind) {
  return sql<boolean>`exists (
    select from ${sql.table(tableOf[kind])} as record
    where record.workspace_id = rows.workspace_id and record.id = rows.record_id)`
}
