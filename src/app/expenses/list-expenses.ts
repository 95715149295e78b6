import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import {
  orderFrom,
  registrationPage,
  type RegistrationRequest,
} from '#app/parts/registration-pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { type ExpenseView, viewExpense } from '#app/parts/expenses.ts'
import type { Page } from '#db/page.ts'
import { listExpenseRows } from '#db/expenses.ts'

/** Expenses, a page at a time: newest day first, unless another order is asked for. */
export async function listExpenses(
  ctx: Context,
  { limit, cursor, sort, ...filter }: RegistrationRequest,
): Promise<Page<ExpenseView>> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const order = orderFrom(ctx, { tab: 'expenses', sort, cursor })
  const rows = await listExpenseRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    order,
    limit: limit + 1,
  })
  const { items, nextCursor } = registrationPage(rows, {
    limit,
    sort: order.sort,
    dayOf: (row) => row.spentOn,
  })
  return { items: items.map((row) => viewExpense(ctx, row)), nextCursor }
}
