import { divRound, multiplyDivide, type Rounding } from './money.ts'

const hundredPercentFine = 1_000_000
// quantity and price carry four decimals each; a cent is two.
const fineProductPerCent = 1_000_000

/** Quantity × price − discount, in cents. */
export function lineCentsOf(
  line: { quantityFine: number; unitAmountFine: number; discountRateFine: number },
  rounding: Rounding,
): number {
  const { quantityFine, unitAmountFine, discountRateFine } = line
  if (discountRateFine === 0) {
    return multiplyDivide(quantityFine, unitAmountFine, fineProductPerCent, rounding)
  }
  const product = BigInt(quantityFine) * BigInt(unitAmountFine)
  const share = BigInt(hundredPercentFine - discountRateFine)
  const whole = BigInt(fineProductPerCent) * BigInt(hundredPercentFine)
  return Number(divRound(product * share, whole, rounding))
}

/** The tax on one line, rounded by itself: Xero sums rounded lines. */
export function taxCentsOf(
  lineCents: number,
  rateFine: number,
  isInclusive: boolean,
  rounding: Rounding,
): number {
  const base = isInclusive ? hundredPercentFine + rateFine : hundredPercentFine
  return multiplyDivide(lineCents, rateFine, base, rounding)
}

/** The unit price (or the quantity) that a line amount and its other factor imply, in 1/10,000. */
export function otherFactor(lineCents: number, factorFine: number, rounding: Rounding): number {
  if (factorFine === 0) return 0
  return multiplyDivide(lineCents, fineProductPerCent, factorFine, rounding)
}

export const wholeFine = 10_000
