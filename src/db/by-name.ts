import { type RawBuilder, type SqlBool, sql } from 'kysely'

// Lists by name: the same order on every PostgreSQL, whatever its collation, and the id where names are equal.

/** The last row of a page: the next one begins after it. */
export type NameCursor = { name: string; id: string }

/** Which rows of a list are read; without one, all of them. */
export type Slice = { after?: NameCursor | undefined; limit?: number | undefined }

/** What a list is ordered by. The name of a row as it stands in a cursor. */
export function sortName(table: string): RawBuilder<string> {
  return sql`lower(${sql.ref(`${table}.name`)}) collate "C"`
}

/** Whether the row comes after the cursor; without a cursor they all do. */
export function comesAfterName(table: string, cursor: NameCursor | undefined): RawBuilder<SqlBool> {
  return comesAfter(sortName(table), { id: sql.ref(`${table}.id`), after: cursor })
}

/** Whether the row comes after the cursor in the order of a value and its id. */
export function comesAfter(
  value: RawBuilder<string>,
  { id, after }: { id: RawBuilder<unknown>; after: NameCursor | undefined },
): RawBuilder<SqlBool> {
  if (after === undefined) return sql`true`
  return sql`(${value}, ${id}) > (${after.name}, ${after.id}::uuid)`
}

/** Whether one of the columns has the words in it, in any case. Without words they all do. */
export function mentionsIn(
  columns: readonly string[],
  words: string | undefined,
): RawBuilder<SqlBool> {
  if (words === undefined || words === '') return sql`true`
  const pattern = patternOf(words)
  return sql`(${sql.join(
    columns.map((column) => sql`${sql.ref(column)} ilike ${pattern}`),
    sql` or `,
  )})`
}

/** Whether a column of lower-case words, made to be searched, has the words in it: several times faster than in any case. */
export function isFoundIn(column: string, words: string | undefined): RawBuilder<SqlBool> {
  if (words === undefined || words === '') return sql`true`
  return sql`${sql.ref(column)} like lower(${patternOf(words)})`
}

function patternOf(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

/** Whether the row is of the wanted side of the archive. */
export function isOnSide(table: string, archived: 'true' | 'false' | 'all'): RawBuilder<SqlBool> {
  if (archived === 'all') return sql`true`
  const column = sql.ref(`${table}.archived_at`)
  return archived === 'true' ? sql`${column} is not null` : sql`${column} is null`
}

export type NamedFilter = {
  q?: string | undefined
  archived: 'true' | 'false' | 'all'
  /** The column that decides the order; the name unless given. */
  sort?: string | undefined
  isDescending?: boolean | undefined
}
export type NamedRequest = {
  workspaceId: string
  filter: NamedFilter
  after: NameCursor | undefined
  limit: number
}
