import { decimalFrom, divideHalfUp, lineNetMinor, scaledFrom, taxMinor } from './money.ts'

/** What a line comes to, before and after VAT. */
export type Amounts = { netMinor: number; vatMinor: number; grossMinor: number }

type Priced = { quantity: string; percentage: string }

/** VAT on top of a net price, rounded half up once for the line. */
export function addVat({
  quantity,
  percentage,
  unitPrice,
}: Priced & { unitPrice: string }): Amounts {
  const netMinor = lineNetMinor(quantity, unitPrice)
  const vatMinor = taxMinor(netMinor, percentage)
  return { netMinor, vatMinor, grossMinor: netMinor + vatMinor }
}

const wholePercentage = 10_000n

/**
 * What a gross price is without its VAT: the tax in the line is rounded half up once, and the rest is net. Undefined where
 * no net price of four decimals makes that net amount, which needs a hundred pieces or more.
 */
export function takeVat({
  quantity,
  percentage,
  grossUnitPrice,
}: Priced & { grossUnitPrice: string }): (Amounts & { unitPrice: string }) | undefined {
  const grossMinor = lineNetMinor(quantity, grossUnitPrice)
  const rate = scaledFrom(percentage, 2)
  const vatMinor = Number(divideHalfUp(BigInt(grossMinor) * rate, wholePercentage + rate))
  const netMinor = grossMinor - vatMinor
  const pieces = scaledFrom(quantity, 2)
  const unitPrice = decimalFrom(divideHalfUp(BigInt(netMinor) * 10_000n, pieces), 4)
  return lineNetMinor(quantity, unitPrice) === netMinor
    ? { netMinor, vatMinor, grossMinor, unitPrice }
    : undefined
}
