import { fileWords } from './words/file-words.ts'
import { assert } from '#lib/assert.ts'
import { type BillableItem, type ItemKind, itemKinds } from './billable-item.ts'
import { discountedMinor } from './discounts.ts'
import type { HourRounding } from './hour-rounding.ts'
import type { LineWriter } from './line-texts.ts'
import {
  hoursFromSeconds,
  lineNetMinor,
  quantityWeight,
  splitMinor,
  sumQuantities,
  taxMinor,
} from './money.ts'
import { withVat } from './vat-amounts.ts'

export const lineGroupings = ['project', 'task', 'user', 'day', 'entry'] as const
export type LineGrouping = (typeof lineGroupings)[number]

/** A line as it is printed: net is quantity × unit price unless prices include the tax, which is of this line alone. */
export type DocumentLine = {
  projectId: string | null
  description: string
  quantity: string
  unitPrice: string
  netMinor: number
  vatRateId: string | null
  vatPercentage: string
  taxMinor: number
  /** Taken off quantity × price; nothing unless given. */
  discountPercentage?: string
  /** The percentage of the lines above that it is a part of, below zero a discount. */
  adjustment?: Adjustment
  /** Null: the default product. */
  itemCode: string | null
  /** What its booking depends on. */
  kind: ItemKind | null
  taskId: string | null
  clientId: string | null
  /** What the line bills; the amounts add up to its net. */
  parts: LinePart[]
  /** Of hours that are not billed as they were worked. */
  rounded?: RoundedHours
}

/** The rules that hours were rounded by, and how many hours of work they are of. */
export type RoundedHours = { by: HourRounding[]; workedHours: string }

/** A percentage of the lines above: a line for each VAT rate. */
export type Adjustment = { id: string; percentage: string }

export type LinePart = { itemKind: ItemKind; itemId: string; amountMinor: number }

const descriptionLimit = 4000

/** Prices items into lines. Every item is in exactly one line; the order depends on nothing but the items. */
export function linesOf(
  items: readonly BillableItem[],
  groupBy: LineGrouping,
  /** Items that are booked differently never share a line. */
  bookingKey: (item: BillableItem) => string = ({ itemCode }) => JSON.stringify(itemCode),
  /** What lines say where the workspace says it otherwise. */
  write?: LineWriter,
): DocumentLine[] {
  const ordered = items.toSorted(compareItems)
  if (groupBy === 'entry') return ordered.map((item) => toLine([item], { groupBy, write }))
  const groups = new Map<string, BillableItem[]>()
  for (const item of ordered) {
    const key = [...priceOf(item), bookingKey(item), ...groupOf(item, groupBy)].join('|')
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
    .toSorted(byLabel(groupBy))
    .map((group) => toLine(group, { groupBy, write }))
}

/** A line without items: something a person typed. */
export function freeLine(line: {
  description: string
  quantity: string
  unitPrice: string
  vatRateId: string | null
  vatPercentage: string
  discountPercentage?: string
  adjustment?: Adjustment
  /** Whether the price has the tax in it; not unless given. */
  pricesIncludeVat?: boolean
}): DocumentLine {
  const { pricesIncludeVat = false, ...kept } = line
  const { discountPercentage = '0', vatPercentage } = line
  const { amountMinor } = discountedMinor({ ...line, discountPercentage })
  return {
    ...kept,
    description: printable(line.description) || '–',
    projectId: null,
    ...withVat(amountMinor, { vatPercentage, pricesIncludeVat }),
    itemCode: null,
    kind: null,
    taskId: null,
    clientId: null,
    parts: [],
  }
}

/** Text as Xero takes it: no control characters, no more than 4,000 of them, nothing around it. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  const clean = text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ').trim()
  if (clean.length <= descriptionLimit) return clean
  const cut = clean.slice(0, descriptionLimit - 1).replace(/[\uD800-\uDBFF]$/, '')
  return `${cut.trimEnd()}…`
}

// Items of one line share all that its price and its tax depend on.
function priceOf(item: BillableItem): unknown[] {
  return [item.kind, item.projectId, item.unitPrice, item.vatRateId, item.vatPercentage]
}

// A text that a person wrote comes last, so that no sign in it can be taken for the border between two values.
function groupOf(item: BillableItem, groupBy: LineGrouping): unknown[] {
  if (item.kind === 'instalment' || item.kind === 'subscription_period') return [item.id]
  const what = item.kind === 'expense' ? [item.taskId, item.taskId === null ? item.text : null] : []
  switch (groupBy) {
    case 'project':
      return what
    case 'task':
      return [item.taskId, ...what]
    case 'user':
      return [item.memberId, ...what]
    case 'day':
      return [item.on, ...what]
    case 'entry':
      return [item.id]
  }
}

function compareItems(a: BillableItem, b: BillableItem): number {
  return (
    compareKind(a, b) || compareProject(a, b) || compareText(a.on, b.on) || compareText(a.id, b.id)
  )
}

function compareKind(a: BillableItem, b: BillableItem): number {
  return a.kind === b.kind ? 0 : itemKinds.indexOf(a.kind) - itemKinds.indexOf(b.kind)
}

function compareProject(a: BillableItem, b: BillableItem): number {
  if (a.projectId === b.projectId) return 0
  return compareText(a.projectName, b.projectName) || compareText(a.projectId, b.projectId)
}

// Within a project, lines stand by the name of what they are grouped by; days and entries already stand by day.
function byLabel(groupBy: LineGrouping) {
  const label = (item: BillableItem): string => {
    if (groupBy === 'task') return item.taskName ?? ''
    return groupBy === 'user' ? (item.memberName ?? '') : ''
  }
  return ([a]: BillableItem[], [b]: BillableItem[]): number => {
    assert(a && b, 'a line has an item')
    return compareKind(a, b) || compareProject(a, b) || compareText(label(a), label(b))
  }
}

// Not by the language of the reader: the order must be the same wherever it is computed.
function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function toLine(
  items: readonly BillableItem[],
  { groupBy, write }: { groupBy: LineGrouping; write: LineWriter | undefined },
): DocumentLine {
  const [first] = items
  assert(first, 'a line bills at least one item')
  const { quantity, weights } = amountOf(items)
  const netMinor = lineNetMinor(quantity, first.unitPrice)
  const amounts = splitMinor(netMinor, weights)
  return {
    projectId: first.projectId,
    description:
      printable(write?.(items, groupBy) ?? describe(items, first, groupBy)) ||
      fileWords(first.language ?? null)('Services'),
    quantity,
    unitPrice: first.unitPrice,
    netMinor,
    vatRateId: first.vatRateId,
    vatPercentage: first.vatPercentage,
    taxMinor: taxMinor(netMinor, first.vatPercentage),
    itemCode: first.itemCode,
    kind: first.kind,
    taskId: first.taskId,
    clientId: first.clientId,
    parts: items.map((item, index) => ({
      itemKind: item.kind,
      itemId: item.id,
      amountMinor: amounts[index] ?? 0,
    })),
    ...roundedOf(items),
  }
}

function roundedOf(items: readonly BillableItem[]): Pick<DocumentLine, 'rounded'> {
  const by = new Set(items.flatMap(({ rounded }) => rounded?.by ?? []))
  if (by.size === 0) return {}
  const worked = items.reduce(
    (sum, { seconds, rounded }) => sum + (seconds ?? 0) - (rounded?.seconds ?? 0),
    0,
  )
  return { rounded: { by: [...by].toSorted(), workedHours: hoursFromSeconds(worked) } }
}

// The hours that are printed are multiplied, not the seconds behind them: Xero recomputes quantity × price,
// and so can the client with a pocket calculator.
function amountOf(items: readonly BillableItem[]): { quantity: string; weights: number[] } {
  const isTime = items.every((item) => item.seconds !== null)
  if (isTime) {
    const weights = items.map((item) => item.seconds ?? 0)
    return { quantity: hoursFromSeconds(weights.reduce((sum, each) => sum + each, 0)), weights }
  }
  const quantities = items.map((item) => item.quantity ?? '0')
  return { quantity: sumQuantities(quantities), weights: quantities.map(quantityWeight) }
}

function describe(
  items: readonly BillableItem[],
  first: BillableItem,
  groupBy: LineGrouping,
): string {
  const { projectName, taskName, memberName, text, on } = first
  if (first.kind === 'instalment' || first.kind === 'subscription_period') {
    return joined(projectName, text)
  }
  const entry = groupBy === 'entry' || items.length === 1
  const what = first.kind === 'expense' ? (taskName ?? firstLine(text)) : null
  const route = first.kind === 'mileage' && entry ? text : null
  const notes = groupBy === 'entry' && text !== what && text !== route ? text : ''
  switch (groupBy) {
    case 'project':
      return joined(projectName, what, route)
    case 'task':
      return joined(projectName, what ?? taskName, route)
    case 'user':
      return joined(projectName, memberName, what, route)
    case 'day':
      return joined(projectName, on, what, route)
    case 'entry':
      return [joined(projectName, on, memberName, what ?? taskName, route), notes]
        .filter(Boolean)
        .join('\n')
  }
}

function joined(...words: (string | null | undefined)[]): string {
  return words.filter(Boolean).join(' · ')
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
