import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from './database.ts'
import type { Tables } from './tables.ts'
import { uuidArray } from './uuid-array.ts'

type Value = string | number | boolean | Date | null

export type Insert<Row> = {
  /** The values that every row has. */
  all: Record<string, [type: string, value: Value]>
  /** Each column's SQL type, and where its value comes from. */
  columns: Record<string, [type: string, valueOf: (row: Row) => Value]>
  /** Columns that the database works out, from the row as it is `given` and what is joined to it. */
  computed?: Record<string, RawBuilder<unknown>>
  join?: RawBuilder<unknown>
  rows: readonly Row[]
}

// Few enough that the database writes some rows while the next are spelled out, many enough that a statement is no cost.
const rowsAtOnce = 2500

/**
 * Inserts any number of rows in few statements: one array for each column, however many rows. Among other inserts, answers
 * when the last of them are on their way.
 */
export async function insertMany<Row>(
  into: Transaction | Inserts,
  table: keyof Tables,
  insert: Insert<Row>,
): Promise<void> {
  const inserts = into instanceof Inserts ? into : new Inserts(into)
  await inserts.add(table, insert)
  if (inserts !== into) await inserts.done()
}

/**
 * Inserts of one transaction, one after the other: while the database writes one, the next is spelled out. Nothing else may
 * be asked of the transaction until they are done.
 */
export class Inserts {
  readonly #tx: Transaction
  #last: Promise<unknown> = Promise.resolve()

  constructor(tx: Transaction) {
    this.#tx = tx
  }

  async add<Row>(table: keyof Tables, insert: Insert<Row>): Promise<void> {
    const { rows } = insert
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      const statement = insertOf(table, { ...insert, rows: rows.slice(start, start + rowsAtOnce) })
      await this.#last
      this.#last = statement.execute(this.#tx)
      this.#last.catch(() => {}) // Whoever waits for it is told.
      // Let it reach the database before the next is spelled out.
      await setImmediate()
    }
  }

  async done(): Promise<void> {
    await this.#last
  }
}

function insertOf<Row>(table: keyof Tables, insert: Insert<Row>): RawBuilder<unknown> {
  const { all, columns, computed = {}, join = sql``, rows } = insert
  const same = { ...all }
  const arrays: Record<string, RawBuilder<unknown>> = {}
  for (const [name, [type, valueOf]] of Object.entries(columns)) {
    const values = rows.map(valueOf)
    const [first = null] = values
    // A value that all rows have is sent once: reading long arrays is most of what such a statement costs.
    if (values.every((value) => value === first)) same[name] = [type, first]
    else arrays[name] = sql`${arrayOf(type, values)}::${sql.raw(type)}[]`
  }
  const constants = Object.entries(same).map(
    ([name, [type, value]]) => sql`${value}::${sql.raw(type)} as ${sql.ref(name)}`,
  )
  const varying = namesOf(arrays)
  const source =
    varying.length === 0
      ? sql`generate_series(1, ${rows.length}) as each`
      : sql`unnest(${sql.join(Object.values(arrays))}) as each (${sql.join(varying)})`
  const selected = varying.length === 0 ? constants : [...constants, sql`each.*`]
  const names = [...namesOf(same), ...varying, ...namesOf(computed)]
  return sql`
    insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join([sql`given.*`, ...Object.values(computed)])}
    from (select ${sql.join(selected)} from ${source}) as given ${join}`
}

function namesOf(columns: Record<string, unknown>): RawBuilder<unknown>[] {
  return Object.keys(columns).map((name) => sql.ref(name))
}

const plainTypes = new Set(['uuid', 'smallint', 'integer', 'bigint', 'numeric', 'date'])

/** The values as PostgreSQL reads an array. Values that cannot need quotes are written without looking at each. */
function arrayOf(type: string, values: Value[]): RawBuilder<unknown> {
  // Long texts that are full of quotes: each goes as it is, by itself.
  if (type === 'json') return sql`array[${sql.join(values)}]`
  if (type === 'uuid' && values.every((value) => typeof value === 'string'))
    return sql`${sql.val(uuidArray(values))}`
  if (!plainTypes.has(type)) return sql`${sql.val(values)}`
  const written = values.includes(null) ? values.map((value) => value ?? 'NULL') : values
  return sql`${`{${written.join(',')}}`}`
}
