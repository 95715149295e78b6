import { Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'
import { uuidArray } from './uuid-array.ts'

/** Reads. A query that writes asks for a Transaction. */
export type Database = Kysely<Tables>
/** Writes, and holds what it locks until it ends. */
export type Transaction = KyselyTransaction<Tables>

const oid = { date: 1082, bigint: 20, numeric: 1700, time: 1083 }

/** Opens a pool on PostgreSQL 15 or newer. */
export function openDatabase(
  url: string,
  options: { max?: number } = {},
): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  })
  keepOnBrokenConnections(pool)
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), pool }
}

/** A connection that breaks, idle or at work, must not end the process: the query that needed it fails, and says so. */
export function keepOnBrokenConnections(pool: pg.Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
}

/**
 * For statements that join many rows at once: PostgreSQL then reads both sides once. A table that was filled a moment ago
 * has no statistics, and a plan made for one row would read all of it anew for each.
 */
export async function joinInBulk(tx: Transaction): Promise<void> {
  await sql`set local enable_nestloop = off`.execute(tx)
}

/** `= any(array)`: one parameter, however many ids. */
export function anyUuid(ids: readonly string[]) {
  return sql<string>`any(${sql.val(uuidArray(ids))}::uuid[])`
}

// A date stays the words it is: pg would make it local midnight, a day off in Sydney. Decimals stay exact strings.
function typeParser(id: number, format?: string): unknown {
  if (id === oid.date || id === oid.numeric) return (text: string) => text
  if (id === oid.bigint) return Number
  if (id === oid.time) return (text: string) => text.slice(0, 5)
  return pg.types.getTypeParser(id, format as 'text')
}
