import type { ResolvedRate, Span } from '#domain/rates.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import { measuresOf } from './registration-measures.ts'

// What would be priced otherwise, and doing it. Only what is billable and neither billed nor written off: the triggers
// of the tables refuse the rest anyway.

export type RatedKind = 'time_entry' | 'mileage'
type Period = ResolvedRate<string> & Span

export type ReRating = {
  workspaceId: string
  kind: RatedKind
  /** What hangs on some subjects on some days, or on whatever the workspace asks; or single items. */
  scope: { subjectIds: readonly string[] | 'workspace'; span: Span } | { ids: readonly string[] }
  /** Days up to this one stay as they are. */
  closedThrough: string | null
  /** Of subjects with rates of their own. */
  own: readonly (Period & { subjectId: string })[]
  /** Of everybody else. */
  workspace: readonly Period[]
}

export type ReRatedProject = {
  projectId: string
  projectName: string
  clientName: string
  count: number
  seconds: number
  km: string
  beforeMinor: number
  afterMinor: number
  /** The most that one item would come to. */
  largestMinor: number
  /** Another for other items, rates or quantities. */
  mark: string
}

export type ReRatedItem = {
  id: string
  day: string
  projectId: string
  projectName: string
  clientName: string
  memberName: string
  taskName: string | null
  seconds: number
  km: string
  rate: string
  rateRule: string
  rateValidFrom: string | null
  newRate: string
  newRateRule: string
  newRateValidFrom: string | null
  beforeMinor: number
  afterMinor: number
}

/** What would change, project by project. */
export async function sumReRating(db: Database, reRating: ReRating): Promise<ReRatedProject[]> {
  const { rows } = await sql<ReRatedProject>`
    ${changed(reRating)}, by_project as (
      select project_id, count(*) as count, sum(seconds)::bigint as seconds, sum(km)::numeric(20, 2) as km,
        sum(before)::bigint as before, sum(after)::bigint as after, max(after)::bigint as largest,
        sum(hashtextextended(concat_ws(' ', id, rate, new_rate, new_rule, new_valid_from, seconds, km), 0)) as mark
      from changed group by project_id
    )
    select b.project_id as "projectId", p.name as "projectName", c.name as "clientName", b.count, b.seconds, b.km,
      b.before as "beforeMinor", b.after as "afterMinor", b.largest as "largestMinor", b.mark::text as mark
    from by_project b
    join projects p on p.workspace_id = ${reRating.workspaceId} and p.id = b.project_id
    join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
    order by lower(c.name) collate "C", lower(p.name) collate "C", p.id`.execute(db)
  return rows
}

/** The last row of a page. */
export type DayCursor = { day: string; id: string }

/** What would change, item by item, the newest day first. */
export async function listReRatedItems(
  db: Database,
  request: { reRating: ReRating; after: DayCursor | undefined; limit: number },
): Promise<ReRatedItem[]> {
  const { reRating, after, limit } = request
  const isAfter = after ? sql`(i.day, i.id) < (${after.day}::date, ${after.id}::uuid)` : sql`true`
  const { rows } = await sql<ReRatedItem>`
    ${changed(reRating)}
    select i.id, i.day, i.project_id as "projectId", p.name as "projectName", c.name as "clientName",
      m.name as "memberName", t.name as "taskName", i.seconds, i.km,
      i.rate, i.rate_rule as "rateRule", i.rate_valid_from as "rateValidFrom",
      i.new_rate as "newRate", i.new_rule as "newRateRule", i.new_valid_from as "newRateValidFrom",
      i.before as "beforeMinor", i.after as "afterMinor"
    from changed i
    join projects p on p.workspace_id = ${reRating.workspaceId} and p.id = i.project_id
    join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
    join members m on m.workspace_id = p.workspace_id and m.id = i.member_id
    left join tasks t on t.workspace_id = p.workspace_id and t.id = i.task_id
    where ${isAfter}
    order by i.day desc, i.id desc limit ${limit}`.execute(db)
  return rows
}

/** Holds what may change until the transaction ends: nobody bills or changes it meanwhile. */
export async function lockReRatedItems(
  tx: Transaction,
  reRating: Omit<ReRating, 'own' | 'workspace'>,
): Promise<void> {
  const { workspaceId, kind } = reRating
  await sql`
    select from ${sql.table(kinds[kind].table)} e
    join projects p on p.workspace_id = e.workspace_id and p.id = e.project_id
    where e.workspace_id = ${workspaceId} and ${isConcerned(reRating)}
    order by e.id for no key update of e`.execute(tx)
}

export type Chosen = { ids: readonly string[] } | { exceptIds: readonly string[] }

/** Gives what would change, or the chosen of it, its new rates; answers how many. */
export async function applyReRating(
  tx: Transaction,
  request: { reRating: ReRating; chosen: Chosen; updatedAt: Date },
): Promise<number> {
  const { reRating, chosen, updatedAt } = request
  const isChosen =
    'ids' in chosen
      ? sql`i.id = any(${[...chosen.ids]}::uuid[])`
      : sql`not i.id = any(${[...chosen.exceptIds]}::uuid[])`
  const { numAffectedRows } = await sql`
    ${changed(reRating)}
    update ${sql.table(kinds[reRating.kind].table)} e
    set rate = i.new_rate, rate_rule = i.new_rule, rate_valid_from = i.new_valid_from, updated_at = ${updatedAt}
    from changed i
    where e.workspace_id = ${reRating.workspaceId} and e.id = i.id and ${isChosen}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

const kinds = {
  time_entry: {
    table: 'time_entries',
    day: sql.ref('e.worked_on'),
    task: sql.ref('e.task_id'),
    // Whose rate the project's method asks for; null where hours have no price.
    subject: sql`case p.invoice_method when 'task_hourly_rate' then e.task_id
      when 'user_hourly_rate' then e.member_id when 'project_hourly_rate' then p.id
      when 'client_hourly_rate' then p.client_id end`,
    isPriced: sql`p.invoice_method in
      ('task_hourly_rate', 'user_hourly_rate', 'project_hourly_rate', 'client_hourly_rate')`,
  },
  mileage: {
    table: 'mileages',
    day: sql.ref('e.travelled_on'),
    task: sql`null::uuid`,
    subject: sql.ref('p.client_id'),
    isPriced: sql`p.invoice_method <> 'none'`,
  },
} as const

function changed(reRating: ReRating): RawBuilder<unknown> {
  const { workspaceId, kind, scope, own, workspace } = reRating
  const { table, day, task, subject } = kinds[kind]
  const { seconds, km, amount } = measuresOf(kind)
  const isOfWorkspace = 'subjectIds' in scope && scope.subjectIds === 'workspace'
  const isOn = (period: string) => {
    const from = sql.ref(`${period}.from`)
    const until = sql.ref(`${period}.until`)
    return sql`(${from} is null or ${day} >= ${from}) and (${until} is null or ${day} < ${until})`
  }
  const newRate = sql`coalesce(o.rate, w.rate)`
  return sql`with own as (select * from json_to_recordset(${JSON.stringify(own)}::json)
      as t("subjectId" uuid, "from" date, "until" date, rate numeric(14, 4), rule text, "validFrom" date)
    ), general as (select * from json_to_recordset(${JSON.stringify(workspace)}::json)
      as t("from" date, "until" date, rate numeric(14, 4), rule text, "validFrom" date)
    ), changed as (
      select e.id, ${day} as day, e.project_id, e.member_id, ${task} as task_id,
        ${seconds} as seconds, (${km})::numeric(20, 2) as km,
        e.rate, e.rate_rule, e.rate_valid_from,
        ${newRate} as new_rate, coalesce(o.rule, w.rule) as new_rule,
        case when o.rate is null then w."validFrom" else o."validFrom" end as new_valid_from,
        (${amount})::bigint as before, (${measuresOf(kind, newRate).amount})::bigint as after
      from ${sql.table(table)} e
      join projects p on p.workspace_id = e.workspace_id and p.id = e.project_id
      left join own o on o."subjectId" = ${subject} and ${isOn('o')}
      join general w on ${isOn('w')}
      where e.workspace_id = ${workspaceId} and ${isConcerned(reRating)} and e.rate <> ${newRate}
        and ${isOfWorkspace ? sql`coalesce(o.rule, w.rule) = 'workspace'` : sql`true`}
    )`
}

function isConcerned({
  kind,
  scope,
  closedThrough,
}: Pick<ReRating, 'kind' | 'scope' | 'closedThrough'>): RawBuilder<unknown> {
  const { day, subject, isPriced } = kinds[kind]
  const isChangeable = closedThrough === null ? sql`true` : sql`${day} > ${closedThrough}`
  const isOpen = sql`${isChangeable} and e.is_billable and ${isPriced} and not exists (select from billed_items b
    where b.workspace_id = e.workspace_id and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id)`
  if ('ids' in scope) return sql`${isOpen} and e.id = any(${[...scope.ids]}::uuid[])`
  const { from, until } = scope.span
  const isInSpan = sql`${from === null ? sql`true` : sql`${day} >= ${from}`}
    and ${until === null ? sql`true` : sql`${day} < ${until}`}`
  const isOfSubject =
    scope.subjectIds === 'workspace'
      ? sql`true`
      : sql`${subject} = any(${[...scope.subjectIds]}::uuid[])`
  return sql`${isOpen} and ${isInSpan} and ${isOfSubject}`
}
