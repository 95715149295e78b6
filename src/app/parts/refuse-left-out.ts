import { fitsOnLine } from '#domain/line-limit.ts'
import { refusals } from '#domain/refusals.ts'
import type { LeftOut } from './gather-items.ts'
import type { PlannedDocument } from '#domain/export-plan.ts'
import { refuse } from '../refuse.ts'

/** Refuses items that are billed or written off already, as a page that was left open sends them; names the first. */
export function refuseSettledItems(leftOut: readonly LeftOut[]): void {
  const writtenOff = leftOut.find((each) => each.reason === 'item_is_written_off')
  if (writtenOff) {
    const detail = `The ${writtenOff.name} is written off.`
    refuse('item_is_written_off', { field: 'items', detail })
  }
  const invoiced = leftOut.filter((each) => each.reason === 'item_is_invoiced')
  const [first] = invoiced
  if (!first) return
  const where =
    first.billedBy?.documentKind === 'invoice'
      ? `invoice ${first.billedBy.documentName ?? '(draft)'}`
      : `the Xero document ${first.billedBy?.documentName ?? ''}`
  const others = invoiced.length > 1 ? ` ${invoiced.length - 1} more are invoiced as well.` : ''
  refuse('item_is_invoiced', {
    field: 'items',
    detail: `The ${first.name} is already on ${where.trim()}.${others}`,
  })
}

/** Refuses when nothing of a selection is left to bill, with the reason when they all share one. */
export function refuseNothingToBill(planned: {
  /** How many documents or lines there would be. */
  count: number
  leftOut: readonly (LeftOut & { message?: string })[]
}): void {
  if (planned.count > 0) return
  const reasons = new Set(planned.leftOut.map((each) => each.reason))
  const [reason] = reasons
  const [message] = planned.leftOut.flatMap((each) => each.message ?? [])
  if (reason === undefined || reasons.size > 1) refuse('nothing_to_bill', { field: 'items' })
  refuse('nothing_to_bill', { field: 'items', detail: message ?? refusals[reason].title })
}

// '9999999999.99', as the database keeps it.
const quantityLength = 13
const bytesPerLine = 500
const bytesPerCharacter = 2
const documentBytesLimit = 3_000_000

/** Refuses a line that is larger than can be kept or booked. */
export function refuseHugeLines(
  lines: readonly { description: string; quantity: string; unitPrice: string }[],
): void {
  for (const { description, quantity, unitPrice } of lines) {
    const amount = quantity.replace('-', '')
    if (amount.length <= quantityLength && fitsOnLine(amount, unitPrice)) continue
    refuse('amount_is_too_large', {
      field: 'items',
      detail: `The line '${description}' is too large.`,
    })
  }
}

/** Refuses a document that no single call could carry. */
export function refuseTooLarge(
  documents: readonly Pick<PlannedDocument, 'lines' | 'clientName'>[],
): void {
  for (const { lines, clientName } of documents) {
    refuseHugeLines(lines)
    const characters = lines.reduce((sum, line) => sum + line.description.length, 0)
    if (characters * bytesPerCharacter + lines.length * bytesPerLine <= documentBytesLimit) continue
    refuse('document_is_too_large', {
      field: 'groupBy',
      detail: `The invoice of ${clientName} would have ${lines.length} lines.`,
    })
  }
}
