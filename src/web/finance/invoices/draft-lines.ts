import type { Invoice } from '../types.ts'
import type { DraftLine } from './invoice-draft.ts'

type Line = Invoice['lines'][number]

/** The lines of a draft as they are typed. A percentage is one, however many VAT rates it is spread over. */
export function draftLines(lines: readonly Line[]): DraftLine[] {
  return lines.flatMap((line, index) => {
    const { adjustment } = line
    const isTold = adjustment !== null && lines[index - 1]?.adjustment?.id === adjustment.id
    return isTold ? [] : draftOf(line)
  })
}

function draftOf(line: Line): DraftLine {
  const { id, description, vatPercentage, adjustment, itemCount } = line
  const discount = withoutZeros(line.discountPercentage)
  return {
    key: id,
    description,
    quantity: withoutZeros(line.quantity),
    unitPrice: withoutZeros(line.unitPrice),
    vatRateId: line.vatRateId,
    discount: discount === '0' ? '' : discount,
    ...(itemCount > 0 ? { registered: { vatPercentage } } : {}),
    ...(adjustment ? { ofAbove: percentageOf(adjustment) } : {}),
  }
}

function percentageOf({ percentage }: NonNullable<Line['adjustment']>) {
  const isSurcharge = !percentage.startsWith('-')
  return { percentage: withoutZeros(percentage.replace('-', '')), isSurcharge }
}

/** '95.0000' is typed as '95'. */
export function withoutZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
