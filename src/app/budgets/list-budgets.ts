import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { PageRequest } from '#app/pages.ts'
import { type BudgetView, viewBudgets } from '#app/parts/budgets.ts'
import { idCursorFrom, pageById } from '#app/parts/id-cursor.ts'
import type { Page } from '#db/page.ts'
import { without } from '#lib/without.ts'

/** What is used of the budgets of these projects, or of all that go on, a page at a time. */
export async function listBudgets(
  ctx: Context,
  { limit, cursor, projectIds }: PageRequest & { projectIds?: readonly string[] | undefined },
): Promise<Page<BudgetView>> {
  allow(ctx, 'rates:read')
  const afterId = idCursorFrom(cursor)
  const views = await viewBudgets(ctx, ctx.db, { projectIds, afterId, limit: limit + 1 })
  const keyed = views.map((view) => ({ ...view, id: view.projectId }))
  const { items, nextCursor } = pageById(keyed, limit)
  return { items: items.map((view) => without(view, 'id')), nextCursor }
}
