import { type RawBuilder, sql } from 'kysely'
import type { ReportGrouping } from '#domain/report-views.ts'
import type { Database } from './database.ts'
import { measuresOf } from './registration-measures.ts'
import {
  dayOf,
  findNamed,
  matches,
  type Named,
  type RegistrationFilter,
  type RegistrationKind,
  tableOf,
} from './registrations.ts'

type Selection = { workspaceId: string; filter: RegistrationFilter }

export type ReportTotals = {
  count: number
  seconds: number
  quantity: string
  km: string
  amountMinor: number
  billableMinor: number
  invoicedMinor: number
  writtenOffMinor: number
  uninvoicedMinor: number
}

/** Adds up the rows that pass the filter; each row is rounded by itself, as it is shown. */
export async function sumRegistrations(
  db: Database,
  kind: RegistrationKind,
  { workspaceId, filter }: Selection,
): Promise<ReportTotals> {
  const named = await findNamed(db, kind, { workspaceId, filter })
  const { rows } = await sql<ReportTotals>`
    select ${sums} from ${measured(kind, { workspaceId, filter, named, key: sql`null` })} each_row`.execute(
    db,
  )
  const [totals] = rows
  return totals ?? nothing
}

export type ReportGroup = ReportTotals & {
  /** An id, a day or a month; null for rows without a task. */
  key: string | null
  label: string | null
  /** The client of a project. */
  clientName: string | null
}

/** The same sums by client, main project, project, person, task, day or month: by name, and calendars newest first. */
export async function sumRegistrationGroups(
  db: Database,
  kind: RegistrationKind,
  request: Selection & { groupBy: ReportGrouping; limit: number },
): Promise<ReportGroup[]> {
  const { workspaceId, filter, groupBy, limit } = request
  const { key, label, names, order } = groupings(kind)[groupBy]
  const isOfProject = groupBy === 'project' || groupBy === 'main_project'
  const hasProject = groupBy === 'client' || groupBy === 'main_project'
  const named = await findNamed(db, kind, { workspaceId, filter })
  const each = measured(kind, { workspaceId, filter, named, key, hasProject })
  // Rows are added up before their names are looked up: there are far fewer groups.
  const { rows } = await sql<ReportGroup>`
    select g.*, ${label} as label, ${isOfProject ? sql`c.name` : sql`null`} as "clientName"
    from (select key, ${sums} from ${each} each_row group by key) g
    cross join (select ${workspaceId}::uuid as workspace_id) w ${names}
    order by ${order} limit ${limit}`.execute(db)
  return rows
}

/** The ids of the rows that pass the filter, newest day first. */
export async function listRegistrationIds(
  db: Database,
  kind: RegistrationKind,
  { workspaceId, filter, limit }: Selection & { limit: number },
): Promise<string[]> {
  const named = await findNamed(db, kind, { workspaceId, filter })
  const { rows } = await sql<{ id: string }>`
    select e.id from ${rowsOf(kind, filter)}
    where e.workspace_id = ${workspaceId} and ${matches(kind, { workspaceId, filter, named })}
    order by ${dayOf(kind)} desc, e.id desc limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

const named = {
  clientId: 'clients',
  projectId: 'projects',
  memberId: 'members',
  taskId: 'tasks',
} as const

/** The names of what a filter narrows to, in the order of the names. */
export async function listFilterNames(
  db: Database,
  {
    workspaceId,
    key,
    ids,
  }: { workspaceId: string; key: keyof typeof named; ids: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.name from ${sql.table(named[key])} n
    where n.workspace_id = ${workspaceId} and n.id = any(${[...ids]}::uuid[])
    order by lower(n.name), n.id`.execute(db)
  return rows.map((row) => row.name)
}

const nothing: ReportTotals = {
  count: 0,
  seconds: 0,
  quantity: '0.00',
  km: '0.00',
  amountMinor: 0,
  billableMinor: 0,
  invoicedMinor: 0,
  writtenOffMinor: 0,
  uninvoicedMinor: 0,
}

const sums = sql`count(*) as count,
      coalesce(sum(seconds), 0)::bigint as seconds,
      coalesce(sum(quantity), 0)::numeric(20, 2) as quantity,
      coalesce(sum(km), 0)::numeric(20, 2) as km,
      coalesce(sum(amount), 0)::bigint as "amountMinor",
      coalesce(sum(amount) filter (where is_billable), 0)::bigint as "billableMinor",
      coalesce(sum(amount) filter (where settled_by <> 'write_off'), 0)::bigint as "invoicedMinor",
      coalesce(sum(amount) filter (where settled_by = 'write_off'), 0)::bigint as "writtenOffMinor",
      coalesce(sum(amount) filter (where is_billable and settled_by is null), 0)::bigint as "uninvoicedMinor"`

/** Each row that passes the filter, with its key and what is added up of it. */
function measured(
  kind: RegistrationKind,
  request: Selection & {
    named: Named | undefined
    key: RawBuilder<unknown>
    hasProject?: boolean
  },
): RawBuilder<unknown> {
  const { workspaceId, filter, named, key, hasProject = false } = request
  const { seconds, quantity, km, amount } = measuresOf(kind)
  return sql`(select ${key} as key, ${seconds} as seconds, ${quantity} as quantity, ${km} as km,
      ${amount} as amount, e.is_billable, b.document_kind as settled_by
    from ${rowsOf(kind, filter, { hasProject })}
    left join billed_items b on b.workspace_id = e.workspace_id
      and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id
    where e.workspace_id = ${workspaceId} and ${matches(kind, { workspaceId, filter, named })})`
}

type Grouping = Record<'key' | 'label' | 'names' | 'order', RawBuilder<unknown>>

function groupings(kind: RegistrationKind): Record<ReportGrouping, Grouping> {
  const byName = sql`lower(n.name) nulls last, g.key`
  const named = (table: string, key: RawBuilder<unknown>): Grouping => ({
    key,
    label: sql`n.name`,
    names: sql`left join ${sql.table(table)} n on n.workspace_id = w.workspace_id and n.id = g.key`,
    order: byName,
  })
  const ofProject = (key: RawBuilder<unknown>): Grouping => {
    const project = named('projects', key)
    const client = sql`left join clients c on c.workspace_id = n.workspace_id and c.id = n.client_id`
    return { ...project, names: sql`${project.names} ${client}` }
  }
  const calendar = (key: RawBuilder<unknown>): Grouping => ({
    key,
    label: sql`g.key`,
    names: sql``,
    order: sql`g.key desc`,
  })
  return {
    client: named('clients', sql`p.client_id`),
    // Work on a sub-project is work on its main project.
    main_project: ofProject(sql`coalesce(p.parent_id, p.id)`),
    project: ofProject(sql`e.project_id`),
    member: named('members', sql`e.member_id`),
    task: named('tasks', kind === 'time_entry' ? sql`e.task_id` : sql`null::uuid`),
    day: calendar(sql`${dayOf(kind)}::text`),
    month: calendar(sql`to_char(${dayOf(kind)}, 'YYYY-MM')`),
  }
}

// The project is joined only where something of it is asked.
function rowsOf(
  kind: RegistrationKind,
  filter: RegistrationFilter,
  { hasProject = false }: { hasProject?: boolean } = {},
): RawBuilder<unknown> {
  const rows = sql`${tableOf(kind)} e`
  if (filter.clientId === undefined && !hasProject) return rows
  return sql`${rows} join projects p on p.workspace_id = e.workspace_id and p.id = e.project_id`
}
