import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { byId } from '#app/parts/registering.ts'
import { priceExpenses, type ExpenseView, viewExpense } from '#app/parts/expenses.ts'
import { insertExpenses, listExpenseRowsByIds } from '#db/expenses.ts'
import { newId } from '#lib/ids.ts'

export type NewExpense = {
  /** Who spent: the person who asks, when left out. */
  memberId?: string | null | undefined
  projectId: string
  productId?: string | null | undefined
  spentOn: string
  description?: string | null | undefined
  quantity?: string | null | undefined
  /** The product's, when left out. */
  unitPrice?: string | null | undefined
  vatRateId?: string | null | undefined
  isBillable?: boolean | null | undefined
}

/** Registers expenses, all of them or none. */
export async function createExpenses(
  ctx: Context,
  { items }: { items: NewExpense[] },
): Promise<ExpenseView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const drafts = items.map((item) => ({
    memberId: item.memberId ?? ctx.memberId,
    projectId: item.projectId,
    productId: item.productId ?? null,
    spentOn: item.spentOn,
    description: item.description ?? '',
    quantity: item.quantity ?? '1',
    unitPrice: item.unitPrice ?? undefined,
    vatRateId: item.vatRateId,
    isBillable: item.isBillable ?? undefined,
  }))
  return await inTransaction(ctx, async (tx) => {
    const priced = await priceExpenses(ctx, tx, { drafts, fieldOf: fieldOfItem })
    const expenses = priced.map((values) => ({ ...values, id: newId() }))
    await insertExpenses(tx, { workspaceId, expenses, createdAt })
    const ids = expenses.map((expense) => expense.id)
    const written = byId(await listExpenseRowsByIds(tx, { workspaceId, ids }))
    return ids.flatMap((id) => written.get(id) ?? []).map((expense) => viewExpense(ctx, expense))
  })
}
