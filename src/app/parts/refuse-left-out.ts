import { say } from '#domain/words/say.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { refusals } from '#domain/refusals.ts'
import type { LeftOut } from './gather-items.ts'
import type { PlannedDocument } from '#domain/export-plan.ts'
import { refuse } from '../refuse.ts'

/** Refuses items that are billed or written off already, as a page that was left open sends them; names the first. */
export function refuseSettledItems(leftOut: readonly LeftOut[]): void {
  const writtenOff = leftOut.find((each) => each.reason === 'item_is_written_off')
  if (writtenOff) {
    const detail = say('The {{item}} is written off.', { item: writtenOff.name })
    refuse('item_is_written_off', { field: 'items', detail })
  }
  const invoiced = leftOut.filter((each) => each.reason === 'item_is_invoiced')
  const [first] = invoiced
  if (!first) return
  const on = say('The {{item}} is already on {{where}}.', {
    item: first.name,
    where: documentInWords(first.billedBy),
  })
  const count = invoiced.length - 1
  const others = count > 0 ? say('{{count}} more are invoiced as well.', { count }) : ''
  refuse('item_is_invoiced', { field: 'items', detail: `${on} ${others}`.trim() })
}

function documentInWords(billedBy: LeftOut['billedBy']): string {
  const number = billedBy?.documentName ?? null
  if (billedBy?.documentKind === 'invoice') {
    return number === null ? say('a draft invoice') : say('invoice {{number}}', { number })
  }
  return number === null
    ? say('a document in Xero')
    : say('the Xero document {{number}}', { number })
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
      detail: say("The line '{{description}}' is too large.", { description }),
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
      detail: say('The invoice of {{name}} would have {{count}} lines.', {
        name: clientName,
        count: lines.length,
      }),
    })
  }
}
