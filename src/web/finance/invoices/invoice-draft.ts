import { type Discountable, discountedMinor, spreadPercentage } from '#domain/discounts.ts'
import { sumMinor } from '#domain/money.ts'
import { shownMinor, withVat } from '#domain/vat-amounts.ts'

/** A line as it is being typed: decimals are texts, and may be no numbers yet. */
export type DraftLine = {
  key: string
  description: string
  quantity: string
  unitPrice: string
  /** Null: the workspace's default rate. */
  vatRateId: string | null
  /** A percentage off; empty for none. */
  discount: string
  /** A percentage of all lines above instead of a price. */
  ofAbove?: { percentage: string; isSurcharge: boolean }
  /** What a line comes to that bills registered items: only its place changes. */
  registered?: { vatPercentage: string }
}

export type DraftRate = { id: string; name: string; percentage: string; isDefault: boolean }

/** The amount of a line with a price, by the same arithmetic that prices it for good; undefined while a number is missing. */
export function draftAmountMinor({ quantity, unitPrice, discount, registered }: DraftLine) {
  const isPriced = registered !== undefined || (isQuantity(quantity) && isPrice(unitPrice))
  if (!isPriced || !isDiscount(discount)) return undefined
  return discountedMinor({ quantity, unitPrice, discountPercentage: discount || '0' }).amountMinor
}

/** The line as the API takes it of what has no discounts. */
export function typedLine({ description, quantity, unitPrice, vatRateId }: DraftLine) {
  return { description, quantity, unitPrice, ...(vatRateId ? { vatRateId } : {}) }
}

/** A line that a person wrote, as the API takes it. */
export function writtenLine(line: DraftLine) {
  const { description, discount, ofAbove } = line
  if (ofAbove) {
    const percentage = `${ofAbove.isSurcharge ? '' : '-'}${ofAbove.percentage}`
    return { kind: 'percentage' as const, description, percentage }
  }
  return { ...typedLine(line), ...(discount ? { discountPercentage: discount } : {}) }
}

/** The line where it stands on a draft that was saved, as the API takes it. */
export function placedLine(line: DraftLine) {
  if (!line.registered) return writtenLine(line)
  const discountPercentage = line.discount || '0'
  return { kind: 'registered' as const, lineId: line.key, discountPercentage }
}

/** The lines with one of them taken to another place. */
export function withLineMoved(lines: readonly DraftLine[], from: number, to: number): DraftLine[] {
  const line = lines[from]
  return line ? lines.toSpliced(from, 1).toSpliced(to, 0, line) : [...lines]
}

export type DraftTotals = {
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  /** Tax by percentage, in the order of the lines; without rates of zero. */
  taxes: { percentage: string; minor: number }[]
  /** What each line comes to by its price; undefined while it is not finished. */
  amounts: (number | undefined)[]
}

/** What the lines come to. Lines that are not finished count for nothing. */
export function draftTotals(
  lines: readonly DraftLine[],
  { rates, pricesIncludeVat }: { rates: readonly DraftRate[]; pricesIncludeVat: boolean },
): DraftTotals {
  const priced: Discountable[] = []
  const amounts = lines.map((line) => {
    const parts = partsOf(line, { rates, pricesIncludeVat, above: priced })
    priced.push(...parts)
    if (parts.length === 0) return undefined
    return sumMinor(parts.map((part) => shownMinor(part, pricesIncludeVat)))
  })
  const byPercentage = Map.groupBy(priced, (line) => line.vatPercentage)
  const subtotalMinor = sumMinor(priced.map((line) => line.netMinor))
  const tax = sumMinor(priced.map((line) => line.taxMinor))
  return {
    subtotalMinor,
    taxMinor: tax,
    totalMinor: subtotalMinor + tax,
    taxes: [...byPercentage]
      .filter(([percentage]) => Number(percentage) > 0)
      .map(([percentage, each]) => ({
        percentage,
        minor: sumMinor(each.map((line) => line.taxMinor)),
      })),
    amounts,
  }
}

/** What a line comes to by VAT rate: one amount, or of a percentage one for each rate above it. */
function partsOf(
  line: DraftLine,
  around: {
    rates: readonly DraftRate[]
    pricesIncludeVat: boolean
    above: readonly Discountable[]
  },
): Discountable[] {
  const { rates, pricesIncludeVat, above } = around
  const { ofAbove, registered } = line
  if (ofAbove) {
    const { percentage, isSurcharge } = ofAbove
    if (!isPercentage(percentage)) return []
    const signed = `${isSurcharge ? '' : '-'}${percentage}`
    return spreadPercentage(above, { percentage: signed, pricesIncludeVat })
  }
  const amountMinor = draftAmountMinor(line)
  if (amountMinor === undefined) return []
  const rate = rateOf(line, rates)
  const vatRateId = registered ? line.vatRateId : (rate?.id ?? null)
  const vatPercentage = registered?.vatPercentage ?? rate?.percentage ?? '0'
  return [
    { vatRateId, vatPercentage, ...withVat(amountMinor, { vatPercentage, pricesIncludeVat }) },
  ]
}

/** Less than zero for a discount. */
export function isQuantity(text: string): boolean {
  return /^-?\d{1,8}(\.\d{1,2})?$/.test(text) && /[1-9]/.test(text)
}

export function isPrice(text: string): boolean {
  return /^\d{1,8}(\.\d{1,4})?$/.test(text)
}

/** Nothing, or a percentage to take off. */
export function isDiscount(text: string): boolean {
  return text === '' || (/^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 100)
}

/** Of the lines above. */
export function isPercentage(text: string): boolean {
  return text !== '' && Number(text) > 0 && isDiscount(text)
}

function rateOf({ vatRateId }: DraftLine, rates: readonly DraftRate[]): DraftRate | undefined {
  return rates.find((rate) => (vatRateId === null ? rate.isDefault : rate.id === vatRateId))
}
