import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from './database.ts'

// Tables that say which things go with which: the people of a project, the tags of a client.

export type Named = { id: string; name: string }

export type Link = { table: string; owner: string; column: string; named: string }

/** What goes with the owner from now on: these, and nothing else. */
export async function setLinks(
  tx: Transaction,
  { table, owner, column }: Link,
  { workspaceId, ownerId, ids }: { workspaceId: string; ownerId: string; ids: readonly string[] },
): Promise<void> {
  const wanted = [...ids]
  await sql`
    delete from ${sql.table(table)}
    where workspace_id = ${workspaceId} and ${sql.ref(owner)} = ${ownerId} and ${sql.ref(column)} <> all(${wanted}::uuid[])`.execute(
    tx,
  )
  if (wanted.length === 0) return
  await sql`
    insert into ${sql.table(table)} (workspace_id, ${sql.ref(owner)}, ${sql.ref(column)})
    select distinct ${workspaceId}::uuid, ${ownerId}::uuid, each.id from unnest(${wanted}::uuid[]) as each (id)
    on conflict do nothing`.execute(tx)
}

/** What goes with a row, by name; of a query that calls the row so. */
export function linkedOf({ table, owner, column, named }: Link, row: string): RawBuilder<Named[]> {
  return sql`(select coalesce(json_agg(json_build_object('id', linked.id, 'name', linked.name)
      order by lower(linked.name), linked.id), '[]')
    from ${sql.table(table)} link
    join ${sql.table(named)} linked on linked.workspace_id = link.workspace_id and linked.id = link.${sql.raw(column)}
    where link.workspace_id = ${sql.ref(`${row}.workspace_id`)} and link.${sql.raw(owner)} = ${sql.ref(`${row}.id`)})`
}
