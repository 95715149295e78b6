import { Later } from '#lib/later.ts'
import type { BillableItem } from './billable-item.ts'
import { type DocumentLine, type LineGrouping, linesOf } from './document-lines.ts'
import type { LineWriter } from './line-texts.ts'
import { sumMinor } from './money.ts'
import {
  type Bookable,
  type BookedBy,
  type Booking,
  bookingsBy,
  type ContactDefault,
  type MappingRule,
  type MappingSubject,
} from './line-mapping.ts'
import type { RefusalCode } from './refusals.ts'
import { accountRefusal, type LedgerAccount } from './xero-settings.ts'
import { type LiveTaxRate, resolveTaxType, type TaxedBy } from './tax-type.ts'

/** The codes of the accounting package that lines can carry, and those to use where nothing else is said. */
export type Codes = {
  taxRates: readonly LiveTaxRate[]
  products: readonly { code: string; isSold: boolean; salesAccountCode: string | null }[]
  defaultItemCode: string | null
  salesAccountCode: string | null
  /** What was chosen in the administration for VAT rates, by their ids. */
  taxTypes: ReadonlyMap<string, string>
  mapping: LiveMapping
}

/** The rules of the administration, and what it has now of what they name. */
export type LiveMapping = {
  rules: readonly MappingRule[]
  accounts: readonly LedgerAccount[]
  trackingOptions: readonly LiveTrackingOption[]
  /** What the contacts of the clients at hand say, by client. */
  contacts?: ReadonlyMap<string, ContactDefault>
}

export type LiveTrackingOption = {
  categoryId: string
  categoryName: string
  optionId: string
  optionName: string
}

export type LineTracking = LiveTrackingOption & { bookedBy: MappingSubject }
export type LineCodes = {
  itemCode: string | null
  accountCode: string | null
  taxType: string
  taxedBy: TaxedBy
  tracking: LineTracking[]
  /** The rule that chose the product or account. */
  bookedBy: BookedBy
}
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

type How = {
  per: DocumentSplit
  groupBy: LineGrouping
  codes: Codes
  /** What lines say where the workspace says it otherwise. */
  write?: LineWriter | undefined
}

/** What would be sent for these items, to the cent. The same items and codes always give the same plan. */
export function planDocuments(items: readonly BillableItem[], how: How): ExportPlan {
  const { documents, leftOut } = groupDocuments(items, how)
  return { documents: [...documents.all()], leftOut }
}

/** The same: what stays behind is known, and a document is priced when it is asked for. */
export function groupDocuments(
  items: readonly BillableItem[],
  { per, groupBy, codes, write }: How,
): Pick<ExportPlan, 'leftOut'> & { documents: Later<PlannedDocument> } {
  const resolve = remembered(coderOf(codes))
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
  const ordered = [...groups].toSorted(
    ([a, [first]], [b, [second]]) =>
      compare(first?.clientName ?? '', second?.clientName ?? '') || compare(a, b),
  )
  const makers = ordered.map(
    ([key, group]) =>
      () =>
        toDocument(key, group, { per, groupBy, resolve, write }),
  )
  return { documents: new Later(makers), leftOut }
}

/** The product, account, tax type and tracking of a line. */
export function codesOf(line: Mapping, codes: Codes): LineCodes | { refusal: RefusalCode } {
  return coderOf(codes)(line)
}

/** The same for many lines: the rules are put in order once. */
function coderOf(codes: Codes): (line: Mapping) => LineCodes | { refusal: RefusalCode } {
  const { taxRates, taxTypes, defaultItemCode, salesAccountCode, mapping } = codes
  const { rules, contacts } = mapping
  const book = bookingsBy({ rules, contacts, defaultItemCode, salesAccountCode })
  return (line) => {
    const taxType = taxTypes.get(line.vatRateId ?? '') ?? null
    const vat = { percentage: line.vatPercentage, xeroTaxType: taxType }
    const contact = contacts?.get(line.clientId ?? '')
    const tax = resolveTaxType(vat, taxRates, contact?.taxType)
    if ('refusal' in tax) return tax
    const booking = book(line)
    const account = accountOf(booking, codes)
    if ('refusal' in account) return account
    const tracking = liveTracking(booking.tracking, mapping.trackingOptions)
    if (!tracking) return { refusal: 'tracking_option_is_unknown' }
    const { itemCode, bookedBy } = booking
    return { itemCode, ...account, ...tax, tracking, bookedBy }
  }
}

function accountOf(
  { itemCode, accountCode, bookedBy }: Booking,
  { products, salesAccountCode, mapping }: Codes,
): { accountCode: string | null } | { refusal: RefusalCode } {
  if (itemCode !== null) {
    const product = products.find((each) => each.code === itemCode)
    if (!product?.isSold) return { refusal: 'item_code_is_unknown' }
    return { accountCode: product.salesAccountCode ?? salesAccountCode }
  }
  if (bookedBy === 'default') return { accountCode }
  const account = mapping.accounts.find((each) => each.code === accountCode)
  const isUsable = account !== undefined && accountRefusal(account, 'line') === null
  return isUsable ? { accountCode } : { refusal: 'account_code_is_unknown' }
}

function liveTracking(
  wanted: Booking['tracking'],
  options: readonly LiveTrackingOption[],
): LineTracking[] | undefined {
  const found = wanted.flatMap(({ categoryId, optionId, bookedBy }) => {
    const option = options.find(
      (each) => each.categoryId === categoryId && each.optionId === optionId,
    )
    return option ? [{ ...option, bookedBy }] : []
  })
  return found.length === wanted.length ? found : undefined
}

function toDocument(
  key: string,
  items: readonly BillableItem[],
  { per, groupBy, resolve, write }: Omit<How, 'codes'> & { resolve: Resolve },
): PlannedDocument {
  const keyOf = (item: BillableItem) => bookingKey(resolve(item))
  const lines = linesOf(items, groupBy, keyOf, write).map((line) => codedLine(line, resolve))
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

// Asked for each of thousands of items; the codes of most are the same object.
const knownKeys = new WeakMap<object, string>()

function bookingKey(codes: ReturnType<Resolve>): string {
  if ('refusal' in codes) return ''
  const known = knownKeys.get(codes)
  if (known !== undefined) return known
  const tracking = codes.tracking.map((each) => each.optionId)
  const key = JSON.stringify([codes.itemCode, codes.accountCode, ...tracking])
  knownKeys.set(codes, key)
  return key
}

type Mapping = Bookable & Pick<BillableItem, 'vatRateId' | 'vatPercentage'>
type Resolve = (mapping: Mapping) => LineCodes | { refusal: RefusalCode }

// Thousands of items share a handful of mappings; those of one project are few.
function remembered(resolve: Resolve): Resolve {
  const known = new Map<string | null, { mapping: Mapping; result: ReturnType<Resolve> }[]>()
  return (mapping) => {
    const ofProject = known.get(mapping.projectId)
    const before = ofProject?.find((each) => isSameMapping(each.mapping, mapping))
    if (before) return before.result
    const result = resolve(mapping)
    if (ofProject) ofProject.push({ mapping, result })
    else known.set(mapping.projectId, [{ mapping, result }])
    return result
  }
}

function isSameMapping(a: Mapping, b: Mapping): boolean {
  return (
    a.kind === b.kind &&
    a.taskId === b.taskId &&
    a.projectId === b.projectId &&
    a.clientId === b.clientId &&
    a.itemCode === b.itemCode &&
    a.vatRateId === b.vatRateId &&
    a.vatPercentage === b.vatPercentage
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
