import { sql } from 'kysely'
import type { Transaction } from './database.ts'

export type VersionName = { id: string; updatedAt: Date }

/** Keeps the rows as they are now, all of their columns. Forgets what was replaced before `forgetBefore`. */
export async function keepVersions(
  tx: Transaction,
  request: { workspaceId: string; ids: string[]; replacedAt: Date; forgetBefore: Date },
): Promise<void> {
  const { workspaceId, ids, replacedAt, forgetBefore } = request
  await sql`insert into time_entry_versions (workspace_id, time_entry_id, updated_at, row, replaced_at)
    select e.workspace_id, e.id, date_trunc('milliseconds', e.updated_at), to_jsonb(e), ${replacedAt}
    from time_entries e
    where e.workspace_id = ${workspaceId} and e.id = any(${ids}::uuid[])
    on conflict do nothing`.execute(tx)
  await tx
    .deleteFrom('time_entry_versions')
    .where('workspace_id', '=', workspaceId)
    .where('replaced_at', '<', forgetBefore)
    .execute()
}

export type Version = VersionName & {
  memberId: string
  projectId: string
  workedOn: string
  seconds: number
}

/** The versions with these names that are still kept. */
export async function listVersions(
  tx: Transaction,
  { workspaceId, versions }: { workspaceId: string; versions: VersionName[] },
): Promise<Version[]> {
  return await tx
    .selectFrom('time_entry_versions as v')
    .where('v.workspace_id', '=', workspaceId)
    .where(sql<boolean>`(v.time_entry_id, v.updated_at) in (select * from ${named(versions)})`)
    .select([
      'v.time_entry_id as id',
      'v.updated_at as updatedAt',
      sql<string>`v.row->>'member_id'`.as('memberId'),
      sql<string>`v.row->>'project_id'`.as('projectId'),
      sql<string>`v.row->>'worked_on'`.as('workedOn'),
      sql<number>`(v.row->>'seconds')::integer`.as('seconds'),
    ])
    .execute()
}

/** Writes entries as these versions of them were. They must not be there. */
export async function insertVersions(
  tx: Transaction,
  { workspaceId, versions }: { workspaceId: string; versions: VersionName[] },
): Promise<void> {
  await sql`insert into time_entries
    select (jsonb_populate_record(null::time_entries, v.row)).*
    from time_entry_versions v
    where v.workspace_id = ${workspaceId}
      and (v.time_entry_id, v.updated_at) in (select * from ${named(versions)})`.execute(tx)
}

function named(versions: VersionName[]) {
  const ids = versions.map(({ id }) => id)
  const moments = versions.map(({ updatedAt }) => updatedAt.toISOString())
  return sql`unnest(${ids}::uuid[], ${moments}::timestamptz[])`
}
