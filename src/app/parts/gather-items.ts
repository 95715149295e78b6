import { getWorkspace } from '#db/workspaces.ts'
import { fileWords } from '#domain/words/file-words.ts'
import { createFormats } from '#lib/formats.ts'
import { say } from '#domain/words/say.ts'
import type { DocumentKind } from '#db/allocations.ts'
import {
  type BilledBy,
  type BillingProject,
  listBillingProjects,
  listItems,
  listUnbilledIds,
  lockItems,
  lockProjects,
  type NewInstalment,
  type NewPeriod,
  type PlannedItem,
  type RegisteredItem,
} from '#db/billable-items.ts'
import type { Database, Transaction } from '#db/database.ts'
import { getApprovalSettings } from '#db/approval-settings.ts'
import {
  type BillableItem,
  type ItemKind,
  leftOutReason,
  type Settling,
  settledReason,
} from '#domain/billable-item.ts'
import { nameOfItem } from '#domain/item-name.ts'
import { type LineWriter, lineWriter } from '#domain/line-texts.ts'
import {
  instalmentRefusal,
  type InstalmentWriting,
  instalmentWords,
  isDue,
  leftMinor,
} from '#domain/fixed-price.ts'
import { minorToDecimal } from '#domain/money.ts'
import { isPlanned } from '#domain/rates.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { billablePeriods, pricePeriod } from '#domain/subscription-billing.ts'
import { type Period, periodStartingOn } from '#domain/subscription-periods.ts'
import { type ItemSelection, type UninvoicedPart, uninvoicedParts } from './item-selection.ts'
import { refuse } from '../refuse.ts'

/** The document that bills an item; a write-off is none. */
type Document = BilledBy & { documentKind: DocumentKind }

export type LeftOut = {
  itemKind: ItemKind
  /** The id of the item; of a period or instalment, which has none before it is billed, its project's. */
  itemId: string
  /** What people know it by. */
  name: string
  reason: RefusalCode
  billedBy: Document | null
}

/** What of a selection can be billed. Instalments and periods are written down only when a document bills them. */
export type Gathered = {
  items: BillableItem[]
  leftOut: LeftOut[]
  instalments: NewInstalment[]
  periods: NewPeriod[]
  /** What lines of these items say where the workspace says it otherwise than Hourbook. */
  write?: LineWriter | undefined
}

type Selected = {
  workspaceId: string
  selection: ItemSelection
  /** What is to become of it; it is billed, when left out. */
  action?: Settling['action']
}

/** Gathers a selection and holds it until the end of the transaction: nobody else can bill or change these items. */
export async function lockAndGatherItems(tx: Transaction, selected: Selected): Promise<Gathered> {
  const { workspaceId, selection } = selected
  const projectIds = projectIdsOf(selection)
  if (projectIds.length > 0) await lockProjects(tx, { workspaceId, projectIds })
  const ids = await resolveIds(tx, selected)
  return await gather(tx, selected, await lockItems(tx, { workspaceId, ...ids }))
}

/** Gathers a selection without holding it, for a preview. */
export async function gatherItems(db: Database, selected: Selected): Promise<Gathered> {
  const { workspaceId } = selected
  const ids = await resolveIds(db, selected)
  return await gather(db, selected, await listItems(db, { workspaceId, ...ids }))
}

type Ids = { timeEntryIds: string[]; expenseIds: string[]; mileageIds: string[] }

async function resolveIds(db: Database, { workspaceId, selection }: Selected): Promise<Ids> {
  const unbilled = await listUnbilledIds(db, { workspaceId, projects: selection.uninvoiced })
  const wanted = new Map(selection.uninvoiced.map((each) => [each.projectId, partsOf(each)]))
  const idsOf = (kind: string, part: UninvoicedPart) =>
    unbilled.flatMap((row) =>
      row.kind === kind && wanted.get(row.projectId)?.has(part) ? row.id : [],
    )
  return {
    timeEntryIds: distinct([...selection.timeEntryIds, ...idsOf('time_entry', 'hours')]),
    expenseIds: distinct([...selection.expenseIds, ...idsOf('expense', 'expenses')]),
    mileageIds: distinct([...selection.mileageIds, ...idsOf('mileage', 'mileages')]),
  }
}

async function gather(
  db: Database,
  { workspaceId, selection, action = 'bill' }: Selected,
  registered: readonly RegisteredItem[],
): Promise<Gathered> {
  const gathered: Gathered = { items: [], leftOut: [], instalments: [], periods: [] }
  const found = new Map(registered.map((item) => [item.id, item.kind]))
  refuseUnknown(
    selection.timeEntryIds,
    'items.timeEntryIds',
    (id) => found.get(id) === 'time_entry',
  )
  refuseUnknown(selection.expenseIds, 'items.expenseIds', (id) => found.get(id) === 'expense')
  refuseUnknown(selection.mileageIds, 'items.mileageIds', (id) => found.get(id) === 'mileage')
  const { approvalBy, billsApprovedOnly } = await getApprovalSettings(db, { workspaceId })
  const needsApproval = approvalBy !== 'off' && billsApprovedOnly
  for (const item of registered) {
    const { kind, id, billedBy } = item
    const reason = leftOutReason(kind, item, { action, needsApproval })
    if (reason === undefined) gathered.items.push(item)
    else {
      const name = nameOfItem(item)
      const document = documentOf(billedBy)
      gathered.leftOut.push({ itemKind: kind, itemId: id, name, reason, billedBy: document })
    }
  }

  const projectIds = projectIdsOf(selection)
  const projects = await listBillingProjects(db, { workspaceId, projectIds })
  const byId = new Map(projects.map((project) => [project.id, project]))
  const isKnown = (id: string) => byId.has(id)
  refuseUnknownProjects(selection, isKnown)
  const workspace = await getWorkspace(db, { workspaceId })
  const { number, day } = createFormats(workspace)
  const writing = ({ language }: BillingProject) => ({
    words: fileWords(language),
    number: (decimal: string) => number(decimal),
  })
  gatherInstalments(gathered, selection, { projects: byId, writing })
  gatherPeriods(gathered, selection, byId)
  return { ...gathered, write: lineWriter(workspace.lineTexts, day) }
}

function gatherInstalments(
  gathered: Gathered,
  { instalments, uninvoiced }: ItemSelection,
  {
    projects,
    writing,
  }: {
    projects: Map<string, BillingProject>
    writing: (project: BillingProject) => InstalmentWriting
  },
): void {
  const billed = new Map<string, number>()
  const seen = new Set<string>()
  const add = (
    project: BillingProject,
    part: { amountMinor: number; description: string; field: string; planned?: PlannedItem },
  ) => {
    const priceMinor = project.fixedPriceMinor ?? 0
    const { amountMinor, planned } = part
    const billedMinor = billed.get(project.id) ?? project.billedMinor
    const refusal = instalmentRefusal({ priceMinor, billedMinor }, amountMinor)
    if (refusal) {
      const left = minorToDecimal(leftMinor({ priceMinor, billedMinor }))
      refuse(refusal, {
        field: part.field,
        detail: say('Of {{name}}, {{amount}} is left.', { name: project.name, amount: left }),
      })
    }
    billed.set(project.id, billedMinor + amountMinor)
    // Its place in the request stands for its id until it is written down, and is the order of the lines.
    const place = String(gathered.instalments.length).padStart(placeDigits, '0')
    const id = `instalment ${project.id} ${place}`
    const words =
      part.description ||
      instalmentWords({ priceMinor, billedMinor }, { amountMinor, ...writing(project) })
    const description = planned ? plannedWords(planned) || words : words
    const plannedId = planned?.id ?? null
    gathered.instalments.push({ id, projectId: project.id, plannedId, description, amountMinor })
    gathered.items.push({
      ...itemOfProject(project),
      ...(planned ? taskOf(planned) : {}),
      kind: 'instalment',
      id,
      quantity: '1.00',
      unitPrice: `${minorToDecimal(amountMinor)}00`,
      text: description,
    })
  }
  const addPlanned = (project: BillingProject, planned: PlannedItem, field: string) => {
    if (seen.has(planned.id)) return
    seen.add(planned.id)
    if (planned.billedBy) {
      const reason = settledReason(planned.billedBy)
      const billedBy = documentOf(planned.billedBy)
      const itemId = project.id
      const words = { kind: 'instalment' as const, on: '', projectName: project.name }
      const name = nameOfItem({ ...words, memberName: null, text: plannedWords(planned) })
      gathered.leftOut.push({ itemKind: 'instalment', itemId, name, reason, billedBy })
      return
    }
    const { amountMinor } = planned
    add(project, { amountMinor, description: '', field, planned })
  }
  for (const [index, part] of instalments.entries()) {
    const field = `items.instalments.${index}`
    const project = projects.get(part.projectId)
    if (!project) continue
    const { invoiceMethod, name } = project
    if (isPlanned(invoiceMethod)) {
      if (!part.plannedId) refuse('fixed_price_is_planned', { field: `${field}.plannedId` })
      const planned = project.planned.find((each) => each.id === part.plannedId)
      if (!planned) refuse('planned_instalment_not_found', { field: `${field}.plannedId` })
      addPlanned(project, planned, `${field}.plannedId`)
      continue
    }
    const amountField = `${field}.amountMinor`
    if (invoiceMethod !== 'fixed_price' || project.fixedPriceMinor === null) {
      refuse('project_has_no_fixed_price', {
        field: amountField,
        detail: say('{{name}} has none.', { name }),
      })
    }
    if (part.plannedId) refuse('planned_instalment_not_found', { field: `${field}.plannedId` })
    const { amountMinor } = part
    if (typeof amountMinor !== 'number') {
      refuse('input_is_not_valid', {
        field: amountField,
        detail: say('Give the amount of the part.'),
      })
    }
    add(project, { amountMinor, description: part.description ?? '', field: amountField })
  }
  for (const [index, each] of uninvoiced.entries()) {
    const project = projects.get(each.projectId)
    if (!project || !partsOf(each).has('instalment')) continue
    const field = `items.uninvoiced.${index}.amountMinor`
    for (const planned of duePlanned(project, each.through)) addPlanned(project, planned, field)
    if (project.invoiceMethod !== 'fixed_price') continue
    const billedMinor = billed.get(project.id) ?? project.billedMinor
    const left = leftMinor({ priceMinor: project.fixedPriceMinor ?? 0, billedMinor })
    const amountMinor = each.amountMinor ?? left
    if (amountMinor > 0) add(project, { amountMinor, description: '', field })
  }
}

const placeDigits = 5

/** The parts that are due on a day and billed by nothing yet. */
function duePlanned(project: BillingProject, through: string): PlannedItem[] {
  if (!isPlanned(project.invoiceMethod)) return []
  return project.planned.filter((each) => each.billedBy === null && isDue(each, through))
}

function plannedWords({ description, taskName }: PlannedItem): string {
  return [taskName, description].filter(Boolean).join(': ')
}

function taskOf({ taskId, taskName, itemCode }: PlannedItem) {
  return { taskId, taskName, itemCode }
}

function gatherPeriods(
  gathered: Gathered,
  { subscriptionPeriods, uninvoiced }: ItemSelection,
  projects: Map<string, BillingProject>,
): void {
  const seen = new Set<string>()
  const add = (project: BillingProject, period: Period) => {
    const { subscription } = project
    const { startsOn, endsOn } = period
    const id = `period ${project.id} ${period.startsOn}`
    if (!subscription || seen.has(id)) return
    seen.add(id)
    const name = nameOfItem({
      ...itemOfProject(project),
      kind: 'subscription_period',
      on: startsOn,
      text: subscription.description,
    })
    const billed = project.billedPeriods.find((each) => each.startsOn === period.startsOn)
    if (billed) {
      const reason = settledReason(billed.billedBy)
      const itemKind = 'subscription_period' as const
      const billedBy = documentOf(billed.billedBy)
      gathered.leftOut.push({ itemKind, itemId: project.id, name, reason, billedBy })
      return
    }
    const priced = pricePeriod(subscription, period)
    if (!priced) {
      const left = { itemKind: 'subscription_period', reason: 'period_is_paused' } as const
      gathered.leftOut.push({ ...left, itemId: project.id, name, billedBy: null })
      return
    }
    const { quantity, unitPrice, amountMinor } = priced
    gathered.periods.push({ id, projectId: project.id, startsOn, endsOn, amountMinor })
    gathered.items.push({
      ...itemOfProject(project),
      kind: 'subscription_period',
      id,
      on: startsOn,
      quantity,
      unitPrice,
      text: periodWords(subscription.description, period),
    })
  }
  for (const [index, { projectId, startsOn }] of subscriptionPeriods.entries()) {
    const project = projects.get(projectId)
    if (!project) continue
    const field = `items.subscriptionPeriods.${index}`
    if (project.invoiceMethod !== 'subscription' || !project.subscription) {
      refuse('project_has_no_subscription', {
        field,
        detail: say('{{name}} has none.', { name: project.name }),
      })
    }
    const period = periodStartingOn(project.subscription, startsOn)
    if (!period) refuse('period_not_found', { field: `${field}.startsOn` })
    add(project, period)
  }
  for (const each of uninvoiced) {
    const project = projects.get(each.projectId)
    if (project?.invoiceMethod !== 'subscription' || !project.subscription) continue
    if (!partsOf(each).has('subscription')) continue
    const billed = new Set(project.billedPeriods.map((period) => period.startsOn))
    const due = billablePeriods(project.subscription, each.through)
    for (const period of due) if (!billed.has(period.startsOn)) add(project, period)
  }
}

function documentOf(billedBy: BilledBy | null): Document | null {
  if (billedBy === null || billedBy.documentKind === 'write_off') return null
  const { documentKind } = billedBy
  return { ...billedBy, documentKind }
}

function periodWords(description: string, { startsOn, endsOn }: Period): string {
  return [description, `${startsOn} – ${endsOn}`].filter(Boolean).join(' ')
}

function itemOfProject(project: BillingProject) {
  return {
    on: '',
    clientId: project.clientId,
    clientName: project.clientName,
    language: project.language,
    projectId: project.id,
    projectName: project.name,
    taskId: null,
    taskName: null,
    memberId: null,
    memberName: null,
    seconds: null,
    itemCode: null,
    vatRateId: project.vatRateId,
    vatPercentage: project.vatPercentage,
  }
}

function refuseUnknown(ids: string[], field: string, isKnown: (id: string) => boolean): void {
  const index = ids.findIndex((id) => !isKnown(id))
  if (index === -1) return
  refuse('item_not_found', {
    field: `${field}.${index}`,
    detail: say('Number {{place}} of the {{count}} is not there any more.', {
      place: index + 1,
      count: ids.length,
    }),
  })
}

function refuseUnknownProjects(
  selection: ItemSelection,
  isKnown: (projectId: string) => boolean,
): void {
  for (const part of ['instalments', 'subscriptionPeriods', 'uninvoiced'] as const) {
    const index = selection[part].findIndex(({ projectId }) => !isKnown(projectId))
    if (index !== -1) refuse('project_not_found', { field: `items.${part}.${index}.projectId` })
  }
}

function projectIdsOf({ instalments, subscriptionPeriods, uninvoiced }: ItemSelection): string[] {
  return distinct(
    [...instalments, ...subscriptionPeriods, ...uninvoiced].map((each) => each.projectId),
  )
}

function partsOf({ include }: ItemSelection['uninvoiced'][number]): Set<UninvoicedPart> {
  return new Set(include ?? uninvoicedParts)
}

function distinct(ids: string[]): string[] {
  return [...new Set(ids)]
}
