import {
  divideHalfUp,
  lineNetMinor,
  minorToDecimal,
  scaledFrom,
  sumMinor,
  taxMinor,
} from './money.ts'

/** What a percentage of a line depends on. */
export type Discountable = { netMinor: number; vatRateId: string | null; vatPercentage: string }

/** Quantity × price, less the discount of the line: each rounded half up, as it stands on paper. */
export function discountedMinor(line: {
  quantity: string
  unitPrice: string
  discountPercentage: string
}): { discountMinor: number; netMinor: number } {
  const grossMinor = lineNetMinor(line.quantity, line.unitPrice)
  const discountMinor = percentageOf(grossMinor, line.discountPercentage)
  return { discountMinor, netMinor: grossMinor - discountMinor }
}

/**
 * A percentage of lines, below zero a discount: an amount for each VAT rate among them, so that the tax of every rate is that
 * of what is left of it. Rates of which nothing comes are left out, but for one where nothing comes at all.
 */
export function spreadPercentage(
  lines: readonly Discountable[],
  percentage: string,
): (Discountable & { quantity: string; unitPrice: string; taxMinor: number })[] {
  const byRate = Map.groupBy(lines, (line) => `${line.vatRateId} ${line.vatPercentage}`)
  const spread = [...byRate.values()].flatMap((each) => {
    const [first] = each
    if (!first) return []
    const { vatRateId, vatPercentage } = first
    const netMinor = percentageOf(sumMinor(each.map((line) => line.netMinor)), percentage)
    return {
      vatRateId,
      vatPercentage,
      netMinor,
      taxMinor: taxMinor(netMinor, vatPercentage),
      quantity: netMinor < 0 ? '-1.00' : '1.00',
      unitPrice: minorToDecimal(Math.abs(netMinor)),
    }
  })
  const some = spread.filter((each) => each.netMinor !== 0)
  return some.length > 0 ? some : spread.slice(0, 1)
}

function percentageOf(minor: number, percentage: string): number {
  return Number(divideHalfUp(BigInt(minor) * scaledFrom(percentage, 2), 10_000n))
}
