import { discountedMinor } from './discounts.ts'
import { decimalFrom, scaledFrom, taxMinor } from './money.ts'

/** A line of an invoice, and what credit invoices took back of it so far: sums of the other sign. */
export type CreditableLine = {
  quantity: string
  unitPrice: string
  discountPercentage: string
  vatPercentage: string
  netMinor: number
  credited: { quantity: string; netMinor: number }
}

/** What a line of a credit invoice says: the other way round. */
export type CreditAmounts = { quantity: string; netMinor: number; taxMinor: number }

/** How much of a line's quantity can still be credited, with the sign of the line: '0.00' when nothing. */
export function leftToCredit({ quantity, credited }: CreditableLine): string {
  return fromHundredths(hundredths(quantity) + hundredths(credited.quantity))
}

/**
 * Takes back `quantity` of a line, which has the line's sign; undefined when that is nothing, of the other sign, or more than is left. The rest of
 * a line takes the rest of its amount. Tax is that of the amount, half up, since Xero adds it to the line of a journal by itself.
 */
export function creditOf(line: CreditableLine, quantity: string): CreditAmounts | undefined {
  const asked = hundredths(quantity)
  const left = hundredths(leftToCredit(line))
  const isWithin = left > 0n ? asked > 0n && asked <= left : asked < 0n && asked >= left
  if (!isWithin) return undefined
  const leftMinor = line.netMinor + line.credited.netMinor
  const { netMinor: priced } = discountedMinor({ ...line, quantity })
  const takenMinor = asked === left || Math.abs(priced) > Math.abs(leftMinor) ? leftMinor : priced
  const netMinor = 0 - takenMinor
  const { vatPercentage } = line
  return { quantity: fromHundredths(-asked), netMinor, taxMinor: taxMinor(netMinor, vatPercentage) }
}

function hundredths(quantity: string): bigint {
  return scaledFrom(quantity, 2)
}

function fromHundredths(scaled: bigint): string {
  return decimalFrom(scaled, 2)
}
