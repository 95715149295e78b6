import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { dayCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { type ExpenseView, viewExpense } from '#app/parts/expenses.ts'
import type { Page } from '#db/page.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { listExpenseRows } from '#db/expenses.ts'

/** Expenses, newest day first, a page at a time. */
export async function listExpenses(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & RegistrationFilter,
): Promise<Page<ExpenseView>> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const rows = await listExpenseRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    after: dayCursorFrom(cursor),
    limit: limit + 1,
  })
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.spentOn)
  return { items: items.map((row) => viewExpense(ctx, row)), nextCursor }
}
