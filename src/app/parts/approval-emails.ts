import { listApproversOfStep } from '#db/approvals.ts'
import type { ApprovalBy } from '#domain/approval.ts'
import type { Transaction } from '#db/database.ts'
import { findMember, listEmailReaders } from '#db/members.ts'
import { listStandInsOf, type StandIn } from '#db/stand-ins.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { emailWords } from '#domain/words/email-words.ts'
import { createFormats } from '#lib/formats.ts'
import { languageOf } from '#lib/languages.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'
import type { DecidedStep } from './decide.ts'
import { planEmail } from './plan-email.ts'

/** Tells people by e-mail that their work was rejected, and why; not those who do it themselves, or do not want to be told. */
export async function tellRejected(
  ctx: Context,
  tx: Transaction,
  { steps, note }: { steps: readonly DecidedStep[]; note: string },
): Promise<void> {
  if (ctx.mailer.from === null) return
  const decider = await nameOf(ctx, tx)
  for (const { member, fromOn, toOn, count } of steps) {
    const url = `${ctx.url}/timesheets?on=${fromOn}`
    // A transaction carries out one statement at a time.
    // oxlint-disable-next-line no-await-in-loop
    await tell(ctx, tx, { memberIds: [member.id], kind: 'work_rejected' }, (words, days, name) =>
      words.rejected({ ...days(fromOn, toOn), name, by: decider, count, note, url }),
    )
  }
}

/** Tells those who can approve a person's work by e-mail that it was submitted, and who stands in for them today. */
export async function tellSubmitted(
  ctx: Context,
  tx: Transaction,
  step: { stepId: string; fromOn: string; toOn: string; count: number; memberName: string } & {
    approvalBy: ApprovalBy
  },
): Promise<void> {
  const { workspaceId } = ctx
  if (ctx.mailer.from === null || step.approvalBy === 'off') return
  const { stepId, approvalBy, fromOn, toOn, count, memberName: whose } = step
  const managerIds = await listApproversOfStep(tx, { workspaceId, stepId, approvalBy })
  const { timeZone } = await getWorkspace(tx, { workspaceId })
  const on = dayIn(timeZone, ctx.clock.now())
  const standInIds = await listStandInsOf(tx, { workspaceId, managerIds, on })
  const memberIds = [...new Set([...managerIds, ...standInIds])]
  const url = `${ctx.url}/approvals`
  await tell(ctx, tx, { memberIds, kind: 'work_submitted' }, (words, days, name) =>
    words.submitted({ ...days(fromOn, toOn), name, whose, count, url }),
  )
}

/** Tells somebody by e-mail for whom they approve, and when; what waits there already as well. */
export async function tellStandIn(
  ctx: Context,
  tx: Transaction,
  standIn: Pick<StandIn, 'managerName' | 'standInId' | 'fromOn' | 'untilOn'>,
): Promise<void> {
  if (ctx.mailer.from === null) return
  const { managerName: manager, standInId, fromOn, untilOn } = standIn
  const url = `${ctx.url}/approvals`
  await tell(ctx, tx, { memberIds: [standInId], kind: 'stand_in' }, (words, days, name) =>
    words.standIn({ ...days(fromOn, untilOn), name, manager, url }),
  )
}

type Words = ReturnType<typeof emailWords>
type Days = (from: string, to: string) => { from: string; to: string }

async function tell(
  ctx: Context,
  tx: Transaction,
  about: { memberIds: readonly string[]; kind: 'work_rejected' | 'work_submitted' | 'stand_in' },
  write: (words: Words, days: Days, name: string) => { subject: string; body: string },
): Promise<void> {
  const { workspaceId } = ctx
  const memberIds = about.memberIds.filter((memberId) => memberId !== ctx.memberId)
  if (memberIds.length === 0) return
  const workspace = await getWorkspace(tx, { workspaceId })
  for (const reader of await listEmailReaders(tx, { workspaceId, memberIds })) {
    const language = languageOf(reader.language ?? workspace.language) ?? 'en'
    const formats = createFormats({ ...workspace, language })
    const days: Days = (from, to) => ({ from: formats.day(from), to: formats.day(to) })
    const written = write(emailWords(language), days, reader.name)
    const email = { kind: about.kind, to: [reader.email], language, ...written }
    // oxlint-disable-next-line no-await-in-loop
    await planEmail(ctx, tx, email)
  }
}

async function nameOf(ctx: Context, tx: Transaction): Promise<string> {
  const { workspaceId, memberId } = ctx
  if (memberId === null) return 'Hourbook'
  const decider = await findMember(tx, { workspaceId, memberId })
  return decider?.name ?? 'Hourbook'
}
