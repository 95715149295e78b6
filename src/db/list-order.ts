import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { comesAfterName, type NameCursor, type NamedFilter, sortName } from './by-name.ts'

// The order of a list by one of its columns, and where a page of it begins. Everything is compared as text, so that any cursor
// can be: numbers are padded, days and moments are written from the year on.

type Order = {
  isAfter: RawBuilder<SqlBool>
  /** What the row is ordered by, as it stands in a cursor. */
  value: RawBuilder<string>
  words: RawBuilder<unknown>
}

/** By the column that the filter names, or by name; the id decides where rows are equal. */
export function listOrder(
  table: string,
  columns: Record<string, RawBuilder<unknown>>,
  { filter, after }: { filter: NamedFilter; after: NameCursor | undefined },
): Order {
  const { sort = 'name', isDescending = false } = filter
  const column = columns[sort]
  const id = sql.ref(`${table}.id`)
  if (column === undefined && !isDescending) {
    const value = sortName(table)
    return { isAfter: comesAfterName(table, after), value, words: sql`${value}, ${id}` }
  }
  const value: RawBuilder<string> =
    column === undefined ? sortName(table) : sql`lower(coalesce((${column})::text, '')) collate "C"`
  const beyond = isDescending ? sql`<` : sql`>`
  const direction = isDescending ? sql`desc` : sql`asc`
  const isAfter: RawBuilder<SqlBool> =
    after === undefined
      ? sql`true`
      : sql`(${value}, ${id}) ${beyond} (${after.name}, ${after.id}::uuid)`
  return { isAfter, value, words: sql`${value} ${direction}, ${id} ${direction}` }
}

/** A number that is never negative, so that its text has its order. */
export function padded(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.ref(column)}, 'FM0000000000.0000')`
}
