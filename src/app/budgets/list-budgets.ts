import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type BudgetView, viewBudgets } from '#app/parts/budgets.ts'

/** What is used of the budgets of these projects, or of all that go on. */
export async function listBudgets(
  ctx: Context,
  { projectIds }: { projectIds?: readonly string[] },
): Promise<BudgetView[]> {
  allow(ctx, 'rates:read')
  return await viewBudgets(ctx, ctx.db, projectIds ? { projectIds } : {})
}
