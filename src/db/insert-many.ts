import { sql } from 'kysely'
import type { Transaction } from './database.ts'
import type { Tables } from './tables.ts'

type Value = string | number | boolean | Date | null

/**
 * Inserts any number of rows in one statement: one array for each column, however many rows. `columns` gives each
 * column's SQL type and where its value comes from.
 */
export async function insertMany<Row>(
  tx: Transaction,
  table: keyof Tables,
  columns: Record<string, [type: string, valueOf: (row: Row) => Value]>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(columns)
  const arrays = Object.values(columns).map(([type, valueOf]) => {
    return sql`${sql.val(rows.map(valueOf))}::${sql.raw(type)}[]`
  })
  await sql`
    insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select * from unnest(${sql.join(arrays)})`.execute(tx)
}
