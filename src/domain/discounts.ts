import { divideHalfUp, lineNetMinor, minorToDecimal, scaledFrom, sumMinor } from './money.ts'
import { type LineAmounts, shownMinor, withVat } from './vat-amounts.ts'

/** What a percentage of a line depends on. */
export type Discountable = LineAmounts & { vatRateId: string | null; vatPercentage: string }

/** Quantity × price, less the discount of the line: each rounded half up, as it stands on paper. */
export function discountedMinor(line: {
  quantity: string
  unitPrice: string
  discountPercentage: string
}): { discountMinor: number; amountMinor: number } {
  const fullMinor = lineNetMinor(line.quantity, line.unitPrice)
  const discountMinor = percentageOf(fullMinor, line.discountPercentage)
  return { discountMinor, amountMinor: fullMinor - discountMinor }
}

/**
 * A percentage of lines, below zero a discount: an amount for each VAT rate among them, so that the tax of every rate is that
 * of what is left of it. Rates of which nothing comes are left out, but for one where nothing comes at all.
 */
export function spreadPercentage(
  lines: readonly Discountable[],
  { percentage, pricesIncludeVat }: { percentage: string; pricesIncludeVat: boolean },
): (Discountable & { quantity: string; unitPrice: string })[] {
  const byRate = Map.groupBy(lines, (line) => `${line.vatRateId} ${line.vatPercentage}`)
  const spread = [...byRate.values()].flatMap((each) => {
    const [first] = each
    if (!first) return []
    const { vatRateId, vatPercentage } = first
    const aboveMinor = sumMinor(each.map((line) => shownMinor(line, pricesIncludeVat)))
    const amountMinor = percentageOf(aboveMinor, percentage)
    return {
      vatRateId,
      vatPercentage,
      ...withVat(amountMinor, { vatPercentage, pricesIncludeVat }),
      quantity: amountMinor < 0 ? '-1.00' : '1.00',
      unitPrice: minorToDecimal(Math.abs(amountMinor)),
    }
  })
  const some = spread.filter((each) => shownMinor(each, pricesIncludeVat) !== 0)
  return some.length > 0 ? some : spread.slice(0, 1)
}

function percentageOf(minor: number, percentage: string): number {
  return Number(divideHalfUp(BigInt(minor) * scaledFrom(percentage, 2), 10_000n))
}
