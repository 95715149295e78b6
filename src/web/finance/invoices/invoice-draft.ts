import { lineNetMinor, sumMinor, taxMinor } from '#domain/money.ts'

/** A line as it is being typed: decimals are texts, and may be no numbers yet. */
export type DraftLine = {
  key: string
  description: string
  quantity: string
  unitPrice: string
  /** Null: the workspace's default rate. */
  vatRateId: string | null
  /** What a line comes to that bills registered items: only its place changes. */
  registered?: { netMinor: number; taxMinor: number; vatPercentage: string }
}

export type DraftRate = { id: string; name: string; percentage: string; isDefault: boolean }

/** The amount of a line, by the same arithmetic that prices it for good; undefined while a number is missing. */
export function draftNetMinor({ quantity, unitPrice, registered }: DraftLine): number | undefined {
  if (registered) return registered.netMinor
  if (!isQuantity(quantity) || !isPrice(unitPrice)) return undefined
  return lineNetMinor(quantity, unitPrice)
}

/** The line as the API takes it. */
export function typedLine({ description, quantity, unitPrice, vatRateId }: DraftLine) {
  return { description, quantity, unitPrice, ...(vatRateId ? { vatRateId } : {}) }
}

/** The line where it stands on a draft that was saved, as the API takes it. */
export function placedLine(line: DraftLine) {
  return line.registered ? { kind: 'registered' as const, lineId: line.key } : typedLine(line)
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
}

/** What the lines come to. Lines that are not finished count for nothing. */
export function draftTotals(lines: readonly DraftLine[], rates: readonly DraftRate[]): DraftTotals {
  const priced = lines.flatMap((line) => {
    const netMinor = draftNetMinor(line)
    if (netMinor === undefined) return []
    const percentage = line.registered?.vatPercentage ?? rateOf(line, rates)?.percentage ?? '0'
    const minor = line.registered?.taxMinor ?? taxMinor(netMinor, percentage)
    return [{ netMinor, percentage, minor }]
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
