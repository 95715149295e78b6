import { say } from '#domain/words/say.ts'
import { getApprovalSettings, holdApprovalBy } from '#db/approval-settings.ts'
import {
  type DayStanding,
  holdWorkIn,
  insertApprovalStep,
  listDayStandings,
  listRejections,
  type Rejection,
  setApproval,
} from '#db/approvals.ts'
import type { Database, Transaction } from '#db/database.ts'
import { findMember } from '#db/members.ts'
import { type ApprovalBy, type DayState, dayStateOf } from '#domain/approval.ts'
import { registrationKinds } from '#domain/billable-item.ts'
import { type ApprovalState, approvalStates, whyNot } from '#domain/item-status.ts'
import { daysBetween } from '#domain/work-day.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { tellSubmitted } from './approval-emails.ts'
import { audit } from './audit.ts'
import { memberOf } from './registering.ts'

export type WorkOf = { memberId?: string | undefined; from: string; to: string }

export type WorkStanding = {
  memberId: string
  from: string
  to: string
  approvalBy: ApprovalBy
  days: (DayStanding & { state: DayState | null })[]
  rejections: Rejection[]
}

const mostDays = 62

/** The days of one person that are meant; refuses those that the person who asks may not see. */
export function daysOf(ctx: Context, { memberId, from, to }: WorkOf) {
  if (to < from) refuse('end_is_before_start', { field: 'to' })
  if (daysBetween(from, to) >= mostDays) {
    refuse('input_is_not_valid', {
      field: 'to',
      detail: say('Give at most {{count}} days.', { count: mostDays }),
    })
  }
  return { workspaceId: ctx.workspaceId, memberId: memberOf(ctx, memberId), from, to }
}

/** How far a person's days are. */
export async function viewWorkStanding(
  db: Database,
  of: { workspaceId: string; memberId: string; from: string; to: string },
): Promise<WorkStanding> {
  const { memberId, from, to } = of
  if (!(await findMember(db, of))) refuse('member_not_found', { field: 'memberId' })
  const { approvalBy } = await getApprovalSettings(db, of)
  const days = await listDayStandings(db, of)
  return {
    memberId,
    from,
    to,
    approvalBy,
    days: days.map((day) => ({ ...day, state: dayStateOf(day) })),
    rejections: await listRejections(db, of),
  }
}

/** Refuses a person who is not there, and where nobody approves; approval stays on until the transaction ends. */
export async function holdApproval(
  tx: Transaction,
  of: { workspaceId: string; memberId: string },
): Promise<void> {
  if (!(await findMember(tx, of))) refuse('member_not_found', { field: 'memberId' })
  if ((await holdApprovalBy(tx, of)) === 'off') refuse('approval_is_off')
}

const steps = {
  submit: { step: 'submitted', approval: 'submitted' },
  take_back: { step: 'taken_back', approval: 'open' },
} as const satisfies Record<string, { step: string; approval: ApprovalState }>

/** Submits all work of these days that can be, or takes back what can be. Where there is none, nothing happens. */
export async function moveWork(
  ctx: Context,
  tx: Transaction,
  { action, ...of }: ReturnType<typeof daysOf> & { action: keyof typeof steps },
): Promise<void> {
  const { workspaceId, memberId, from: fromOn, to: toOn } = of
  const { step, approval } = steps[action]
  const states = approvalStates.filter((state) => whyNot(action, state) === undefined)
  const id = newId()
  const counts = { time_entry: 0, expense: 0, mileage: 0 }
  for (const kind of registrationKinds) {
    // A transaction carries out one statement at a time, and holds hours before expenses before trips.
    // oxlint-disable-next-line no-await-in-loop
    const ids = await holdWorkIn(tx, { ...of, kind, states })
    // oxlint-disable-next-line no-await-in-loop
    await setApproval(tx, { workspaceId, kind, ids, approval, approvedAs: [], stepId: id })
    counts[kind] = ids.length
  }
  if (Object.values(counts).every((count) => count === 0)) return
  const done = { doneBy: ctx.memberId, onBehalfOf: null, doneAt: ctx.clock.now(), note: '' }
  const written = { id, memberId, step, fromOn, toOn, counts, ...done }
  await insertApprovalStep(tx, { workspaceId, step: written })
  const member = await findMember(tx, { workspaceId, memberId })
  await audit(ctx, tx, {
    action: step,
    subject: 'approval',
    id,
    name: member?.name ?? '',
    after: { from: fromOn, to: toOn, ...counts },
  })
  if (action === 'take_back') return
  const { approvalBy } = await getApprovalSettings(tx, { workspaceId })
  const count = counts.time_entry + counts.expense + counts.mileage
  const memberName = member?.name ?? ''
  await tellSubmitted(ctx, tx, { stepId: id, fromOn, toOn, count, memberName, approvalBy })
}
