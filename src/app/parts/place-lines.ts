import type { Database, Transaction } from '#db/database.ts'
import {
  deleteInvoiceLines,
  insertInvoiceLines,
  type InvoiceLine,
  listInvoiceLines,
  placeInvoiceLines,
} from '#db/invoices.ts'
import { type Discountable, discountedMinor, spreadPercentage } from '#domain/discounts.ts'
import { type DocumentLine, freeLine } from '#domain/document-lines.ts'
import { withVat } from '#domain/vat-amounts.ts'
import { newId } from '#lib/ids.ts'
import { without } from '#lib/without.ts'
import { refuse } from '../refuse.ts'
import { type FreeLine, priceFreeLines, toInvoiceLines } from './invoice-lines.ts'

/** A percentage of all lines above it; below zero a discount. */
export type PercentageLine = { kind: 'percentage'; description: string; percentage: string }
/** A line that bills registered items, in the place it is named at. Its discount stays unless one is given. */
export type RegisteredLine = {
  kind: 'registered'
  lineId: string
  discountPercentage?: string | undefined
}
/** A line that a person wrote. */
export type WrittenLine = (FreeLine & { kind?: 'typed' | undefined }) | PercentageLine
/** A line of a draft where it is to stand. */
export type PlacedLine = WrittenLine | RegisteredLine

type Owner = { workspaceId: string; clientId: string; pricesIncludeVat: boolean }

/** Prices what a person wrote, in its order, below lines that stand above it. */
export async function priceWrittenLines(
  db: Database,
  given: Owner & { lines: readonly WrittenLine[]; above: readonly Discountable[] },
): Promise<DocumentLine[]> {
  const priced = await priceInOrder(db, { ...given, registered: new Map() })
  return priced.flatMap((line) => (isKept(line) ? [] : line))
}

/** Puts the lines of a draft in the order they are given in, and writes those that a person wrote anew. */
export async function placeLines(
  tx: Transaction,
  draft: Owner & { invoiceId: string; lines: readonly PlacedLine[] },
): Promise<void> {
  const { workspaceId, invoiceId, lines } = draft
  const present = await listInvoiceLines(tx, { workspaceId, invoiceId })
  const registered = new Map(
    present.filter((line) => line.itemCount > 0).map((line) => [line.id, line]),
  )
  const lineIds = present.flatMap((line) => (registered.has(line.id) ? [] : line.id))
  const named = new Set(lines.flatMap((line) => (line.kind === 'registered' ? line.lineId : [])))
  const above = [...registered.values()].filter((line) => !named.has(line.id))

  const priced = [...above, ...(await priceInOrder(tx, { ...draft, above, registered }))]
  await writeLines(tx, { workspaceId, invoiceId, lineIds, priced })
}

/** Prices the lines of a draft anew, as they stand, where their prices come to include VAT or no longer do: the figures stay. */
export async function repriceLines(
  tx: Transaction,
  draft: { workspaceId: string; invoiceId: string; pricesIncludeVat: boolean },
): Promise<void> {
  const { workspaceId, invoiceId, pricesIncludeVat } = draft
  const present = await listInvoiceLines(tx, { workspaceId, invoiceId })
  const priced: (DocumentLine | InvoiceLine)[] = []
  for (const [index, line] of present.entries()) {
    const { adjustment, description } = line
    if (!adjustment) {
      const { amountMinor } = discountedMinor(line)
      priced.push({ ...line, ...withVat(amountMinor, { ...line, pricesIncludeVat }) })
    } else if (present[index - 1]?.adjustment?.id !== adjustment.id) {
      const { percentage } = adjustment
      priced.push(...spread({ description, percentage, pricesIncludeVat }, priced, 'lines'))
    }
  }
  const lineIds = present.flatMap((line) => (line.adjustment ? line.id : []))
  await writeLines(tx, { workspaceId, invoiceId, lineIds, priced })
}

/** Takes lines away, and writes the others where they stand. */
async function writeLines(
  tx: Transaction,
  draft: {
    workspaceId: string
    invoiceId: string
    lineIds: string[]
    priced: readonly (DocumentLine | InvoiceLine)[]
  },
): Promise<void> {
  const { workspaceId, invoiceId, lineIds, priced } = draft
  await deleteInvoiceLines(tx, { workspaceId, invoiceId, lineIds })
  const stands = priced.flatMap((line, position) => (isKept(line) ? { ...line, position } : []))
  await placeInvoiceLines(tx, { workspaceId, invoiceId, lines: stands })
  const written = priced.flatMap((line, position) =>
    isKept(line) ? [] : toInvoiceLines([line]).map((made) => ({ ...made, position })),
  )
  await insertInvoiceLines(tx, { workspaceId, invoiceId, lines: written })
}

function isKept(line: DocumentLine | InvoiceLine): line is InvoiceLine {
  return 'id' in line
}

async function priceInOrder(
  db: Database,
  given: Owner & {
    lines: readonly PlacedLine[]
    above: readonly Discountable[]
    registered: ReadonlyMap<string, InvoiceLine>
  },
): Promise<(DocumentLine | InvoiceLine)[]> {
  const { workspaceId, clientId, pricesIncludeVat, lines, above } = given
  const typed = lines.flatMap((line, place) => (isTyped(line) ? { line, place } : []))
  const places = typed.map(({ place }) => place)
  const free = typed.map(({ line }) => without(line, 'kind'))
  const owner = { workspaceId, clientId, pricesIncludeVat }
  const prices = await priceFreeLines(db, { ...owner, lines: free, places })
  const left = new Map(given.registered)
  const done: (DocumentLine | InvoiceLine)[] = []
  for (const [place, line] of lines.entries()) {
    if (line.kind === 'percentage') {
      const field = `lines.${place}.percentage`
      done.push(...spread({ ...line, pricesIncludeVat }, [...above, ...done], field))
    } else if (line.kind === 'registered') {
      const stands = left.get(line.lineId)
      // Each once, and only those of this draft.
      if (!stands) refuse('invoice_line_not_found', { field: `lines.${place}.lineId` })
      left.delete(line.lineId)
      done.push(discounted(stands, line.discountPercentage))
    } else {
      done.push(...prices.splice(0, 1))
    }
  }
  return done
}

function isTyped(line: PlacedLine): line is FreeLine & { kind?: 'typed' | undefined } {
  return line.kind === undefined || line.kind === 'typed'
}

function spread(
  line: Omit<PercentageLine, 'kind'> & { pricesIncludeVat: boolean },
  above: readonly Discountable[],
  field: string,
): DocumentLine[] {
  const { description, percentage, pricesIncludeVat } = line
  const parts = spreadPercentage(above, { percentage, pricesIncludeVat })
  if (parts.length === 0) refuse('percentage_of_nothing', { field })
  const adjustment = { id: newId(), percentage }
  return parts.map((part) => {
    const { quantity, unitPrice, vatRateId, vatPercentage } = part
    const price = { quantity, unitPrice, pricesIncludeVat }
    return freeLine({ description, ...price, vatRateId, vatPercentage, adjustment })
  })
}

function discounted(line: InvoiceLine, discountPercentage: string | undefined): InvoiceLine {
  if (discountPercentage === undefined) return line
  const { amountMinor } = discountedMinor({ ...line, discountPercentage })
  return { ...line, discountPercentage, ...withVat(amountMinor, line) }
}
