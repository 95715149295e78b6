import { scaledFrom } from './money.ts'

const largestMinor = 99_999_999_999n
// Quantities have two decimals and prices four: a product in their scales is ten thousand times an amount in cents.
const productsPerMinor = 10_000n
const certainlyFits = 900_000_000

/** Whether quantity × unit price is an amount that can be booked and added up: below a thousand million. */
export function fitsOnLine(quantity: string, unitPrice: string): boolean {
  // Nearly all are far below; only near the limit does it take exact numbers to tell.
  if (Math.abs(Number(quantity) * Number(unitPrice)) < certainlyFits) return true
  return scaledFrom(quantity, 2) * scaledFrom(unitPrice, 4) <= largestMinor * productsPerMinor
}
