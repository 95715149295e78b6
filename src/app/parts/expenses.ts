import type { Transaction } from '#db/database.ts'
import type { Expense, ExpenseValues } from '#db/expenses.ts'
import { holdProducts } from '#db/products.ts'
import { listKnownVatRateIds } from '#db/vat-rates.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { lineNetMinor } from '#domain/money.ts'
import { billsCosts } from '#domain/rates.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import {
  type StandingView,
  byId,
  distinct,
  placed,
  placeRegistrations,
  viewStanding,
} from './registering.ts'

/** An expense as it is asked for: price and VAT rate are the product's where they are left out. */
export type ExpenseDraft = {
  memberId: string | null
  projectId: string
  productId: string | null
  spentOn: string
  description: string
  quantity: string
  unitPrice: string | undefined
  vatRateId: string | null | undefined
  isBillable: boolean | undefined
  /** The expense as it is, when it is being changed. */
  previous?: ExpenseValues | undefined
}

/** Prices expenses and proves that they can be written: people, projects, products and VAT rates exist. */
export async function priceExpenses(
  ctx: Context,
  tx: Transaction,
  { drafts, fieldOf }: { drafts: ExpenseDraft[]; fieldOf: FieldOf },
): Promise<ExpenseValues[]> {
  const { workspaceId } = ctx
  const errors = collectErrors()
  const places = await placeRegistrations(ctx, tx, {
    drafts: drafts.map((draft) => placed(draft, 'spentOn')),
    fieldOf,
    errors,
  })
  const productIds = distinct(drafts.flatMap((draft) => draft.productId ?? []))
  const products = byId(await holdProducts(tx, { workspaceId, productIds }))
  const vatRateIds = distinct(drafts.flatMap((draft) => draft.vatRateId ?? []))
  const vatRates = new Set(await listKnownVatRateIds(tx, { workspaceId, vatRateIds }))

  const priced = drafts.flatMap((draft, index): ExpenseValues[] => {
    const { previous, productId, ...asked } = draft
    const product = productId === null ? null : products.get(productId)
    if (product === undefined) errors.add(fieldOf(index, 'productId'), 'product_not_found')
    else if (product?.archivedAt && previous?.productId !== product.id) {
      errors.add(fieldOf(index, 'productId'), 'product_is_archived')
    }
    if (asked.vatRateId && !vatRates.has(asked.vatRateId)) {
      errors.add(fieldOf(index, 'vatRateId'), 'vat_rate_not_found')
    }
    const unitPrice = asked.unitPrice ?? product?.unitPrice
    if (unitPrice === undefined) errors.add(fieldOf(index, 'unitPrice'), 'unit_price_is_missing')
    else if (!fitsOnLine(asked.quantity, unitPrice)) {
      errors.add(fieldOf(index, 'quantity'), 'amount_is_too_large')
    }

    const place = places[index]
    if (!place || unitPrice === undefined) return []
    return [
      {
        memberId: place.member.id,
        projectId: place.project.id,
        productId,
        spentOn: asked.spentOn,
        description: asked.description,
        quantity: asked.quantity,
        unitPrice,
        vatRateId: asked.vatRateId === undefined ? (product?.vatRateId ?? null) : asked.vatRateId,
        isBillable: (asked.isBillable ?? true) && billsCosts(place.project.invoiceMethod),
      },
    ]
  })
  errors.refuseIfAny()
  return priced
}

export type ExpenseView = Omit<Expense, 'billing' | 'writeOff'> &
  StandingView & {
    netMinor: number
  }

/** The expense with its amount: what was spent is known to who spent it. */
export function viewExpense(ctx: Context, expense: Expense): ExpenseView {
  const netMinor = lineNetMinor(expense.quantity, expense.unitPrice)
  return { ...expense, netMinor, ...viewStanding(ctx, expense) }
}
