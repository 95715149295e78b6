import type { Budget, Burn } from '#domain/budgets.ts'
import { sql } from 'kysely'
import {
  type BudgetWarning,
  type BurnRequest,
  isInSpan,
  type ProjectBudget,
  usedIn,
} from './budgets.ts'
import { comesAfter, type Slice, sortName } from './by-name.ts'
import type { Database, Transaction } from './database.ts'

type Key = { workspaceId: string; projectId: string; taskId: string }
export type TaskBudget = ProjectBudget & { taskId: string; taskName: string; sortName: string }

/** The budgets of the tasks of a project, or of every project that is not archived. */
export async function listTaskBudgetRows(
  db: Database,
  request: { workspaceId: string; projectId?: string | undefined } & Slice,
): Promise<TaskBudget[]> {
  const { workspaceId, projectId, after, limit } = request
  const rows = db
    .selectFrom('task_budgets as b')
    .innerJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'b.workspace_id').onRef('p.id', '=', 'b.project_id'),
    )
    .innerJoin('tasks as t', (join) =>
      join.onRef('t.workspace_id', '=', 'b.workspace_id').onRef('t.id', '=', 'b.task_id'),
    )
    .where('b.workspace_id', '=', workspaceId)
    .select([
      'b.project_id as projectId',
      'b.task_id as taskId',
      't.name as taskName',
      'b.measure',
      'b.period',
      'b.amount',
      'b.warn_at as warnAt',
      'p.ends_on as projectEndsOn',
    ])
    .where(comesAfter(sortName('t'), { id: sql`t.id`, after }))
    .select(sortName('t').as('sortName'))
    .orderBy(sortName('t'))
    .orderBy('t.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
  const wanted =
    projectId === undefined
      ? rows.where('p.archived_at', 'is', null)
      : rows.where('b.project_id', '=', projectId)
  return await wanted.execute()
}

/** Gives a task of a project its budget; one of another measure, period or amount warns anew. */
export async function saveTaskBudget(
  tx: Transaction,
  { workspaceId, projectId, taskId, budget, updatedAt }: Key & { budget: Budget; updatedAt: Date },
): Promise<void> {
  const { measure, period, amount, warnAt } = budget
  await sql`
    delete from task_budget_warnings w using task_budgets b
    where w.workspace_id = ${workspaceId} and w.project_id = ${projectId} and w.task_id = ${taskId}
      and b.workspace_id = w.workspace_id and b.project_id = w.project_id and b.task_id = w.task_id
      and (b.measure, b.period, b.amount) is distinct from (${measure}, ${period}, ${amount}::bigint)`.execute(
    tx,
  )
  const values = { measure, period, amount, warn_at: [...warnAt], updated_at: updatedAt }
  await tx
    .insertInto('task_budgets')
    .values({ workspace_id: workspaceId, project_id: projectId, task_id: taskId, ...values })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'project_id', 'task_id']).doUpdateSet(values),
    )
    .execute()
}

export async function removeTaskBudget(
  tx: Transaction,
  { workspaceId, projectId, taskId }: Key,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('task_budgets')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .where('task_id', '=', taskId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** What was worked and billed with each task of projects: hours only, as nothing else is of a task. */
export async function sumTaskBurns(
  db: Database,
  { paceFrom, today, ...request }: BurnRequest & { paceFrom: string; today: string },
): Promise<Map<string, Burn>> {
  const { span, workspaceId } = request
  const { rows } = await sql<Burn & { projectId: string; taskId: string }>`
    select u.project_id as "projectId", u.task_id as "taskId",
      coalesce(sum(u.used) filter (where ${isInSpan(span)}), 0)::bigint as worked,
      coalesce(sum(u.used) filter (where ${isInSpan(span)} and u.is_billed), 0)::bigint as billed,
      coalesce(sum(u.used) filter (where u.day between ${paceFrom} and ${today}), 0)::bigint as recent
    from ${usedIn({ ...request, workspaceId }, ['time_entry'])} u
    where u.task_id is not null group by u.project_id, u.task_id`.execute(db)
  return new Map(rows.map(({ projectId, taskId, ...burn }) => [`${projectId} ${taskId}`, burn]))
}

/** Writes down which percentages are reached; those that are written down already stay as they are. */
export async function insertTaskBudgetWarnings(
  tx: Transaction,
  request: {
    workspaceId: string
    warnings: (Omit<BudgetWarning, 'reachedAt'> & { projectId: string; taskId: string })[]
    reachedAt: Date
  },
): Promise<void> {
  const { workspaceId, warnings, reachedAt } = request
  if (warnings.length === 0) return
  await tx
    .insertInto('task_budget_warnings')
    .values(
      warnings.map(({ projectId, taskId, ...warning }) => ({
        workspace_id: workspaceId,
        project_id: projectId,
        task_id: taskId,
        ...warning,
        reached_at: reachedAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** When the budgets of the tasks of a project reached their percentages, the newest first. */
export async function listTaskBudgetWarnings(
  db: Database,
  { workspaceId, projectId }: { workspaceId: string; projectId: string },
): Promise<(BudgetWarning & { taskId: string })[]> {
  return await db
    .selectFrom('task_budget_warnings')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .select(['task_id as taskId', 'period', 'percentage', 'worked', 'reached_at as reachedAt'])
    .orderBy('reached_at', 'desc')
    .orderBy('percentage', 'desc')
    .limit(mostWarnings)
    .execute()
}

const mostWarnings = 200
