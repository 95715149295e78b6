import type { ItemKind } from './billable-item.ts'

// How work is booked in the accounting package: three levels, the nearest rule wins.

export const kindSubjects = [
  'hours',
  'expenses',
  'mileages',
  'fixed_prices',
  'subscriptions',
] as const
export type KindSubject = (typeof kindSubjects)[number]
export const mappingSubjects = [...kindSubjects, 'task', 'product', 'client', 'project'] as const
export type MappingSubject = (typeof mappingSubjects)[number]

export type Tracking = {
  categoryId: string
  optionId: string
  /** As it was called when it was chosen: all that is left of one that is deleted. */
  optionName?: string | undefined
}

export type MappingRule = {
  subject: MappingSubject
  /** Null for a kind of work. */
  subjectId: string | null
  /** A product or an account, never both. */
  itemCode: string | null
  accountCode: string | null
  tracking: Tracking[]
}

/** What a line is about, as far as its booking depends on it. */
export type Bookable = {
  kind: ItemKind | null
  /** The task of an hour, the product of an expense. */
  taskId: string | null
  projectId: string | null
  clientId: string | null
  /** The product that its task or product names. */
  itemCode: string | null
}

/** What the client's contact says where its sales are booked, and with which tax. */
export type ContactDefault = { accountCode: string | null; taxType: string | null }

/**
 * Which rule decided. 'contact': none, but the client's contact names an account. 'default': that does not either, so the
 * default product or else the sales account.
 */
export type BookedBy = MappingSubject | 'contact' | 'default'

export type Booking = {
  itemCode: string | null
  accountCode: string | null
  bookedBy: BookedBy
  tracking: (Tracking & { bookedBy: MappingSubject })[]
}

export type Mappings = {
  rules: readonly MappingRule[]
  defaultItemCode: string | null
  salesAccountCode: string | null
  /** By client; asked where no rule names a product or an account. */
  contacts?: ReadonlyMap<string, ContactDefault> | undefined
}

const kindOf: Record<ItemKind, KindSubject> = {
  time_entry: 'hours',
  expense: 'expenses',
  mileage: 'mileages',
  instalment: 'fixed_prices',
  subscription_period: 'subscriptions',
}

/** Names the thing a rule is about. */
export function ruleKey({
  subject,
  subjectId,
}: Pick<MappingRule, 'subject' | 'subjectId'>): string {
  return `${subject} ${subjectId ?? ''}`
}

/** The booking of anything: made once, asked for each line. */
export function bookingsBy({ rules, contacts, ...standard }: Mappings) {
  const known = new Map(rules.map((rule) => [ruleKey(rule), rule]))
  return (line: Bookable): Booking => {
    const nearest = rulesFor(line, known)
    const target = nearest.find(({ itemCode, accountCode }) => itemCode ?? accountCode)
    const { itemCode, accountCode, bookedBy } = target
      ? { ...target, bookedBy: target.subject }
      : withoutRule(contacts?.get(line.clientId ?? ''), standard)
    return {
      itemCode,
      accountCode,
      bookedBy,
      tracking: trackingOf(nearest),
    }
  }
}

function withoutRule(
  contact: ContactDefault | undefined,
  { defaultItemCode, salesAccountCode }: Pick<Mappings, 'defaultItemCode' | 'salesAccountCode'>,
): Pick<Booking, 'itemCode' | 'accountCode' | 'bookedBy'> {
  if (contact && contact.accountCode !== null) {
    return { itemCode: null, accountCode: contact.accountCode, bookedBy: 'contact' }
  }
  const accountCode = defaultItemCode === null ? salesAccountCode : null
  return { itemCode: defaultItemCode, accountCode, bookedBy: 'default' }
}

/** The rules about a line: its project's first, then its task's or product's, then that of its kind. */
function rulesFor(line: Bookable, known: ReadonlyMap<string, MappingRule>): MappingRule[] {
  const { kind, taskId, projectId, clientId, itemCode } = line
  const find = (subject: MappingSubject, subjectId: string | null) =>
    known.get(ruleKey({ subject, subjectId }))
  const ofTask = kind === 'expense' ? 'product' : 'task'
  const own = find(ofTask, taskId)
  // The product of a task stands with the task itself; that is a rule too.
  const task = own ?? {
    subject: ofTask,
    subjectId: taskId,
    itemCode: null,
    accountCode: null,
    tracking: [],
  }
  const target = task.itemCode ?? task.accountCode
  return [
    projectId === null ? undefined : find('project', projectId),
    clientId === null ? undefined : find('client', clientId),
    target === null ? { ...task, itemCode } : task,
    kind === null ? undefined : find(kindOf[kind], null),
  ].filter((rule) => rule !== undefined)
}

/** Of each tracking category the option of the nearest rule that names one. */
function trackingOf(nearest: readonly MappingRule[]): Booking['tracking'] {
  const byCategory = new Map<string, Booking['tracking'][number]>()
  for (const { subject, tracking } of nearest) {
    for (const { categoryId, optionId } of tracking) {
      if (byCategory.has(categoryId)) continue
      byCategory.set(categoryId, { categoryId, optionId, bookedBy: subject })
    }
  }
  return [...byCategory.values()].toSorted((a, b) => (a.categoryId < b.categoryId ? -1 : 1))
}
