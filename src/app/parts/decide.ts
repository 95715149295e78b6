import { type HandedIn, insertApprovalStep, lockForDecision, setApproval } from '#db/approvals.ts'
import type { Database, Transaction } from '#db/database.ts'
import { findMember, type Member } from '#db/members.ts'
import type { RegistrationKind } from '#db/registrations.ts'
import { listStoodInFor } from '#db/stand-ins.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { approvedBy, type Approver, type Decider, decidesAs } from '#domain/approval.ts'
import { registrationKinds } from '#domain/billable-item.ts'
import { isClosed } from '#domain/closed-period.ts'
import { type ApprovalState, type ItemStatus, itemStatusOf, whyNot } from '#domain/item-status.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { audit } from './audit.ts'
import { closedWords, readClosedThrough } from './closed-period.ts'
import { collectErrors, fieldOfItem } from './item-errors.ts'

/** An item that is decided about, and which state of it was seen; any, when nobody says. */
export type AskedItem = {
  kind: RegistrationKind
  id: string
  expectedUpdatedAt?: Date | undefined
}

type Decision = 'approve' | 'reject'
type Decided = HandedIn & { as: Approver[]; onBehalfOf: string | null }

/** Who decides here and now. */
export async function readDecider(ctx: Context, db: Database): Promise<Decider> {
  const { workspaceId, memberId } = ctx
  const mayDecideAll = may(ctx, 'approvals:all')
  if (memberId === null) return { memberId, standsInFor: [], mayDecideAll }
  const { timeZone } = await getWorkspace(db, { workspaceId })
  const on = dayIn(timeZone, ctx.clock.now())
  const standsInFor = await listStoodInFor(db, { workspaceId, standInId: memberId, on })
  return { memberId, standsInFor, mayDecideAll }
}

// Deciding the same once more comes to nothing, and so does approving what went on from there.
const isDone: Record<Decision, ReadonlySet<ItemStatus>> = {
  approve: new Set(['approved', 'invoiced', 'written_off']),
  reject: new Set(['rejected']),
}

const changedCodes = {
  time_entry: 'time_entry_was_changed',
  expense: 'expense_was_changed',
  mileage: 'mileage_was_changed',
} as const satisfies Record<RegistrationKind, RefusalCode>

/** Holds what is decided about; refuses what cannot be, and leaves out what is decided so already. */
export async function holdToDecide(
  ctx: Context,
  tx: Transaction,
  {
    items,
    decision,
    needed,
  }: { items: AskedItem[]; decision: Decision; needed: readonly Approver[] },
): Promise<Decided[]> {
  const { workspaceId } = ctx
  const held = new Map<string, HandedIn>()
  for (const kind of registrationKinds) {
    const ids = items.flatMap((item) => (item.kind === kind ? item.id : []))
    // oxlint-disable-next-line no-await-in-loop
    for (const each of await lockForDecision(tx, { workspaceId, kind, ids })) {
      held.set(`${kind} ${each.id}`, each)
    }
  }
  refuseMissing(items, held)
  if (needed.length === 0) refuse('approval_is_off')
  const decider = await readDecider(ctx, tx)
  const through = await readClosedThrough(ctx, tx)
  const errors = collectErrors()
  const decided = new Map<string, Decided>()
  for (const [index, { kind, id, expectedUpdatedAt }] of items.entries()) {
    const item = held.get(`${kind} ${id}`)
    const role = item && decidesAs(item, decider, needed)
    const refusal = refusalOf({ item, role, decision, through, expectedUpdatedAt })
    const words = refusal === 'period_is_closed' ? closedWords(through) : undefined
    if (refusal) errors.add(fieldOfItem(index, 'id'), refusal, words)
    else if (item && role && !isDone[decision].has(itemStatusOf(item))) {
      decided.set(`${kind} ${id}`, { ...item, ...role })
    }
  }
  errors.refuseIfAny()
  return [...decided.values()]
}

function refuseMissing(items: AskedItem[], held: ReadonlyMap<string, HandedIn>): void {
  const errors = collectErrors()
  for (const [index, { kind, id }] of items.entries()) {
    if (!held.has(`${kind} ${id}`)) errors.add(fieldOfItem(index, 'id'), 'item_not_found')
  }
  errors.refuseIfAny()
}

function refusalOf({
  item,
  role,
  decision,
  through,
  expectedUpdatedAt,
}: {
  item: HandedIn | undefined
  role: { as: Approver[] } | undefined
  decision: Decision
  through: string | null
  expectedUpdatedAt: Date | undefined
}): RefusalCode | undefined {
  if (!item || !role) return 'item_not_found'
  if (role.as.length === 0) return 'item_is_not_yours_to_approve'
  const status = itemStatusOf(item)
  if (isDone[decision].has(status)) return undefined
  const refusal = whyNot(decision, status, { isClosed: isClosed(item.on, through) })
  if (refusal) return refusal
  const isChanged = expectedUpdatedAt && expectedUpdatedAt.getTime() !== item.updatedAt.getTime()
  return isChanged ? changedCodes[item.kind] : undefined
}

type Outcome = { approval: ApprovalState; approvedAs: Approver[] }
export type DecidedStep = {
  stepId: string
  member: Member
  fromOn: string
  toOn: string
  count: number
}

/** Writes a decision about held items: one step for each person, whoever it was on behalf of. */
export async function writeDecision(
  ctx: Context,
  tx: Transaction,
  request: { decision: Decision; items: Decided[]; note: string; needed: readonly Approver[] },
): Promise<DecidedStep[]> {
  const { decision, items, note, needed } = request
  const { workspaceId, memberId: doneBy } = ctx
  const written: DecidedStep[] = []
  for (const [key, ofPerson] of Map.groupBy(
    items,
    (each) => `${each.memberId} ${each.onBehalfOf}`,
  )) {
    const [first] = ofPerson
    assert(first, `there are items of ${key}`)
    const stepId = newId()
    const days = ofPerson.map((each) => each.on).toSorted()
    const [fromOn, toOn] = [days[0] ?? first.on, days.at(-1) ?? first.on]
    for (const [, alike] of Map.groupBy(ofPerson, (each) => keyOf(each, outcomeOf(each)))) {
      const [one] = alike
      assert(one, 'a group has an item')
      const ids = alike.map((each) => each.id)
      // oxlint-disable-next-line no-await-in-loop
      await setApproval(tx, { workspaceId, kind: one.kind, ids, ...outcomeOf(one), stepId })
    }
    const counts = { time_entry: 0, expense: 0, mileage: 0 }
    for (const { kind } of ofPerson) counts[kind] += 1
    const step = decision === 'approve' ? ('approved' as const) : ('rejected' as const)
    const { memberId, onBehalfOf } = first
    const done = { doneBy, onBehalfOf, note, doneAt: ctx.clock.now() }
    // oxlint-disable-next-line no-await-in-loop
    await insertApprovalStep(tx, {
      workspaceId,
      step: { id: stepId, memberId, step, fromOn, toOn, counts, ...done },
    })
    // oxlint-disable-next-line no-await-in-loop
    const member = await findMember(tx, { workspaceId, memberId })
    assert(member, 'whose work it is is a member')
    const about = { subject: 'approval', id: stepId, name: member.name } as const
    const after = { from: fromOn, to: toOn, ...counts, note, onBehalfOf }
    // oxlint-disable-next-line no-await-in-loop
    await audit(ctx, tx, { action: step, ...about, after })
    written.push({ stepId, member, fromOn, toOn, count: ofPerson.length })
  }
  return written

  function outcomeOf(item: Decided): Outcome {
    if (decision === 'reject') return { approval: 'rejected', approvedAs: [] }
    const { approvedAs, isApproved } = approvedBy(item.approvedAs, item.as, needed)
    return { approval: isApproved ? 'approved' : 'submitted', approvedAs }
  }
}

function keyOf({ kind }: Decided, { approval, approvedAs }: Outcome): string {
  return `${kind} ${approval} ${approvedAs.join()}`
}
