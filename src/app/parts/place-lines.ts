import type { Transaction } from '#db/database.ts'
import {
  deleteInvoiceLines,
  insertInvoiceLines,
  listInvoiceLines,
  moveInvoiceLines,
} from '#db/invoices.ts'
import { refuse } from '../refuse.ts'
import { type FreeLine, priceFreeLines, toInvoiceLines } from './invoice-lines.ts'

/** A line that bills registered items, which stays as it is in the place it is named at. */
export type RegisteredLine = { kind: 'registered'; lineId: string }
/** A line of a draft where it is to stand. */
export type PlacedLine = (FreeLine & { kind?: 'typed' | undefined }) | RegisteredLine

/** Puts the lines of a draft in the order they are given in, and writes those that are typed anew. */
export async function placeLines(
  tx: Transaction,
  draft: { workspaceId: string; invoiceId: string; clientId: string; lines: PlacedLine[] },
): Promise<void> {
  const { workspaceId, invoiceId, clientId, lines } = draft
  const present = await listInvoiceLines(tx, { workspaceId, invoiceId })
  const registered = new Set(present.flatMap((line) => (line.itemCount > 0 ? line.id : [])))
  const lineIds = present.flatMap((line) => (registered.has(line.id) ? [] : line.id))
  const named = namedLines(lines, registered)
  const first = [...registered].filter((id) => !named.has(id))

  const typed = lines.flatMap((line, place) => (isRegistered(line) ? [] : { line, place }))
  const places = typed.map(({ place }) => place)
  const free = typed.map(({ line }) => line)
  const priced = await priceFreeLines(tx, { workspaceId, clientId, lines: free, places })
  await deleteInvoiceLines(tx, { workspaceId, invoiceId, lineIds })
  await moveInvoiceLines(tx, {
    workspaceId,
    invoiceId,
    places: [
      ...first.map((lineId, position) => ({ lineId, position })),
      ...[...named].map(([lineId, place]) => ({ lineId, position: first.length + place })),
    ],
  })
  const written = toInvoiceLines(priced).map((line, order) => ({
    ...line,
    position: first.length + (places[order] ?? order),
  }))
  await insertInvoiceLines(tx, { workspaceId, invoiceId, lines: written })
}

function isRegistered(line: PlacedLine): line is RegisteredLine {
  return line.kind === 'registered'
}

/** The lines of registered items that are named, and the place of each: once, and on this draft. */
function namedLines(
  lines: readonly PlacedLine[],
  registered: ReadonlySet<string>,
): Map<string, number> {
  const named = new Map<string, number>()
  for (const [place, line] of lines.entries()) {
    if (!isRegistered(line)) continue
    const { lineId } = line
    if (!registered.has(lineId) || named.has(lineId)) {
      refuse('invoice_line_not_found', { field: `lines.${place}.lineId` })
    }
    named.set(lineId, place)
  }
  return named
}
