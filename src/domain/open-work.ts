import type { BillableItem } from './billable-item.ts'
import { type Codes, type PlannedDocument, planDocuments } from './export-plan.ts'
import { bookingsBy, type MappingSubject, ruleKey } from './line-mapping.ts'
import type { RefusalCode } from './refusals.ts'

/** What an export of all that is open would come to, and why some of it would stay behind. Counts are of items. */
export type OpenWork = {
  documents: PlannedDocument[]
  items: number
  leftOut: number
  /** The first and the last day of what is open; null where nothing is. */
  firstOn: string | null
  byClient: Map<string, number>
  /** What goes on an account. */
  byAccount: Map<string, number>
  /** What stays behind for a VAT rate, by its id. */
  behindByVatRate: Map<string, number>
  /** What stays behind for a rule, by its key; 'default' for the default product. */
  behindByRule: Map<string, number>
  /** What stays behind for another reason. */
  behindByReason: Map<RefusalCode, number>
}

/** Plans an export of everything, without the clients whose contact takes none. */
export function planOpenWork(
  items: readonly BillableItem[],
  { codes, isUsable }: { codes: Codes; isUsable: (clientId: string) => boolean },
): OpenWork {
  const usable = items.filter((item) => isUsable(item.clientId))
  const planned = planDocuments(usable, { per: 'client', groupBy: 'task', codes })
  const days = items.flatMap((item) => item.on || []).toSorted()
  const work: OpenWork = {
    documents: planned.documents,
    items: items.length,
    leftOut: items.length - usable.length + planned.leftOut.length,
    firstOn: days[0] ?? null,
    byClient: new Map(),
    byAccount: new Map(),
    behindByVatRate: new Map(),
    behindByRule: new Map(),
    behindByReason: new Map(),
  }
  for (const item of items) count(work.byClient, item.clientId)
  for (const { accountCode, parts } of planned.documents.flatMap(({ lines }) => lines)) {
    if (accountCode !== null) count(work.byAccount, accountCode, parts.length)
  }
  const rulesOf = rulesBehind(codes)
  for (const { item, reason } of planned.leftOut) {
    if (isTax(reason) && item.vatRateId !== null) count(work.behindByVatRate, item.vatRateId)
    else {
      const rules = isBooking(reason) ? rulesOf(item) : []
      for (const key of rules) count(work.behindByRule, key)
      if (rules.length === 0) count(work.behindByReason, reason)
    }
  }
  return work
}

/**
 * The rules for which an item stays behind: that of its product or account, or those of its tracking that is gone. None where
 * the contact names the account.
 */
function rulesBehind({ defaultItemCode, salesAccountCode, mapping }: Codes) {
  const { rules, contacts } = mapping
  const book = bookingsBy({ rules, contacts, defaultItemCode, salesAccountCode })
  const options = new Set(mapping.trackingOptions.map((each) => each.optionId))
  return (item: BillableItem): string[] => {
    const { bookedBy, tracking } = book(item)
    const gone = tracking.filter((each) => !options.has(each.optionId))
    const keyOf = (subject: MappingSubject) => ruleKey({ subject, subjectId: idOf(item, subject) })
    const ofTarget =
      bookedBy === 'default' ? [bookedBy] : bookedBy === 'contact' ? [] : [keyOf(bookedBy)]
    return [...new Set([...ofTarget, ...gone.map((each) => keyOf(each.bookedBy))])]
  }
}

function idOf(
  { projectId, clientId, taskId }: BillableItem,
  subject: MappingSubject,
): string | null {
  const ids: Partial<Record<MappingSubject, string | null>> = {
    project: projectId,
    client: clientId,
    task: taskId,
    product: taskId,
  }
  return ids[subject] ?? null
}

function isTax(reason: RefusalCode): boolean {
  return reason === 'tax_rate_is_not_mapped' || reason === 'tax_rate_differs'
}

function isBooking(reason: RefusalCode): boolean {
  return (
    reason === 'item_code_is_unknown' ||
    reason === 'account_code_is_unknown' ||
    reason === 'tracking_option_is_unknown'
  )
}

function count<Key>(counts: Map<Key, number>, key: Key, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}
