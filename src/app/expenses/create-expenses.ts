import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { viewExpenses } from '#app/parts/change-expenses.ts'
import { priceExpenses, type ExpenseView } from '#app/parts/expenses.ts'
import { insertExpenses } from '#db/expenses.ts'
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
  /** With VAT, instead of the unit price. */
  grossUnitPrice?: string | null | undefined
  vatRateId?: string | null | undefined
  isBillable?: boolean | null | undefined
  currency?: string | null | undefined
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
    grossUnitPrice: item.grossUnitPrice ?? null,
    vatRateId: item.vatRateId,
    isBillable: item.isBillable ?? undefined,
    currency: item.currency ?? undefined,
  }))
  return await inTransaction(ctx, async (tx) => {
    const priced = await priceExpenses(ctx, tx, { drafts, fieldOf: fieldOfItem })
    const expenses = priced.map((values) => ({ ...values, id: newId() }))
    await insertExpenses(tx, { workspaceId, expenses, createdAt })
    return await viewExpenses(ctx, tx, expenses)
  })
}
