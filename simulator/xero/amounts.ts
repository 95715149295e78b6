import { divRound, type Rounding } from './money.ts'

const fine = 10_000n
const hundredPercentFine = 1_000_000n
// quantity and price carry four decimals each; a cent is two.
const fineProductPerCent = 1_000_000n

/** Quantity × price − discount, in cents. */
export function lineCentsOf(
  line: { quantityFine: number; unitAmountFine: number; discountRateFine: number },
  rounding: Rounding,
): number {
  const product = BigInt(line.quantityFine) * BigInt(line.unitAmountFine)
  const share = hundredPercentFine - BigInt(line.discountRateFine)
  return Number(divRound(product * share, fineProductPerCent * hundredPercentFine, rounding))
}

/** The tax on one line, rounded by itself: Xero sums rounded lines. */
export function taxCentsOf(
  lineCents: number,
  rateFine: number,
  isInclusive: boolean,
  rounding: Rounding,
): number {
  const rate = BigInt(rateFine)
  const base = isInclusive ? hundredPercentFine + rate : hundredPercentFine
  return Number(divRound(BigInt(lineCents) * rate, base, rounding))
}

/** The unit price (or the quantity) that a line amount and its other factor imply, in 1/10,000. */
export function otherFactor(lineCents: number, factorFine: number, rounding: Rounding): number {
  if (factorFine === 0) return 0
  return Number(divRound(BigInt(lineCents) * fineProductPerCent, BigInt(factorFine), rounding))
}

export const wholeFine = Number(fine)
