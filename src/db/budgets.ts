import type { Budget, BudgetSpan, Burn } from '#domain/budgets.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import { measuresOf } from './registration-measures.ts'
import { dayOf, type RegistrationKind, tableOf } from './registrations.ts'

type Key = { workspaceId: string; projectId: string }
export type ProjectBudget = Budget & { projectId: string; projectEndsOn: string | null }

export async function listBudgetRows(
  db: Database,
  request: {
    workspaceId: string
    projectIds?: readonly string[] | undefined
    afterId?: string | undefined
    limit?: number | undefined
  },
): Promise<ProjectBudget[]> {
  const { workspaceId, projectIds, afterId, limit } = request
  let rows = db
    .selectFrom('budgets as b')
    .innerJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'b.workspace_id').onRef('p.id', '=', 'b.project_id'),
    )
    .where('b.workspace_id', '=', workspaceId)
    .select([
      'b.project_id as projectId',
      'b.measure',
      'b.period',
      'b.amount',
      'b.warn_at as warnAt',
      'p.ends_on as projectEndsOn',
    ])
    .orderBy('b.project_id')
  if (afterId !== undefined) rows = rows.where('b.project_id', '>', afterId)
  if (limit !== undefined) rows = rows.limit(limit)
  if (projectIds) rows = rows.where(sql<boolean>`b.project_id = any(${[...projectIds]}::uuid[])`)
  else rows = rows.where('p.archived_at', 'is', null)
  return await rows.execute()
}

/** Gives a project its budget; one of another measure, period or amount warns anew. */
export async function saveBudget(
  tx: Transaction,
  { workspaceId, projectId, budget, updatedAt }: Key & { budget: Budget; updatedAt: Date },
): Promise<void> {
  const { measure, period, amount, warnAt } = budget
  await sql`
    delete from budget_warnings w using budgets b
    where w.workspace_id = ${workspaceId} and w.project_id = ${projectId}
      and b.workspace_id = w.workspace_id and b.project_id = w.project_id
      and (b.measure, b.period, b.amount) is distinct from (${measure}, ${period}, ${amount}::bigint)`.execute(
    tx,
  )
  const values = { measure, period, amount, warn_at: [...warnAt], updated_at: updatedAt }
  await tx
    .insertInto('budgets')
    .values({ workspace_id: workspaceId, project_id: projectId, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'project_id']).doUpdateSet(values))
    .execute()
}

export async function removeBudget(
  tx: Transaction,
  { workspaceId, projectId }: Key,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('budgets')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

export type BurnRequest = {
  workspaceId: string
  measure: Budget['measure']
  span: BudgetSpan
  projectIds: readonly string[]
}

/** What was worked and billed of projects whose budgets are of the same days and measure. */
export async function sumBurns(
  db: Database,
  { paceFrom, ...request }: BurnRequest & { paceFrom: string; today: string },
): Promise<Map<string, Burn>> {
  const { workspaceId, today } = request
  const { rows } = await sql<Burn & { projectId: string }>`
    select u.project_id as "projectId",
      coalesce(sum(u.used) filter (where ${isInSpan(request.span)}), 0)::bigint as worked,
      coalesce(sum(u.used) filter (where ${isInSpan(request.span)} and u.is_billed), 0)::bigint as billed,
      coalesce(sum(u.used) filter (where u.day between ${paceFrom} and ${today}), 0)::bigint as recent
    from ${usedIn({ ...request, workspaceId })} u group by u.project_id`.execute(db)
  return new Map(rows.map(({ projectId, ...burn }) => [projectId, burn]))
}

/** What was worked on each day of the budget on which there was any. */
export async function listBurnDays(
  db: Database,
  request: BurnRequest,
): Promise<{ on: string; worked: number }[]> {
  const { workspaceId, span } = request
  const { rows } = await sql<{ on: string; worked: number }>`
    select u.day as on, sum(u.used)::bigint as worked
    from ${usedIn({ ...request, workspaceId })} u where ${isInSpan(span)}
    group by u.day having sum(u.used) > 0 order by u.day`.execute(db)
  return rows
}

export function isInSpan({ from, until }: BudgetSpan): RawBuilder<unknown> {
  if (from === null || until === null) return sql`true`
  return sql`(u.day >= ${from} and u.day < ${until})`
}

// Hours: all that was worked. Money: what the billable work comes to, expenses and trips too. Work on a sub-project is work
// on its main project as well.
export function usedIn(
  { workspaceId, measure, projectIds }: BurnRequest,
  kinds = kindsOf[measure],
): RawBuilder<unknown> {
  const each = kinds.map((kind) => {
    const { seconds, amount } = measuresOf(kind)
    return sql`select f.id as project_id, ${kind === 'time_entry' ? sql`e.task_id` : sql`null::uuid`} as task_id,
        ${dayOf(kind)} as day,
        (${measure === 'hours' ? seconds : amount})::bigint as used,
        exists (select from billed_items b where b.workspace_id = e.workspace_id
          and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id and b.document_kind <> 'write_off') as is_billed
      from projects p
      cross join lateral (values (p.id), (p.parent_id)) f (id)
      join ${tableOf(kind)} e on e.workspace_id = p.workspace_id and e.project_id = p.id
      where p.workspace_id = ${workspaceId} and f.id = any(${[...projectIds]}::uuid[])
        and ${measure === 'hours' ? sql`true` : sql`e.is_billable`}`
  })
  return sql`(${sql.join(each, sql` union all `)})`
}

const kindsOf: Record<Budget['measure'], RegistrationKind[]> = {
  hours: ['time_entry'],
  money: ['time_entry', 'expense', 'mileage'],
}

export type BudgetWarning = { period: string; percentage: number; worked: number; reachedAt: Date }

/** Writes down which percentages are reached; those that are written down already stay as they are. */
export async function insertBudgetWarnings(
  tx: Transaction,
  request: {
    workspaceId: string
    warnings: { projectId: string; period: string; percentage: number; worked: number }[]
    reachedAt: Date
  },
): Promise<void> {
  const { workspaceId, warnings, reachedAt } = request
  if (warnings.length === 0) return
  await tx
    .insertInto('budget_warnings')
    .values(
      warnings.map(({ projectId, ...warning }) => ({
        workspace_id: workspaceId,
        project_id: projectId,
        ...warning,
        reached_at: reachedAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** When a budget reached its percentages, the newest first. */
export async function listBudgetWarnings(
  db: Database,
  { workspaceId, projectId }: Key,
): Promise<BudgetWarning[]> {
  return await db
    .selectFrom('budget_warnings')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .select(['period', 'percentage', 'worked', 'reached_at as reachedAt'])
    .orderBy('reached_at', 'desc')
    .orderBy('percentage', 'desc')
    .limit(mostWarnings)
    .execute()
}

const mostWarnings = 50

/** The workspaces that have a budget, for a job that looks into each: every statement of it then names its workspace_id. */
export async function listWorkspacesWithBudgets(db: Database): Promise<string[]> {
  const ofTasks = db.selectFrom('task_budgets').select('workspace_id')
  const rows = await db.selectFrom('budgets').select('workspace_id').union(ofTasks).execute()
  return rows.map((row) => row.workspace_id)
}
