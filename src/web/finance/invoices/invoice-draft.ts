import { lineNetMinor, sumMinor, taxMinor } from '#domain/money.ts'

/** A line as it is being typed: decimals are texts, and may be no numbers yet. */
export type DraftLine = {
  key: string
  description: string
  quantity: string
  unitPrice: string
  /** Null: the workspace's default rate. */
  vatRateId: string | null
}

export type DraftRate = { id: string; name: string; percentage: string; isDefault: boolean }

/** The amount of a line, by the same arithmetic that prices it for good; undefined while a number is missing. */
export function draftNetMinor({ quantity, unitPrice }: DraftLine): number | undefined {
  if (!isQuantity(quantity) || !isPrice(unitPrice)) return undefined
  return lineNetMinor(quantity, unitPrice)
}

/** The line as the API takes it. */
export function typedLine({ description, quantity, unitPrice, vatRateId }: DraftLine) {
  return { description, quantity, unitPrice, ...(vatRateId ? { vatRateId } : {}) }
}

export type DraftTotals = {
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  /** Tax by percentage, in the order of the lines; without rates of zero. */
  taxes: { percentage: string; minor: number }[]
}

/** What the lines come to. Lines that are not finished count for nothing. */
export function draftTotals(lines: readonly DraftLine[], rates: readonly DraftRate[]): DraftTotals {
  const priced = lines.flatMap((line) => {
    const netMinor = draftNetMinor(line)
    if (netMinor === undefined) return []
    const percentage = rateOf(line, rates)?.percentage ?? '0'
    return [{ netMinor, percentage, minor: taxMinor(netMinor, percentage) }]
  })
  const byPercentage = Map.groupBy(priced, (line) => line.percentage)
  const subtotalMinor = sumMinor(priced.map((line) => line.netMinor))
  const tax = sumMinor(priced.map((line) => line.minor))
  return {
    subtotalMinor,
    taxMinor: tax,
    totalMinor: subtotalMinor + tax,
    taxes: [...byPercentage]
      .filter(([percentage]) => Number(percentage) > 0)
      .map(([percentage, each]) => ({
        percentage,
        minor: sumMinor(each.map((line) => line.minor)),
      })),
  }
}

/** Less than zero for a discount. */
export function isQuantity(text: string): boolean {
  return /^-?\d{1,8}(\.\d{1,2})?$/.test(text) && /[1-9]/.test(text)
}

export function isPrice(text: string): boolean {
  return /^\d{1,8}(\.\d{1,4})?$/.test(text)
}

function rateOf({ vatRateId }: DraftLine, rates: readonly DraftRate[]): DraftRate | undefined {
  return rates.find((rate) => (vatRateId === null ? rate.isDefault : rate.id === vatRateId))
}
