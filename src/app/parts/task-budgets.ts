import type { BudgetWarning } from '#db/budgets.ts'
import type { Database, Transaction } from '#db/database.ts'
import {
  insertTaskBudgetWarnings,
  listTaskBudgetRows,
  listTaskBudgetWarnings,
  sumTaskBurns,
  type TaskBudget,
} from '#db/task-budgets.ts'
import { budgetSpan, paceFrom, reachedPercentages } from '#domain/budgets.ts'
import type { Slice } from '#db/by-name.ts'
import type { Context } from '../context.ts'
import { type BudgetView, todayOf, viewOf } from './budgets.ts'
import { distinct } from './registering.ts'

type Used = BudgetView & Pick<TaskBudget, 'taskId' | 'taskName' | 'sortName'>
export type TaskBudgetView = Used & { warnings: BudgetWarning[] }

/** What is used of the budgets of the tasks of a project, or of every project that goes on. */
export async function viewTaskBudgets(
  ctx: Context,
  db: Database,
  asked: { projectId?: string | undefined } & Slice,
): Promise<Used[]> {
  const { workspaceId } = ctx
  const budgets = await listTaskBudgetRows(db, { workspaceId, ...asked })
  if (budgets.length === 0) return []
  const today = await todayOf(ctx, db)
  const views = new Map<TaskBudget, Used>()
  const alike = Map.groupBy(budgets, ({ measure, period }) => `${measure} ${period}`)
  for (const group of alike.values()) {
    const [{ measure, period }] = group as [TaskBudget]
    const span = budgetSpan(period, today)
    const projectIds = distinct(group.map((each) => each.projectId))
    const request = { workspaceId, measure, span, projectIds, paceFrom: paceFrom(today), today }
    // At most four groups, and a transaction asks one thing after the other.
    // oxlint-disable-next-line no-await-in-loop
    const burns = await sumTaskBurns(db, request)
    for (const budget of group) {
      const burn = burns.get(`${budget.projectId} ${budget.taskId}`)
      views.set(budget, viewOf(budget, { burn, span: span.key, today }))
    }
  }
  return budgets.flatMap((budget) => views.get(budget) ?? [])
}

/** The same of one project, with when each warned. */
export async function viewTaskBudgetsOf(
  ctx: Context,
  db: Database,
  { projectId, ...slice }: { projectId: string } & Slice,
): Promise<TaskBudgetView[]> {
  const views = await viewTaskBudgets(ctx, db, { projectId, ...slice })
  const { workspaceId } = ctx
  const warned = await listTaskBudgetWarnings(db, { workspaceId, projectId })
  return views.map((view) => {
    const own = warned.filter(({ taskId }) => taskId === view.taskId)
    const warnings = own.map(({ period, percentage, worked, reachedAt }) => ({
      period,
      percentage,
      worked,
      reachedAt,
    }))
    return { ...view, warnings }
  })
}

/** Writes down which percentages the budgets have reached, once for each. */
export async function recordTaskWarnings(
  ctx: Context,
  tx: Transaction,
  budgets: readonly Used[],
): Promise<void> {
  const warnings = budgets.flatMap((budget) => {
    const { projectId, taskId, span: period, worked } = budget
    return reachedPercentages(budget, worked).map((percentage) => ({
      projectId,
      taskId,
      period,
      percentage,
      worked,
    }))
  })
  const reachedAt = ctx.clock.now()
  await insertTaskBudgetWarnings(tx, { workspaceId: ctx.workspaceId, warnings, reachedAt })
}
