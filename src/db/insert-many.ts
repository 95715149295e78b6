import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from './database.ts'
import type { Tables } from './tables.ts'

type Value = string | number | boolean | Date | null

// Few enough that the database writes some rows while the next are spelled out, many enough that a statement is no cost.
const rowsAtOnce = 100000

type Insert<Row> = {
  all: Record<string, [type: string, value: Value]>
  columns: Record<string, [type: string, valueOf: (row: Row) => Value]>
  rows: readonly Row[]
}

/**
 * Inserts any number of rows in few statements: one array for each column, however many rows. `columns` gives each
 * column's SQL type and where its value comes from; `all` the values that every row has.
 */
export async function insertMany<Row>(
  tx: Transaction,
  table: keyof Tables,
  { all, columns, rows }: Insert<Row>,
): Promise<void> {
  let before: Promise<unknown> = Promise.resolve()
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const some = rows.slice(start, start + rowsAtOnce)
    const statement = insertOf(table, { all, columns, rows: some })
    await before
    before = statement.execute(tx)
    // Let it reach the database before the next is spelled out.
    if (start + rowsAtOnce < rows.length) await setImmediate()
  }
  await before
}

function insertOf<Row>(table: keyof Tables, { all, columns, rows }: Insert<Row>) {
  const same = { ...all }
  const arrays: Record<string, RawBuilder<unknown>> = {}
  for (const [name, [type, valueOf]] of Object.entries(columns)) {
    const values = rows.map(valueOf)
    const [first = null] = values
    // A value that all rows have is sent once: reading long arrays is most of what such a statement costs.
    if (values.every((value) => value === first)) same[name] = [type, first]
    else arrays[name] = sql`${sql.val(arrayOf(type, values))}::${sql.raw(type)}[]`
  }
  const names = [...Object.keys(same), ...Object.keys(arrays)].map((name) => sql.ref(name))
  const values = Object.values(same).map(([type, value]) => sql`${value}::${sql.raw(type)}`)
  if (Object.keys(arrays).length === 0) {
    return sql`insert into ${sql.table(table)} (${sql.join(names)})
      select ${sql.join(values)} from generate_series(1, ${rows.length})`
  }
  return sql`
    insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join([...values, sql`given.*`])} from unnest(${sql.join(Object.values(arrays))}) as given`
}

const plainTypes = new Set(['uuid', 'integer', 'bigint', 'numeric', 'date'])

/** The values as PostgreSQL reads an array. Values that cannot need quotes are written without looking at each. */
function arrayOf(type: string, values: Value[]): Value[] | string {
  if (!plainTypes.has(type)) return values
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}
