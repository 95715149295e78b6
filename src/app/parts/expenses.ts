import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import type { Expense, ExpenseValues } from '#db/expenses.ts'
import { holdProducts } from '#db/products.ts'
import { findDefaultVatRate, listVatRatesById } from '#db/vat-rates.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { addVat, takeVat } from '#domain/expense-price.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { lineNetMinor, scaledFrom } from '#domain/money.ts'
import { billsCosts } from '#domain/rates.ts'
import type { RefusalCode } from '#domain/refusals.ts'
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
  /** With VAT: the unit price then follows from it. */
  grossUnitPrice: string | null
  vatRateId: string | null | undefined
  isBillable: boolean | undefined
  /** What the amounts are in; the workspace's currency, when left out. */
  currency?: string | undefined
  /** The expense as it is, when it is being changed. */
  previous?: ExpenseValues | undefined
}

/** Prices expenses and proves that they can be written: people, projects, products and VAT rates exist. */
export async function priceExpenses(
  ctx: Context,
  tx: Transaction,
  { drafts, fieldOf }: { drafts: ExpenseDraft[]; fieldOf: FieldOf },
): Promise<ExpenseValues[]> {
  const errors = collectErrors()
  const { places } = await placeRegistrations(ctx, tx, {
    drafts: drafts.map((draft) => placed(draft, 'spentOn')),
    fieldOf,
    errors,
  })
  const known = await readKnown(ctx, tx, drafts)

  const priced = drafts.flatMap((draft, index): ExpenseValues[] => {
    const { previous, productId, currency, ...asked } = draft
    const product = productId === null ? null : known.products.get(productId)
    if (product === undefined) errors.add(fieldOf(index, 'productId'), 'product_not_found')
    else if (product?.archivedAt && previous?.productId !== product.id) {
      errors.add(fieldOf(index, 'productId'), 'product_is_archived')
    }
    if (asked.vatRateId && !known.vatRates.has(asked.vatRateId)) {
      errors.add(fieldOf(index, 'vatRateId'), 'vat_rate_not_found')
    }
    if (currency !== undefined && currency !== known.currency) {
      const words = say('This workspace keeps its expenses in {{ours}}, not in {{given}}.', {
        ours: known.currency ?? null,
        given: currency,
      })
      errors.add(fieldOf(index, 'currency'), 'amount_is_in_other_currency', words)
    }
    const vatRateId = vatRateOf(asked, { product, known })
    const price = priceOf({ ...asked, vatRateId }, { product, previous, known })
    if (price && 'refusal' in price) errors.add(fieldOf(index, price.field), price.refusal)

    const place = places[index]
    if (!place || !price || 'refusal' in price) return []
    return [
      {
        memberId: place.member.id,
        projectId: place.project.id,
        productId,
        spentOn: asked.spentOn,
        description: asked.description,
        quantity: asked.quantity,
        ...price,
        vatRateId,
        isBillable: (asked.isBillable ?? true) && billsCosts(place.project.invoiceMethod),
      },
    ]
  })
  errors.refuseIfAny()
  return priced
}

type Known = Awaited<ReturnType<typeof readKnown>>

async function readKnown(ctx: Context, tx: Transaction, drafts: ExpenseDraft[]) {
  const { workspaceId } = ctx
  const productIds = distinct(drafts.flatMap((draft) => draft.productId ?? []))
  const products = byId(await holdProducts(tx, { workspaceId, productIds }))
  const ofProducts = [...products.values()].map((product) => product.vatRateId)
  const vatRateIds = distinct(
    [...drafts.map((draft) => draft.vatRateId), ...ofProducts].flatMap((each) => each ?? []),
  )
  const rates = await listVatRatesById(tx, { workspaceId, vatRateIds })
  const hasGross = drafts.some((draft) => draft.grossUnitPrice !== null)
  const standard = hasGross ? await findDefaultVatRate(tx, { workspaceId }) : undefined
  const hasCurrency = drafts.some((draft) => draft.currency !== undefined)
  const currency = hasCurrency ? (await getWorkspace(tx, { workspaceId })).currency : undefined
  return { products, vatRates: byId(standard ? [...rates, standard] : rates), standard, currency }
}

type Product = Known['products'] extends Map<string, infer Value> ? Value : never
type Asked = Pick<ExpenseDraft, 'quantity' | 'unitPrice' | 'grossUnitPrice' | 'vatRateId'>
type Beside = {
  product: Product | null | undefined
  previous?: ExpenseValues | undefined
  known: Known
}

// A price with VAT says nothing without a rate: where none is chosen, it is the workspace's.
function vatRateOf(asked: Asked, { product, known }: Beside): string | null {
  const own = asked.vatRateId === undefined ? (product?.vatRateId ?? null) : asked.vatRateId
  return asked.grossUnitPrice === null ? own : (own ?? known.standard?.id ?? null)
}

type Price = Pick<ExpenseValues, 'unitPrice' | 'grossUnitPrice'>
type NoPrice = { field: string; refusal: RefusalCode }

// Undefined where its VAT rate is not there, which is said beside that.
function priceOf(asked: Asked, { product, previous, known }: Beside): Price | NoPrice | undefined {
  const { quantity, grossUnitPrice, vatRateId } = asked
  if (grossUnitPrice === null) {
    const unitPrice = asked.unitPrice ?? product?.unitPrice
    if (unitPrice === undefined) return { field: 'unitPrice', refusal: 'unit_price_is_missing' }
    return fitsOnLine(quantity, unitPrice)
      ? { unitPrice, grossUnitPrice: null }
      : { field: 'quantity', refusal: 'amount_is_too_large' }
  }
  // What it was keeps its net price, also when the percentage of its rate has changed since.
  const isAsItWas =
    previous &&
    previous.vatRateId === vatRateId &&
    isSameNumber(previous.grossUnitPrice, grossUnitPrice) &&
    isSameNumber(previous.quantity, quantity)
  if (isAsItWas) return { unitPrice: previous.unitPrice, grossUnitPrice }
  const percentage = known.vatRates.get(vatRateId ?? '')?.percentage
  if (percentage === undefined) return undefined
  if (!fitsOnLine(quantity, grossUnitPrice)) {
    return { field: 'quantity', refusal: 'amount_is_too_large' }
  }
  const amounts = takeVat({ quantity, grossUnitPrice, percentage })
  return amounts
    ? { unitPrice: amounts.unitPrice, grossUnitPrice }
    : { field: 'grossUnitPrice', refusal: 'gross_price_is_not_exact' }
}

function isSameNumber(one: string | null, other: string): boolean {
  return one !== null && scaledFrom(one, 4) === scaledFrom(other, 4)
}

export type ExpenseView = Omit<Expense, 'billing' | 'writeOff'> &
  StandingView & {
    netMinor: number
    vatMinor: number | null
    grossMinor: number | null
  }

/** The expense with its amounts: what was spent is known to who spent it. */
export function viewExpense(ctx: Context, expense: Expense): ExpenseView {
  return { ...expense, ...amountsOf(expense), ...viewStanding(ctx, expense) }
}

// VAT is known where it was in the price, or where the expense has a rate of its own; else its project decides when it is billed.
function amountsOf({ quantity, unitPrice, grossUnitPrice, vatPercentage: percentage }: Expense) {
  const netMinor = lineNetMinor(quantity, unitPrice)
  if (grossUnitPrice !== null) {
    const grossMinor = lineNetMinor(quantity, grossUnitPrice)
    return { netMinor, vatMinor: grossMinor - netMinor, grossMinor }
  }
  return percentage === null
    ? { netMinor, vatMinor: null, grossMinor: null }
    : addVat({ quantity, unitPrice, percentage })
}
