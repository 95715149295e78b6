import { say } from '#domain/words/say.ts'
import type { Database } from '#db/database.ts'
import {
  listOwnRates,
  listProjectRates,
  listRatesOf,
  type ProjectRates,
  readRateBook,
} from '#db/rates.ts'
import {
  type DayCursor,
  listReRatedItems,
  type RatedKind,
  type ReRatedItem,
  type ReRatedProject,
  type ReRating,
  sumReRating,
} from '#db/re-ratings.ts'
import { decimalFrom, scaledFrom, sumMinor, sumQuantities } from '#domain/money.ts'
import { listKnownRegistrationIds } from '#db/write-offs.ts'
import type { Permission } from '#domain/permissions.ts'
import {
  changedSpan,
  type RateChange,
  type RateHistory,
  ratePeriods,
  type RateSubject,
  type RateSubjectKind,
  withChange,
  withFallback,
} from '#domain/rates.ts'
import { isWorkDay } from '#domain/work-day.ts'
import { contentHash } from '#lib/content-hash.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '../pages.ts'
import { refuse } from '../refuse.ts'

export type AskedSubject = { kind: RateSubjectKind; id: string | null }
export type RateChangeRequest = { subject: AskedSubject; change: RateChange }

const writing: Record<RateSubjectKind, Permission> = {
  workspace: 'settings:write',
  workspace_mileage: 'settings:write',
  client: 'clients:write',
  client_mileage: 'clients:write',
  project: 'projects:write',
  task: 'projects:write',
  member: 'members:write',
}

/** Whose rate it is; refuses those who may not change what it belongs to. */
export function subjectToChange(ctx: Context, { kind, id }: AskedSubject): RateSubject {
  if (!may(ctx, writing[kind])) refuse('not_allowed', { field: 'subject.kind' })
  if (kind === 'workspace' || kind === 'workspace_mileage') return { kind, id: ctx.workspaceId }
  return { kind, id: id ?? refuse('rate_subject_not_found', { field: 'subject.id' }) }
}

export type PlannedChange = {
  before: RateHistory
  after: RateHistory
  reRating: ReRating
  /** What the hash of a preview stands for besides its items. */
  asked: unknown
}

/** What a change of a rate would make of the rates, and of the open work that hangs on them. */
export async function planRateChange(
  db: Database,
  request: {
    workspaceId: string
    subject: RateSubject
    change: RateChange
    closedThrough: string | null
  },
): Promise<PlannedChange> {
  const { workspaceId, subject, closedThrough } = request
  const change = { ...request.change, rate: asKept(request.change.rate) }
  const { kind, id } = subject
  const [known] = await listRatesOf(db, { workspaceId, kind, ids: [id] })
  if (!known) refuse('rate_subject_not_found', { field: 'subject.id' })
  const before = known.history
  refuseImpossibleChange(before, { kind, change })
  const after = withChange(before, change)
  const span = changedSpan(before, change.validFrom)
  const item: RatedKind = isOfMileage(kind) ? 'mileage' : 'time_entry'
  const isOfWorkspace = kind === 'workspace' || kind === 'workspace_mileage'
  const workspace = isOfWorkspace ? after : await workspaceRates(db, { workspaceId, item })
  const own = isOfWorkspace
    ? await listEveryOwn(db, { workspaceId, item })
    : kind === 'project'
      ? await withSubProjects(db, { workspaceId, projectId: id, history: after })
      : [{ kind, id, history: after }]
  const subjectIds = isOfWorkspace ? ('workspace' as const) : own.map((each) => each.id)
  const scope = { subjectIds, span }
  const reRating = reRatingOf({ workspaceId, kind: item, scope, closedThrough, own, workspace })
  return { before, after, reRating, asked: [subject, change, before] }
}

/** A project with the sub-projects that ask what it asks; a sub-project with what its main project asks otherwise. */
async function withSubProjects(
  db: Database,
  changed: { workspaceId: string; projectId: string; history: RateHistory },
): Promise<Own[]> {
  const { workspaceId, projectId, history } = changed
  const family = await listProjectRates(db, { workspaceId, familyOf: projectId })
  const now = family.map((each) => (each.id === projectId ? { ...each, own: history } : each))
  const concerned = now.filter(
    (each) => each.id === projectId || (each.parentId === projectId && each.own.first === null),
  )
  return concerned.map((each) => ownOfProject(each, now))
}

function ownOfProject({ id, parentId, own }: ProjectRates, all: readonly ProjectRates[]): Own {
  const main = all.find((each) => each.id === parentId)
  return { kind: 'project', id, history: main ? withFallback(own, main.own) : own }
}

/** What the rates that count now would make of some items. */
export async function planReRating(
  db: Database,
  request: {
    workspaceId: string
    kind: RatedKind
    ids: readonly string[]
    closedThrough: string | null
  },
): Promise<ReRating> {
  const { workspaceId, kind: item, ids, closedThrough } = request
  const wanted = { timeEntryIds: [], expenseIds: [], mileageIds: [] }
  const field = item === 'mileage' ? 'mileageIds' : 'timeEntryIds'
  const known = await listKnownRegistrationIds(db, { workspaceId, ...wanted, [field]: [...ids] })
  const isKnown = new Set(known)
  const unknown = ids.findIndex((id) => !isKnown.has(id))
  if (unknown !== -1) refuse('item_not_found', { field: `ids.${unknown}` })
  const own = await listEveryOwn(db, { workspaceId, item })
  const workspace = await workspaceRates(db, { workspaceId, item })
  return reRatingOf({ workspaceId, kind: item, scope: { ids }, closedThrough, own, workspace })
}

// With the four decimals that a rate is kept with, so that the same rate has the same name.
function asKept(rate: string | null): string | null {
  return rate === null ? null : decimalFrom(scaledFrom(rate, 4), 4)
}

function refuseImpossibleChange(
  before: RateHistory,
  { kind, change }: { kind: RateSubjectKind; change: RateChange },
): void {
  const { validFrom, rate, isRemoved = false } = change
  if (isRemoved && before.dated.every((each) => each.validFrom !== validFrom)) {
    refuse('rate_not_found', { field: 'validFrom' })
  }
  const isNeeded = kind === 'workspace' || kind === 'workspace_mileage' || kind === 'project'
  if (isNeeded && rate === null && !isRemoved) refuse('rate_is_needed', { field: 'rate' })
}

function isOfMileage(kind: RateSubjectKind): boolean {
  return kind === 'workspace_mileage' || kind === 'client_mileage'
}

async function workspaceRates(
  db: Database,
  { workspaceId, item }: { workspaceId: string; item: RatedKind },
): Promise<RateHistory> {
  const book = await readRateBook(db, { workspaceId, subjectIds: [] })
  return item === 'mileage' ? book.workspaceMileage : book.workspace
}

type Own = { kind: RateSubjectKind; id: string; history: RateHistory }

async function listEveryOwn(
  db: Database,
  { workspaceId, item }: { workspaceId: string; item: RatedKind },
): Promise<Own[]> {
  const ownOf = async (kind: RateSubjectKind): Promise<Own[]> => {
    const rows = await listOwnRates(db, { workspaceId, kind })
    return rows.map(({ id, history }) => ({ kind, id, history }))
  }
  if (item === 'mileage') return await ownOf('client_mileage')
  // A transaction asks one thing after the other.
  const clients = await ownOf('client')
  const family = await listProjectRates(db, { workspaceId })
  const mains = family.filter((each) => each.parentId === null)
  const projects = family.map((each) => ownOfProject(each, mains))
  const tasks = await ownOf('task')
  return [...clients, ...projects, ...tasks, ...(await ownOf('member'))]
}

const ruleOf: Record<RateSubjectKind, string> = {
  workspace: 'workspace',
  workspace_mileage: 'workspace',
  client: 'client',
  client_mileage: 'client',
  project: 'project',
  task: 'task',
  member: 'user',
}

function reRatingOf(
  plan: Omit<ReRating, 'own' | 'workspace'> & { own: Own[]; workspace: RateHistory },
): ReRating {
  const { own, workspace, ...rest } = plan
  return {
    ...rest,
    own: own.flatMap(({ kind, id, history }) =>
      ratePeriods(ruleOf[kind], { own: history, workspace }).map((period) => ({
        ...period,
        subjectId: id,
      })),
    ),
    workspace: ratePeriods('workspace', { own: workspace, workspace }),
  }
}

export type ReRatingSums = {
  /** Names exactly what would change; it is given back when it is to be done. */
  hash: string
  count: number
  seconds: number
  km: string
  beforeMinor: number
  afterMinor: number
}

export type ReRatingView = ReRatingSums & {
  projects: Omit<ReRatedProject, 'largestMinor' | 'mark'>[]
  projectCount: number
  items: ReRatedItem[]
  nextCursor: string | null
}

function dayCursorFrom(cursor: string | undefined): DayCursor | undefined {
  const after = nameCursorFrom(cursor)
  if (after === undefined) return undefined
  if (!isWorkDay(after.name)) {
    const detail = say('This is not a nextCursor of this list.')
    refuse('input_is_not_valid', { field: 'cursor', detail })
  }
  return { day: after.name, id: after.id }
}

const largestMinor = 99_999_999_999
const mostProjects = 200

/** What a re-rating comes to. `asked` is what else the hash stands for. */
export async function sumsOf(
  db: Database,
  { reRating, asked }: { reRating: ReRating; asked: unknown },
): Promise<ReRatingSums & { byProject: ReRatedProject[] }> {
  const byProject = await sumReRating(db, reRating)
  if (byProject.some((each) => each.largestMinor > largestMinor)) {
    refuse('amount_is_too_large', { field: 'rate' })
  }
  const marks = byProject.map(({ projectId, mark }) => [projectId, mark])
  return {
    hash: contentHash([asked, marks]),
    count: byProject.reduce((sum, each) => sum + each.count, 0),
    seconds: byProject.reduce((sum, each) => sum + each.seconds, 0),
    km: sumQuantities(byProject.map((each) => each.km)),
    beforeMinor: sumMinor(byProject.map((each) => each.beforeMinor)),
    afterMinor: sumMinor(byProject.map((each) => each.afterMinor)),
    byProject,
  }
}

/** The same with its items, a page at a time. */
export async function viewReRating(
  db: Database,
  request: PageRequest & { reRating: ReRating; asked: unknown },
): Promise<ReRatingView> {
  const { reRating, asked, limit, cursor } = request
  const after = dayCursorFrom(cursor)
  const { byProject, ...sums } = await sumsOf(db, { reRating, asked })
  const rows = await listReRatedItems(db, { reRating, after, limit: limit + 1 })
  const projects = byProject
    .slice(0, mostProjects)
    .map(({ largestMinor: _largest, mark: _mark, ...project }) => project)
  return {
    ...sums,
    projects,
    projectCount: byProject.length,
    ...pageOf(rows, limit, (row) => row.day),
  }
}
