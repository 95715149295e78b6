import { discountedMinor } from './discounts.ts'
import { decimalFrom, scaledFrom } from './money.ts'
import { type LineAmounts, shownMinor, withVat } from './vat-amounts.ts'

/** A line of an invoice, and what credit invoices took back of it so far: sums of the other sign. */
export type CreditableLine = {
  quantity: string
  unitPrice: string
  discountPercentage: string
  vatPercentage: string
  pricesIncludeVat: boolean
  credited: { quantity: string } & LineAmounts
} & LineAmounts

/** What a line of a credit invoice says: the other way round. */
export type CreditAmounts = { quantity: string } & LineAmounts

/** How much of a line's quantity can still be credited, with the sign of the line: '0.00' when nothing. */
export function leftToCredit({ quantity, credited }: CreditableLine): string {
  return fromHundredths(hundredths(quantity) + hundredths(credited.quantity))
}

/**
 * Takes back `quantity` of a line, which has the line's sign; undefined when that is nothing, of the other sign, or more than is left. The rest of
 * a line takes the rest of its amount, as its price says it: with the tax where prices include it. Tax is that of the amount, half up, since Xero
 * finds the tax of a journal's line by itself.
 */
export function creditOf(line: CreditableLine, quantity: string): CreditAmounts | undefined {
  const asked = hundredths(quantity)
  const left = hundredths(leftToCredit(line))
  const isWithin = left > 0n ? asked > 0n && asked <= left : asked < 0n && asked >= left
  if (!isWithin) return undefined
  const { credited, pricesIncludeVat } = line
  const leftMinor = shownMinor(line, pricesIncludeVat) + shownMinor(credited, pricesIncludeVat)
  const { amountMinor } = discountedMinor({ ...line, quantity })
  const isRest = asked === left || Math.abs(amountMinor) > Math.abs(leftMinor)
  const takenMinor = isRest ? leftMinor : amountMinor
  return { quantity: fromHundredths(-asked), ...withVat(0 - takenMinor, line) }
}

function hundredths(quantity: string): bigint {
  return scaledFrom(quantity, 2)
}

function fromHundredths(scaled: bigint): string {
  return decimalFrom(scaled, 2)
}
