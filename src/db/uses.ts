import type { Use, UseKind } from '#domain/uses.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from './database.ts'

type Counts = Partial<Record<UseKind, RawBuilder<number>>>
type Thing = { workspaceId: string; id: string }

/** How many rows of a table name the thing in this column. */
export function rowsNaming(
  table: string,
  column: string,
  { workspaceId, id }: Thing,
): RawBuilder<number> {
  return sql`(select count(*) from ${sql.table(table)}
    where workspace_id = ${workspaceId} and ${sql.ref(column)} = ${id})`
}

/** What refers to a thing, and how often; what does not is left out. */
export async function countUses(tx: Transaction, counts: Counts): Promise<Use[]> {
  const kinds = Object.keys(counts) as UseKind[]
  const columns = kinds.map((kind) => sql`${counts[kind]} as ${sql.ref(kind)}`)
  const { rows } = await sql<Record<UseKind, number>>`select ${sql.join(columns)}`.execute(tx)
  return kinds
    .map((kind) => ({ kind, count: Number(rows[0]?.[kind] ?? 0) }))
    .filter(({ count }) => count > 0)
}
