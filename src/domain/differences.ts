import {
  isSameTracking,
  type LineAnswer,
  nameOfTracking,
  type TrackingInXero,
} from './answered-lines.ts'

// What of a document differs between Hourbook and Xero, field by field, and why.

export const differenceFields = [
  'document',
  'contact',
  'number',
  'reference',
  'issued_on',
  'due_on',
  'currency',
  'subtotal',
  'tax',
  'total',
  'line',
  'description',
  'quantity',
  'unit_price',
  'net',
  'product',
  'account',
  'tax_type',
  'tracking',
  'reversal',
] as const
export type DifferenceField = (typeof differenceFields)[number]
/** No total depends on these. */
const fieldsWithoutAmount: ReadonlySet<DifferenceField> = new Set<DifferenceField>([
  'description',
  'product',
  'account',
  'tracking',
])

/** Whether it says another amount, or puts it elsewhere in the ledger: product and tracking only sort what was sold. */
export function bearsOnLedger({ field }: Pick<Difference, 'field'>): boolean {
  return field !== 'product' && field !== 'tracking'
}
export const differenceReasons = [
  /** Somebody changed it in Xero after it was sent. */
  'edited_in_xero',
  'added_in_xero',
  'removed_in_xero',
  /** Nothing it depends on was changed: Xero comes to another amount by itself. */
  'computed_by_xero',
  'missing_in_xero',
] as const
export type DifferenceReason = (typeof differenceReasons)[number]
export type ValueType = 'text' | 'day' | 'minor' | 'decimal'

export type Difference = {
  field: DifferenceField
  /** The words of the line it is about, as they were sent; null for the whole document. */
  line: string | null
  type: ValueType
  /** What Hourbook bills now, what was sent, and what Xero has. */
  hourbook: string | null
  sent: string | null
  xero: string | null
  reason: DifferenceReason
}

export type SentLine = {
  xeroLineId: string | null
  description: string
  quantity: string
  unitPrice: string
  netMinor: number
  /** What the live allocations of the line come to; null for a line that bills no items. */
  billedMinor: number | null
  itemCode: string | null
  /** Null: Xero chose it, as its answer tells. */
  accountCode: string | null
  taxType: string | null
  /** What Xero answered when it took the line; null when nobody kept that. */
  answer: LineAnswer | null
}

export type SentDocument = {
  kind: 'invoice' | 'manual_journal'
  clientName: string
  /** The number that Xero was given for it; null: Xero numbers it itself. */
  number: string | null
  /** The contacts that are its client; none: nobody knows which. */
  contactIds: string[]
  reference: string
  issuedOn: string
  dueOn: string | null
  currency: string
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  /** Whether a reversal that was in Xero is there no more, while the invoice was posted anew. */
  isReversalGone: boolean
  lines: SentLine[]
}

export type LineInXero = {
  lineId: string | null
  description: string | null
  quantity: string | null
  unitPrice: string | null
  netMinor: number
  /** Unless given, it was not read, or there can be none. */
  itemCode?: string | null
  accountCode: string | null
  /** Null: Xero does not say. */
  taxType: string | null
  /** Unless given, it was not read. */
  tracking?: readonly TrackingInXero[]
}

export type DocumentInXero = {
  /** Null when it was not read since it was confirmed, and for journals. */
  contact: { id: string; name: string | null } | null
  number: string | null
  reference: string
  issuedOn: string | null
  dueOn: string | null
  currency: string | null
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  /** Null when they were not read since it was confirmed. */
  lines: LineInXero[] | null
}

/** All that differs. An empty list means: the same to the letter and the cent, as far as it was read. */
export function differencesOf(sent: SentDocument, xero: DocumentInXero | null): Difference[] {
  if (!xero) {
    const total = String(sent.totalMinor)
    const values = { hourbook: total, sent: total, xero: null }
    return [{ field: 'document', line: null, type: 'minor', ...values, reason: 'missing_in_xero' }]
  }
  const lines = xero.lines ? differencesOfLines(sent, xero.lines) : []
  const isEdited = lines.some((each) => !fieldsWithoutAmount.has(each.field))
  const reason = isEdited ? 'edited_in_xero' : 'computed_by_xero'
  const billed = sent.lines.map((line) => line.billedMinor ?? line.netMinor)
  const subtotal = sent.kind === 'invoice' ? sumOf(billed) : sent.subtotalMinor
  return [
    ...differenceOfContact(sent, xero),
    ...(sent.number === null ? [] : changed('number', 'text', sent.number, xero.number)),
    ...changed('reference', 'text', sent.reference, xero.reference),
    ...changed('issued_on', 'day', sent.issuedOn, xero.issuedOn ?? sent.issuedOn),
    ...changed('due_on', 'day', sent.dueOn, xero.dueOn ?? sent.dueOn),
    ...changed('currency', 'text', sent.currency, xero.currency ?? sent.currency),
    ...amount(
      'subtotal',
      { hourbook: subtotal, sent: sent.subtotalMinor, xero: xero.subtotalMinor },
      reason,
    ),
    ...amount('tax', { hourbook: sent.taxMinor, sent: sent.taxMinor, xero: xero.taxMinor }, reason),
    ...amount(
      'total',
      { hourbook: subtotal + sent.taxMinor, sent: sent.totalMinor, xero: xero.totalMinor },
      reason,
    ),
    ...lines,
    ...(sent.isReversalGone ? [reversalGone(sent)] : []),
  ]
}

/** An invoice that somebody moved to another customer is asked of the wrong one. */
function differenceOfContact(
  { clientName, contactIds }: SentDocument,
  { contact }: DocumentInXero,
): Difference[] {
  if (!contact || contactIds.length === 0 || contactIds.includes(contact.id)) return []
  const values = { hourbook: clientName, sent: clientName, xero: contact.name ?? contact.id }
  return [{ field: 'contact', line: null, type: 'text', ...values, reason: 'edited_in_xero' }]
}

function reversalGone({ totalMinor }: SentDocument): Difference {
  const taken = String(0 - totalMinor)
  const values = { hourbook: taken, sent: taken, xero: null }
  return { field: 'reversal', line: null, type: 'minor', ...values, reason: 'missing_in_xero' }
}

function differencesOfLines(sent: SentDocument, present: readonly LineInXero[]): Difference[] {
  const left = new Set(present)
  const known = sent.lines.flatMap((line, index): Difference[] => {
    const found = partnerOf(line, index, { sent, present })
    if (!found) {
      const net = String(line.netMinor)
      const values = { hourbook: String(line.billedMinor ?? line.netMinor), sent: net, xero: null }
      const about = { line: line.description, type: 'minor' as const }
      return [{ field: 'line', ...about, ...values, reason: 'removed_in_xero' }]
    }
    left.delete(found)
    return differencesOfLine(line, found)
  })
  const added = [...left].map((line): Difference => {
    const values = { hourbook: null, sent: null, xero: String(line.netMinor) }
    const about = { line: line.description ?? '', type: 'minor' as const }
    return { field: 'line', ...about, ...values, reason: 'added_in_xero' }
  })
  return [...known, ...added]
}

// By the id that Xero gave it; lines of journals have none, and keep their order.
function partnerOf(
  { xeroLineId }: SentLine,
  index: number,
  { sent, present }: { sent: SentDocument; present: readonly LineInXero[] },
): LineInXero | undefined {
  if (sent.kind === 'manual_journal') return present[index]
  return present.find((each) => each.lineId !== null && each.lineId === xeroLineId)
}

function differencesOfLine(sent: SentLine, xero: LineInXero): Difference[] {
  const line = sent.description
  const hourbook = sent.billedMinor ?? sent.netMinor
  const isSameNumber = (a: string, b: string | null) => b === null || Number(a) === Number(b)
  return [
    ...changed('description', 'text', sent.description, xero.description ?? sent.description),
    ...(isSameNumber(sent.quantity, xero.quantity)
      ? []
      : changed('quantity', 'decimal', sent.quantity, xero.quantity)),
    ...(isSameNumber(sent.unitPrice, xero.unitPrice)
      ? []
      : changed('unit_price', 'decimal', sent.unitPrice, xero.unitPrice)),
    ...amount('net', { hourbook, sent: sent.netMinor, xero: xero.netMinor }, 'edited_in_xero'),
    ...differencesOfBooking(sent, xero),
  ].map((each) => ({ ...each, line }))
}

/** Where it is booked, and under what. What Xero chose by itself is compared with what it answered when it took the line. */
function differencesOfBooking(sent: SentLine, xero: LineInXero): Difference[] {
  const { answer } = sent
  const product = xero.itemCode === undefined ? sent.itemCode : xero.itemCode
  const account = sent.accountCode ?? answer?.accountCode
  const taxType = sent.taxType ?? answer?.taxType ?? null
  return [
    ...changed('product', 'text', sent.itemCode, product),
    ...(account === undefined ? [] : changed('account', 'text', account, xero.accountCode)),
    ...(taxType === null ? [] : changed('tax_type', 'text', taxType, xero.taxType ?? taxType)),
    ...(answer && xero.tracking ? tracked(answer.tracking ?? [], xero.tracking) : []),
  ]
}

function tracked(
  answered: readonly TrackingInXero[],
  xero: readonly TrackingInXero[],
): Difference[] {
  if (isSameTracking(answered, xero)) return []
  return changed('tracking', 'text', nameOfTracking(answered), nameOfTracking(xero))
}

function changed(
  field: DifferenceField,
  type: ValueType,
  sent: string | null,
  xero: string | null,
): Difference[] {
  if (sent === xero) return []
  return [{ field, line: null, type, hourbook: sent, sent, xero, reason: 'edited_in_xero' }]
}

function amount(
  field: DifferenceField,
  { hourbook, sent, xero }: { hourbook: number; sent: number; xero: number },
  reason: DifferenceReason,
): Difference[] {
  if (hourbook === xero && sent === xero) return []
  const values = { hourbook: String(hourbook), sent: String(sent), xero: String(xero) }
  return [{ field, line: null, type: 'minor', ...values, reason }]
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, each) => sum + each, 0)
}
