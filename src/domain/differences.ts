// What of a document differs between Hourbook and Xero, field by field, and why.

export const differenceFields = [
  'document',
  'contact',
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
  'account',
  'tax_type',
  'reversal',
] as const
export type DifferenceField = (typeof differenceFields)[number]
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
  accountCode: string | null
  taxType: string | null
}

export type SentDocument = {
  kind: 'invoice' | 'manual_journal'
  clientName: string
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
  accountCode: string | null
  /** Null: Xero does not say. */
  taxType: string | null
}

export type DocumentInXero = {
  /** Null when it was not read since it was confirmed, and for journals. */
  contact: { id: string; name: string | null } | null
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
  const isEdited = lines.some((each) => each.field !== 'account' && each.field !== 'description')
  const reason = isEdited ? 'edited_in_xero' : 'computed_by_xero'
  const billed = sent.lines.map((line) => line.billedMinor ?? line.netMinor)
  const subtotal = sent.kind === 'invoice' ? sumOf(billed) : sent.subtotalMinor
  return [
    ...differenceOfContact(sent, xero),
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
    ...(sent.accountCode === null
      ? []
      : changed('account', 'text', sent.accountCode, xero.accountCode)),
    ...(sent.taxType === null
      ? []
      : changed('tax_type', 'text', sent.taxType, xero.taxType ?? sent.taxType)),
  ].map((each) => ({ ...each, line }))
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
