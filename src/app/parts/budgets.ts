import {
  type BudgetWarning,
  insertBudgetWarnings,
  listBudgetRows,
  listBudgetWarnings,
  listBurnDays,
  type ProjectBudget,
  sumBurns,
} from '#db/budgets.ts'
import type { Database, Transaction } from '#db/database.ts'
import { getWorkspace } from '#db/workspaces.ts'
import {
  budgetSpan,
  burnLine,
  type Burn,
  type BurnPoint,
  forecastBudget,
  type Forecast,
  paceFrom,
  reachedPercentages,
  usedPercentage,
} from '#domain/budgets.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'

export type BudgetView = Omit<ProjectBudget, 'projectEndsOn' | 'warnAt'> & {
  warnAt: number[]
  /** 'total', or the month as YYYY-MM. */
  span: string
  worked: number
  billed: number
  /** Below zero when more was worked. */
  left: number
  usedPercentage: number
  /** The highest of its percentages that is reached. */
  reached: number | null
  /** Worked in the last four weeks. */
  recent: number
  forecast: Forecast
}

/** What is used of the budgets of some projects, or of every project that goes on, and what comes of them. */
export async function viewBudgets(
  ctx: Context,
  db: Database,
  asked: Omit<Parameters<typeof listBudgetRows>[1], 'workspaceId'>,
): Promise<BudgetView[]> {
  const { workspaceId } = ctx
  const budgets = await listBudgetRows(db, { workspaceId, ...asked })
  if (budgets.length === 0) return []
  const today = await todayOf(ctx, db)
  const views = new Map<ProjectBudget, BudgetView>()
  const alike = Map.groupBy(budgets, ({ measure, period }) => `${measure} ${period}`)
  for (const group of alike.values()) {
    const [{ measure, period }] = group as [ProjectBudget]
    const span = budgetSpan(period, today)
    const ids = group.map((each) => each.projectId)
    const request = {
      workspaceId,
      measure,
      span,
      projectIds: ids,
      paceFrom: paceFrom(today),
      today,
    }
    // At most four groups, and a transaction asks one thing after the other.
    // oxlint-disable-next-line no-await-in-loop
    const burns = await sumBurns(db, request)
    for (const budget of group) {
      const burn = burns.get(budget.projectId)
      views.set(budget, viewOf(budget, { burn, span: span.key, today }))
    }
  }
  return budgets.flatMap((budget) => views.get(budget) ?? [])
}

/** A budget, and what comes of it by what was worked. */
export function viewOf<Kept extends ProjectBudget>(
  { projectEndsOn, ...budget }: Kept,
  { burn = noBurn, span, today }: { burn: Burn | undefined; span: string; today: string },
) {
  return {
    ...budget,
    warnAt: [...budget.warnAt],
    ...burn,
    span,
    left: budget.amount - burn.worked,
    usedPercentage: usedPercentage(burn.worked, budget.amount),
    reached: reachedPercentages(budget, burn.worked).at(-1) ?? null,
    forecast: forecastBudget(budget, burn, { today, projectEndsOn }),
  }
}

const noBurn: Burn = { worked: 0, billed: 0, recent: 0 }

export type ProjectBudgetView = BudgetView & { line: BurnPoint[]; warnings: BudgetWarning[] }

/** A budget with the line of its burn and when it warned. */
export async function viewProjectBudget(
  ctx: Context,
  db: Database,
  { projectId }: { projectId: string },
): Promise<ProjectBudgetView | null> {
  const { workspaceId } = ctx
  const [view] = await viewBudgets(ctx, db, { projectIds: [projectId] })
  if (!view) return null
  const { measure, period } = view
  const span = budgetSpan(period, await todayOf(ctx, db))
  const days = await listBurnDays(db, { workspaceId, measure, span, projectIds: [projectId] })
  const warnings = await listBudgetWarnings(db, { workspaceId, projectId })
  return { ...view, line: burnLine(days), warnings }
}

/** Writes down which percentages the budgets have reached, once for each. */
export async function recordWarnings(
  ctx: Context,
  tx: Transaction,
  budgets: readonly BudgetView[],
): Promise<void> {
  const warnings = budgets.flatMap((budget) =>
    reachedPercentages(budget, budget.worked).map((percentage) => ({
      projectId: budget.projectId,
      period: budget.span,
      percentage,
      worked: budget.worked,
    })),
  )
  const reachedAt = ctx.clock.now()
  await insertBudgetWarnings(tx, { workspaceId: ctx.workspaceId, warnings, reachedAt })
}

/** The day it is where the workspace is. */
export async function todayOf(ctx: Context, db: Database): Promise<string> {
  const { timeZone } = await getWorkspace(db, { workspaceId: ctx.workspaceId })
  return dayIn(timeZone, ctx.clock.now())
}
