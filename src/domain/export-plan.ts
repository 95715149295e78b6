import type { BillableItem } from './billable-item.ts'
import { type DocumentLine, type LineGrouping, linesOf } from './document-lines.ts'
import { sumMinor } from './money.ts'
import type { RefusalCode } from './refusals.ts'
import { type LiveTaxRate, resolveTaxType } from './tax-type.ts'

/** The codes of the accounting package that lines can carry, and those to use where nothing else is said. */
export type Codes = {
  taxRates: readonly LiveTaxRate[]
  products: readonly { code: string; isSold: boolean; salesAccountCode: string | null }[]
  defaultItemCode: string | null
  salesAccountCode: string | null
}

export type LineCodes = { itemCode: string | null; accountCode: string | null; taxType: string }
export type CodedLine = DocumentLine & LineCodes

export type PlannedDocument = {
  /** Names the document within its plan: the client, and the project when there is one for each. */
  key: string
  clientId: string
  clientName: string
  projectId: string | null
  lines: CodedLine[]
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
}

export type DocumentSplit = 'client' | 'project'
export type ExportPlan = {
  documents: PlannedDocument[]
  leftOut: { item: BillableItem; reason: RefusalCode }[]
}

/** What would be sent for these items, to the cent. The same items and codes always give the same plan. */
export function planDocuments(
  items: readonly BillableItem[],
  { per, groupBy, codes }: { per: DocumentSplit; groupBy: LineGrouping; codes: Codes },
): ExportPlan {
  const resolve = remembered((mapping) => codesOf(mapping, codes))
  const leftOut: ExportPlan['leftOut'] = []
  const groups = new Map<string, BillableItem[]>()
  for (const item of items) {
    const resolved = resolve(item)
    if ('refusal' in resolved) {
      leftOut.push({ item, reason: resolved.refusal })
      continue
    }
    const key = per === 'client' ? item.clientId : `${item.clientId}/${item.projectId}`
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  const documents = [...groups]
    .map(([key, group]) => toDocument(key, group, { per, groupBy, resolve }))
    .toSorted((a, b) => compare(a.clientName, b.clientName) || compare(a.key, b.key))
  return { documents, leftOut }
}

/** The product, account and tax type of a line, by the mapping of its items or else of the administration. */
export function codesOf(item: Mapping, codes: Codes): LineCodes | { refusal: RefusalCode } {
  const tax = resolveTaxType(
    { percentage: item.vatPercentage, xeroTaxType: item.vatXeroTaxType },
    codes.taxRates,
  )
  if ('refusal' in tax) return tax
  const itemCode = item.itemCode ?? codes.defaultItemCode
  if (itemCode === null) {
    return { itemCode, accountCode: codes.salesAccountCode, taxType: tax.taxType }
  }
  const product = codes.products.find((each) => each.code === itemCode)
  if (!product?.isSold) return { refusal: 'item_code_is_unknown' }
  const accountCode = product.salesAccountCode ?? codes.salesAccountCode
  return { itemCode, accountCode, taxType: tax.taxType }
}

function toDocument(
  key: string,
  items: readonly BillableItem[],
  { per, groupBy, resolve }: { per: DocumentSplit; groupBy: LineGrouping; resolve: Resolve },
): PlannedDocument {
  const lines = linesOf(items, groupBy).map((line) => codedLine(line, resolve))
  const subtotalMinor = sumMinor(lines.map((line) => line.netMinor))
  const taxMinor = sumMinor(lines.map((line) => line.taxMinor))
  return {
    key,
    clientId: items[0]?.clientId ?? '',
    clientName: items[0]?.clientName ?? '',
    projectId: per === 'project' ? (items[0]?.projectId ?? null) : null,
    lines,
    subtotalMinor,
    taxMinor,
    totalMinor: subtotalMinor + taxMinor,
  }
}

function codedLine(line: DocumentLine, resolve: Resolve): CodedLine {
  const resolved = resolve(line)
  // Its items were left out if it cannot be coded; what reaches a line can.
  if ('refusal' in resolved)
    throw new Error(`Assertion failed: a line is coded, ${resolved.refusal}`)
  return Object.assign(line, resolved)
}

type Mapping = Pick<BillableItem, 'itemCode' | 'vatPercentage' | 'vatXeroTaxType'>
type Resolve = (mapping: Mapping) => LineCodes | { refusal: RefusalCode }

// Thousands of items share a handful of mappings.
function remembered(resolve: Resolve): Resolve {
  const known = new Map<string, ReturnType<Resolve>>()
  return (mapping) => {
    const key = `${mapping.itemCode}|${mapping.vatPercentage}|${mapping.vatXeroTaxType}`
    const before = known.get(key)
    if (before !== undefined) return before
    const result = resolve(mapping)
    known.set(key, result)
    return result
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
