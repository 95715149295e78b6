import { sql } from 'kysely'
import type { Transaction } from './database.ts'

/** What is spent and what is driven. */
export type CostKind = 'expense' | 'mileage'
type CostVersionName = { id: string; updatedAt: Date }

const tables = { expense: sql.table('expenses'), mileage: sql.table('mileages') }

type OfKind = { workspaceId: string; kind: CostKind }

/** Keeps the rows as they are now, all of their columns. */
export async function keepCostVersions(
  tx: Transaction,
  request: OfKind & { ids: string[]; replacedAt: Date },
): Promise<void> {
  const { workspaceId, kind, ids, replacedAt } = request
  await sql`insert into cost_versions (workspace_id, kind, cost_id, updated_at, row, replaced_at)
    select e.workspace_id, ${kind}, e.id, date_trunc('milliseconds', e.updated_at), to_jsonb(e), ${replacedAt}
    from ${tables[kind]} e
    where e.workspace_id = ${workspaceId} and e.id = any(${ids}::uuid[])
    on conflict do nothing`.execute(tx)
}

export async function forgetCostVersions(
  tx: Transaction,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<void> {
  await tx
    .deleteFrom('cost_versions')
    .where('workspace_id', '=', workspaceId)
    .where('replaced_at', '<', before)
    .execute()
}

type CostVersion = CostVersionName & { memberId: string; on: string }

/** The versions with these names that are still kept. */
export async function listCostVersions(
  tx: Transaction,
  { workspaceId, kind, versions }: OfKind & { versions: CostVersionName[] },
): Promise<CostVersion[]> {
  return await tx
    .selectFrom('cost_versions as v')
    .where('v.workspace_id', '=', workspaceId)
    .where('v.kind', '=', kind)
    .where(sql<boolean>`(v.cost_id, v.updated_at) in (select * from ${named(versions)})`)
    .select([
      'v.cost_id as id',
      'v.updated_at as updatedAt',
      sql<string>`v.row->>'member_id'`.as('memberId'),
      sql<string>`coalesce(v.row->>'spent_on', v.row->>'travelled_on')`.as('on'),
    ])
    .execute()
}

/** Writes expenses or trips that are gone as these versions of them were. */
export async function insertCostVersions(
  tx: Transaction,
  { workspaceId, kind, versions }: OfKind & { versions: CostVersionName[] },
): Promise<void> {
  const table = tables[kind]
  await sql`insert into ${table}
    select (jsonb_populate_record(null::${table}, v.row)).*
    from cost_versions v
    where v.workspace_id = ${workspaceId} and v.kind = ${kind}
      and (v.cost_id, v.updated_at) in (select * from ${named(versions)})`.execute(tx)
}

/** Makes expenses or trips that are there what these versions of them were. */
export async function writeCostVersions(
  tx: Transaction,
  { workspaceId, kind, versions }: OfKind & { versions: CostVersionName[] },
): Promise<void> {
  const table = tables[kind]
  const columns = sql.raw(restored[kind].join(', '))
  await sql`update ${table} e set (${columns}) =
      (select ${columns} from jsonb_populate_record(null::${table}, v.row))
    from cost_versions v
    where e.workspace_id = ${workspaceId} and v.workspace_id = ${workspaceId} and v.kind = ${kind} and v.cost_id = e.id
      and (v.cost_id, v.updated_at) in (select * from ${named(versions)})`.execute(tx)
}

const common = ['member_id', 'project_id', 'is_billable', 'updated_at']
const restored = {
  expense: [
    ...common,
    'product_id',
    'spent_on',
    'description',
    'quantity',
    'unit_price',
    'gross_unit_price',
    'vat_rate_id',
  ],
  mileage: [
    ...common,
    'travelled_on',
    'from_place',
    'to_place',
    'distance_km',
    'is_return_trip',
    'kind',
    'purpose',
    'vehicle',
    'rate',
    'rate_rule',
    'rate_valid_from',
  ],
}

function named(versions: CostVersionName[]) {
  const ids = versions.map(({ id }) => id)
  const moments = versions.map(({ updatedAt }) => updatedAt.toISOString())
  return sql`unnest(${ids}::uuid[], ${moments}::timestamptz[])`
}
