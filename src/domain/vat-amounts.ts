import { taxMinor, taxWithinMinor } from './money.ts'

/** What a line adds to the sums of its invoice. */
export type LineAmounts = { netMinor: number; taxMinor: number }

/** Net and tax of what a line comes to by its price: the tax is added to it, or is in it. */
export function withVat(
  amountMinor: number,
  { vatPercentage, pricesIncludeVat }: { vatPercentage: string; pricesIncludeVat: boolean },
): LineAmounts {
  if (!pricesIncludeVat) {
    return { netMinor: amountMinor, taxMinor: taxMinor(amountMinor, vatPercentage) }
  }
  const within = taxWithinMinor(amountMinor, vatPercentage)
  return { netMinor: amountMinor - within, taxMinor: within }
}

/** What a line comes to by its price: with its tax where prices include it. */
export function shownMinor(line: LineAmounts, pricesIncludeVat: boolean): number {
  return pricesIncludeVat ? line.netMinor + line.taxMinor : line.netMinor
}
