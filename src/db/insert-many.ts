import { sql } from 'kysely'
import type { Transaction } from './database.ts'
import type { Tables } from './tables.ts'

type Value = string | number | boolean | Date | null

/**
 * Inserts any number of rows in one statement: one array for each column, however many rows. `columns` gives each
 * column's SQL type and where its value comes from; `all` the values that every row has.
 */
export async function insertMany<Row>(
  tx: Transaction,
  table: keyof Tables,
  insert: {
    all: Record<string, [type: string, value: Value]>
    columns: Record<string, [type: string, valueOf: (row: Row) => Value]>
    rows: readonly Row[]
  },
): Promise<void> {
  const { all, columns, rows } = insert
  if (rows.length === 0) return
  const names = [...Object.keys(all), ...Object.keys(columns)].map((name) => sql.ref(name))
  const values = Object.values(all).map(([type, value]) => sql`${value}::${sql.raw(type)}`)
  const arrays = Object.values(columns).map(([type, valueOf]) => {
    return sql`${sql.val(arrayOf(type, rows.map(valueOf)))}::${sql.raw(type)}[]`
  })
  await sql`
    insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join([...values, sql`given.*`])} from unnest(${sql.join(arrays)}) as given`.execute(
    tx,
  )
}

const plainTypes = new Set(['uuid', 'integer', 'bigint', 'numeric', 'date'])

/** The values as PostgreSQL reads an array. Values that cannot need quotes are written without looking at each. */
function arrayOf(type: string, values: Value[]): Value[] | string {
  if (!plainTypes.has(type)) return values
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}
