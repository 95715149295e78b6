import type { SoldLine } from './journal.ts'
import { lineNetMinor, minorToDecimal } from './money.ts'

/** A line of an own invoice, as it was priced. */
export type PricedLine = SoldLine & {
  quantity: string
  unitPrice: string
  discountPercentage: string
}

export type SalesInvoiceLine = SoldLine & { quantity: string; unitPrice: string }

const longestDescription = 4000

/**
 * The lines of a sales invoice in Xero, with our amounts to the cent. Xero multiplies quantity and price anew, so a line that
 * comes to something else by that, because of a discount or of prices that include tax, goes as one of its net amount and says
 * in words how it came about.
 */
export function salesInvoiceLines(lines: readonly PricedLine[]): SalesInvoiceLine[] {
  return lines.map(({ quantity, unitPrice, discountPercentage, ...line }) => {
    if (lineNetMinor(quantity, unitPrice) === line.netMinor) return { ...line, quantity, unitPrice }
    const product = `${shortDecimal(quantity)} × ${shortDecimal(unitPrice)}`
    const discount =
      Number(discountPercentage) === 0 ? '' : ` − ${shortDecimal(discountPercentage)}%`
    const origin = ` (${product}${discount})`
    const description = line.description.slice(0, longestDescription - origin.length) + origin
    return {
      ...line,
      description,
      quantity: '1.00',
      unitPrice: `${minorToDecimal(line.netMinor)}00`,
    }
  })
}

/** '2.50' is '2.5', '2.00' is '2'. */
function shortDecimal(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
