import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import { holdMemberIds } from '#db/members.ts'
import { holdClients, holdMainProjects, type Project, type ProjectFields } from '#db/projects.ts'
import { holdTagIds } from '#db/tags.ts'
import { holdTasks } from '#db/tasks.ts'
import { holdVatRateIds } from '#db/vat-rates.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { missingPrice } from '#domain/rates.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { byId, distinct } from './registering.ts'

/** How the database's own refusals of a project read. */
export const projectViolations = { projects_code: 'project_code_is_taken' } as const

/** A project as it would be, and as it was before. */
type Draft = ProjectFields & {
  /** The parts of a planned price that were given, as they were given. */
  asked: readonly { taskId: string | null }[]
  previous?: Pick<Project, 'clientId' | 'billToClientId' | 'parentId'> & { hasSubProjects: boolean }
}

/** Proves that projects can be written as they are: what they name exists, prices are there, dates are in order. */
export async function refuseImpossibleProjects(
  ctx: Context,
  tx: Transaction,
  request: { projects: Draft[]; takenCodes: ReadonlySet<string>; fieldOf: FieldOf },
): Promise<void> {
  const { projects, fieldOf } = request
  const errors = collectErrors()
  const known = await whatIsKnown(ctx, tx, projects)
  const codes = new Set(request.takenCodes)

  for (const [index, project] of projects.entries()) {
    const add: Add = (name, code, message) => errors.add(fieldOf(index, name), code, message)
    checkClients(project, known, add)
    checkMain(project, known, add)
    checkNamed(project, known, add)
    const unpriced = missingPrice(project)
    if (unpriced) add(unpriced, 'invoice_method_needs_price')
    checkPlan(project, add)
    if (isBackwards(project)) add('endsOn', 'end_is_before_start')
    const { subscription } = project
    if (subscription && isBackwards(subscription)) {
      add('subscription.endsOn', 'end_is_before_start')
    }
    if (subscription && !fitsOnLine(subscription.quantity, subscription.unitPrice)) {
      add('subscription.quantity', 'amount_is_too_large')
    }
    const code = project.code?.toLowerCase()
    if (code !== undefined && codes.has(code)) add('code', 'project_code_is_taken')
    if (code !== undefined) codes.add(code)
  }
  errors.refuseIfAny()
}

type Add = (field: string, code: RefusalCode, message?: string) => void
type Known = Awaited<ReturnType<typeof whatIsKnown>>

/** All that the projects name, held until the end of the transaction. */
async function whatIsKnown({ workspaceId }: Context, tx: Transaction, projects: Draft[]) {
  const idsOf = (of: (project: Draft) => readonly (string | null)[]) =>
    distinct(projects.flatMap((project) => of(project).filter((id) => id !== null)))
  const clientIds = idsOf((each) => [each.clientId, each.billToClientId])
  const projectIds = idsOf((each) => [each.parentId])
  const vatRateIds = idsOf((each) => [each.vatRateId])
  const memberIds = idsOf((each) => [each.managerId, ...each.memberIds])
  const taskIds = idsOf((each) => [
    ...each.taskIds,
    ...each.plannedInstalments.map((part) => part.taskId),
  ])
  const tagIds = idsOf((each) => each.tagIds)
  return {
    clients: byId(await holdClients(tx, { workspaceId, clientIds })),
    mains: byId(await holdMainProjects(tx, { workspaceId, projectIds })),
    vatRates: new Set(await holdVatRateIds(tx, { workspaceId, vatRateIds })),
    members: new Set(await holdMemberIds(tx, { workspaceId, memberIds })),
    tasks: byId(await holdTasks(tx, { workspaceId, taskIds })),
    tags: new Set(await holdTagIds(tx, { workspaceId, tagIds })),
  }
}

function checkClients(project: Draft, { clients }: Known, add: Add): void {
  for (const name of ['clientId', 'billToClientId'] as const) {
    const clientId = project[name]
    if (clientId === null) continue
    const client = clients.get(clientId)
    if (!client) add(name, 'client_not_found')
    else if (client.isArchived && project.previous?.[name] !== client.id) {
      add(name, 'client_is_archived')
    }
  }
  const { previous } = project
  if (previous?.hasSubProjects && previous.clientId !== project.clientId) {
    add('clientId', 'project_has_sub_projects')
  }
}

function checkMain(project: Draft, { mains }: Known, add: Add): void {
  if (project.parentId === null) return
  const main = mains.get(project.parentId)
  if (!main) add('parentId', 'project_not_found')
  else if (main.parentId !== null) add('parentId', 'project_is_a_sub_project')
  else if (project.previous?.hasSubProjects) add('parentId', 'project_has_sub_projects')
  else if (main.clientId !== project.clientId) {
    add('parentId', 'sub_project_has_another_client')
  } else if (main.isArchived && project.previous?.parentId !== main.id) {
    add('parentId', 'project_is_archived')
  }
}

function checkNamed(project: Draft, known: Known, add: Add): void {
  if (project.vatRateId !== null && !known.vatRates.has(project.vatRateId)) {
    add('vatRateId', 'vat_rate_not_found')
  }
  if (project.managerId !== null && !known.members.has(project.managerId)) {
    add('managerId', 'member_not_found')
  }
  const checkEach = (
    name: 'memberIds' | 'taskIds' | 'tagIds',
    ids: { has: (id: string) => boolean },
    code: RefusalCode,
  ) => {
    for (const [place, id] of project[name].entries()) {
      if (!ids.has(id)) add(`${name}.${place}`, code)
    }
  }
  checkEach('memberIds', known.members, 'member_not_found')
  checkEach('taskIds', known.tasks, 'task_not_found')
  checkEach('tagIds', known.tags, 'tag_not_found')
  for (const [place, { taskId }] of project.plannedInstalments.entries()) {
    if (taskId !== null && !known.tasks.has(taskId)) {
      add(`plannedInstalments.${place}.taskId`, 'task_not_found')
    }
  }
}

/** A price per task names each task once. */
function checkPlan({ invoiceMethod, asked }: Draft, add: Add): void {
  if (invoiceMethod !== 'fixed_price_per_task') return
  const seen = new Set<string>()
  for (const [place, { taskId }] of asked.entries()) {
    const field = `plannedInstalments.${place}.taskId`
    if (taskId === null) add(field, 'input_is_not_valid', say('Choose the task.'))
    else if (seen.has(taskId)) add(field, 'task_is_planned_twice')
    else seen.add(taskId)
  }
}

function isBackwards({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }) {
  return startsOn !== null && endsOn !== null && endsOn < startsOn
}

/** The project as this person may see it: without prices for those who may not see rates. */
export function viewProject(ctx: Context, project: Project): Project {
  if (may(ctx, 'rates:read')) return project
  const unpriced = { hourlyRate: null, fixedPriceMinor: null, subscription: null }
  return { ...project, ...unpriced, plannedInstalments: [] }
}
