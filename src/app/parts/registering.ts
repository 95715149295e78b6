import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import { holdPlaces, type PlacedMember, type Places } from '#db/places.ts'
import type { ProjectPricing } from '#db/projects.ts'
import type { Approval, Billing, RegistrationFilter, WrittenOff } from '#db/registrations.ts'
import type { BillingStatus } from '#domain/billable-item.ts'
import { isClosed } from '#domain/closed-period.ts'
import { type ItemAction, itemStatusOf, type Standing, whyNot } from '#domain/item-status.ts'
import { isXeroStatus } from '#domain/report-status.ts'
import { type XeroStanding, xeroStandingOf } from '#domain/xero-standing.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { closedThroughOf, closedWords, readClosedThrough } from './closed-period.ts'
import type { FieldErrors, FieldOf } from './item-errors.ts'
import { refuse } from '../refuse.ts'

// What the verbs of hours, expenses and mileages have in common.

/** Whether the person may see and change what this member registers. */
export function reaches(ctx: Context, memberId: string): boolean {
  return may(ctx, 'registrations:all') || memberId === ctx.memberId
}

/** Whose registrations these are: the named person's, or the own; refuses those that the person may not see. */
export function memberOf(ctx: Context, asked: string | undefined): string {
  const memberId = asked ?? ctx.memberId ?? refuse('not_allowed')
  narrowToVisible(ctx, { memberId })
  return memberId
}

/** The filter, narrowed to the own registrations where the person may see no others. */
export function narrowToVisible(ctx: Context, filter: RegistrationFilter): RegistrationFilter {
  if ([filter.status ?? []].flat().some(isXeroStatus) && !may(ctx, 'xero:read')) {
    const detail = say('Your role does not see how documents stand in Xero.')
    refuse('not_allowed', { field: 'status', detail })
  }
  if (may(ctx, 'registrations:all')) return filter
  const memberId = ctx.memberId ?? refuse('not_allowed')
  if ([filter.memberId ?? []].flat().some((each) => each !== memberId)) {
    refuse('not_allowed', {
      field: 'memberId',
      detail: say('You can see your own registrations only.'),
    })
  }
  return { ...filter, memberId }
}

type Draft = {
  memberId: string | null
  projectId: string
  /** The day of the work, and what the input calls it. */
  day: { name: string; on: string }
  previous?: { memberId: string; projectId: string; on: string } | undefined
}

type Named<Day extends string> = { memberId: string | null; projectId: string } & Record<
  Day,
  string
>

/** Who, where and when a registration is to be, by what its kind calls the day. */
export function placed<Day extends string>(
  draft: Named<Day> & { previous?: (Named<Day> & { memberId: string }) | undefined },
  name: Day,
): Draft {
  const { memberId, projectId, previous } = draft
  return {
    memberId,
    projectId,
    day: { name, on: draft[name] },
    previous: previous && {
      memberId: previous.memberId,
      projectId: previous.projectId,
      on: previous[name],
    },
  }
}

type Placed = { member: PlacedMember; project: ProjectPricing }

/**
 * Finds the person and the project of each draft; undefined, with an error added, where one cannot be used. What an
 * item has already may be archived; what it is moved to may not. Holds all of them until the transaction ends.
 */
export async function placeRegistrations(
  ctx: Context,
  tx: Transaction,
  request: {
    drafts: Draft[]
    taskIds?: string[]
    fieldOf: FieldOf
    errors: FieldErrors
  },
): Promise<{ places: (Placed | undefined)[] } & Pick<Places, 'tasks' | 'book'>> {
  const { drafts, taskIds = [], fieldOf, errors } = request
  const held = await holdPlaces(tx, {
    workspaceId: ctx.workspaceId,
    projectIds: distinct(drafts.map((draft) => draft.projectId)),
    memberIds: distinct(drafts.flatMap((draft) => draft.memberId ?? [])),
    taskIds,
  })
  const projects = byId(held.projects)
  const members = byId(held.members)
  // Who locks a period meanwhile is stopped by the database, which looks once more when it writes.
  const through = closedThroughOf(ctx, held.closing)

  const places = drafts.map(({ memberId, projectId, day, previous }, index) => {
    if (isClosed(day.on, through) || (previous && isClosed(previous.on, through))) {
      errors.add(fieldOf(index, day.name), 'period_is_closed', closedWords(through))
    }
    const member = memberId === null ? undefined : members.get(memberId)
    const project = projects.get(projectId)
    if (member && !reaches(ctx, member.id)) {
      const words = say('You can register for yourself only.')
      errors.add(fieldOf(index, 'memberId'), 'not_allowed', words)
    } else if (!member) {
      errors.add(fieldOf(index, 'memberId'), 'member_not_found')
    } else if (member.isArchived && previous?.memberId !== member.id) {
      errors.add(fieldOf(index, 'memberId'), 'member_is_archived')
    }
    if (!project) {
      errors.add(fieldOf(index, 'projectId'), 'project_not_found')
    } else if (project.isArchived && previous?.projectId !== project.id) {
      errors.add(fieldOf(index, 'projectId'), 'project_is_archived')
    } else {
      const isMoved = previous?.projectId !== project.id
      const isOther = isMoved || previous.memberId !== memberId
      const { memberIds } = project
      if (isOther && member && memberIds.length > 0 && !memberIds.includes(member.id)) {
        const words = say('{{name}} is not on {{project}}.', {
          name: member.name,
          project: project.name,
        })
        errors.add(fieldOf(index, 'projectId'), 'member_is_not_on_project', words)
      }
      if ((isMoved || previous.on !== day.on) && !runsOn(project, day.on)) {
        errors.add(fieldOf(index, day.name), 'day_is_outside_project', datesOf(project))
      }
    }
    return member && project ? { member, project } : undefined
  })
  return { places, tasks: held.tasks, book: held.book }
}

/** Whether work of this day is within the dates of the project. */
export function runsOn({ startsOn, endsOn }: ProjectPricing, on: string): boolean {
  return (startsOn === null || on >= startsOn) && (endsOn === null || on <= endsOn)
}

function datesOf({ name, startsOn, endsOn }: ProjectPricing): string {
  if (startsOn === null) return say('{{name}} runs until {{endsOn}}.', { name, endsOn })
  return endsOn === null
    ? say('{{name}} runs from {{startsOn}}.', { name, startsOn })
    : say('{{name}} runs from {{startsOn}} to {{endsOn}}.', { name, startsOn, endsOn })
}

export type BillingView = {
  documentKind: 'invoice' | 'xero_document'
  documentId: string
  lineId: string
  number: string | null
  state: string
  /** The export that made it, when it is a document in Xero. */
  exportId: string | null
  url: string | null
  /** What Xero says of it, for those who may look there. */
  inXero: XeroStandingView | null
}

export type XeroStandingView = {
  standing: XeroStanding | null
  /** What Xero itself calls it. */
  status: string
  paidMinor: number
  creditedMinor: number
  dueMinor: number | null
}

/** What became of an item. */
export type StandingView = Approval & {
  status: BillingStatus
  billing: BillingView | null
  writeOff: (Omit<WrittenOff, 'reason'> & { reason: string | null }) | null
}

/** Refuses to do with a held item what it does not allow now, or what its closed day does not. */
export async function refuseUnless(
  ctx: Context,
  tx: Transaction,
  { action, item, on }: { action: ItemAction; item: Standing; on: string },
): Promise<void> {
  const through = await readClosedThrough(ctx, tx)
  const refusal = whyNot(action, itemStatusOf(item), { isClosed: isClosed(on, through) })
  if (refusal === 'period_is_closed') refuse(refusal, { detail: closedWords(through) })
  if (refusal) refuse(refusal)
}

/** What became of an item; why it was written off is for those who see everybody's work. */
export function viewStanding(
  ctx: Context,
  {
    billing,
    writeOff,
    approval,
    rejection,
  }: Approval & { billing: Billing | null; writeOff: WrittenOff | null },
): StandingView {
  const reason = may(ctx, 'registrations:all') ? (writeOff?.reason ?? null) : null
  return {
    status: billing ? 'invoiced' : writeOff ? 'written_off' : 'open',
    billing: viewBilling(ctx, billing),
    writeOff: writeOff && { ...writeOff, reason },
    approval,
    rejection,
  }
}

// With its address in Xero for those who may look there.
function viewBilling(ctx: Context, billing: Billing | null): BillingView | null {
  if (billing === null) return null
  const { documentKind, documentId, lineId, number, state, exportId } = billing
  const { xeroId, shortCode, xeroStatus: status } = billing
  const isReachable = xeroId !== null && shortCode !== null && may(ctx, 'xero:read')
  const url = isReachable ? ctx.accounting.invoiceUrl(shortCode, xeroId) : null
  const inXero = isReachable &&
    status !== null && {
      standing: xeroStandingOf(billing),
      status,
      paidMinor: billing.xeroPaidMinor ?? 0,
      creditedMinor: billing.xeroCreditedMinor ?? 0,
      dueMinor: billing.xeroDueMinor,
    }
  const document = { documentKind, documentId, lineId, number, state, exportId }
  return { ...document, url, inXero: inXero || null }
}

export function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)]
}
