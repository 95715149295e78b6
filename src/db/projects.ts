import type { HourRounding } from '#domain/hour-rounding.ts'
import type { ProjectColor } from '#domain/project-colors.ts'
import type { InvoiceMethod } from '#domain/rates.ts'
import { closedStates } from '#domain/document-state.ts'
import { sql } from 'kysely'
import { isFoundIn, isOnSide, mentionsIn, type NamedFilter, type NamedRequest } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder } from './list-order.ts'
import type { Named } from './links.ts'
import {
  namedOfProject,
  type PlannedInstalment,
  type PlannedInstalmentView,
  plannedOf,
  type ProjectLinks,
  setPlannedInstalments,
  setProjectLinks,
  taskIdsOf,
} from './project-plans.ts'
import { removeSubscription } from './subscriptions.ts'
import { countUses, rowsNaming } from './uses.ts'
import type { Use } from '#domain/uses.ts'

export type Subscription = {
  interval: 'week' | 'month' | 'quarter' | 'year'
  startsOn: string
  endsOn: string | null
  description: string
  quantity: string
  unitPrice: string
  proratesPauses?: boolean | undefined
}

export type ProjectFields = ProjectLinks & {
  clientId: string
  /** The main project of a sub-project; null of a main project. */
  parentId: string | null
  /** Who gets the invoices instead of the client. */
  billToClientId: string | null
  managerId: string | null
  code: string | null
  name: string
  invoiceMethod: InvoiceMethod
  hourlyRate: string | null
  fixedPriceMinor: number | null
  plannedInstalments: PlannedInstalment[]
  subscription: Subscription | null
  vatRateId: string | null
  /** How its hours are rounded when they are billed; null: as its main project, its client or the workspace says. */
  hourRounding: HourRounding | null
  startsOn: string | null
  endsOn: string | null
  color: ProjectColor | null
  reference: string
  notes: string
}

export type Project = Omit<
  ProjectFields,
  'subscription' | 'plannedInstalments' | keyof ProjectLinks
> & {
  id: string
  plannedInstalments: PlannedInstalmentView[]
  subscription: (Subscription & { proratesPauses: boolean }) | null
  clientName: string
  clientNumber: string | null
  parentName: string | null
  billToClientName: string | null
  managerName: string | null
  /** Who may write on it besides the manager; everybody when nobody is named. */
  members: Named[]
  /** The tasks used on it; all of them when none is named. */
  tasks: Named[]
  tags: Named[]
  /** How many sub-projects it has. */
  subProjectCount: number
  archivedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export type ProjectFilter = NamedFilter & {
  clientId?: string | undefined
  /** The sub-projects of this one. */
  parentId?: string | undefined
  tagId?: string | undefined
  /** Main projects only, or sub-projects only. */
  isMain?: boolean | undefined
  /** Those on which this person may write. */
  memberId?: string | undefined
}
type ProjectsRequest = NamedRequest & { filter: ProjectFilter }
type Key = { workspaceId: string; projectId: string }

const sorts = {
  client: sql`c.name`,
  code: sql`p.code`,
  invoiceMethod: sql`p.invoice_method`,
  startsOn: sql`p.starts_on`,
}

/** The projects that pass the filter, by name. */
export async function listProjectRows(
  db: Database,
  { workspaceId, filter, after, limit }: ProjectsRequest,
): Promise<(Project & { sortName: string })[]> {
  const order = listOrder('p', sorts, { filter, after })
  return await projects(db, workspaceId)
    .where(passes(filter))
    .where(order.isAfter)
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

export async function countProjects(
  db: Database,
  { workspaceId, filter }: Pick<ProjectsRequest, 'workspaceId' | 'filter'>,
): Promise<number> {
  const { total } = await db
    .selectFrom('projects as p')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .where('p.workspace_id', '=', workspaceId)
    .where(passes(filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

export async function listProjectRowsByIds(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<Project[]> {
  return await projects(db, workspaceId)
    .where(sql<boolean>`p.id = any(${ids}::uuid[])`)
    .execute()
}

/** Holds the project: nothing is registered or billed on it until the transaction ends. */
export async function lockProject(
  tx: Transaction,
  { workspaceId, projectId }: Key,
): Promise<boolean> {
  const locked = await tx
    .selectFrom('projects')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', projectId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return locked !== undefined
}

/** Of these projects, the main project of each that is a sub-project. */
export async function listMainProjectsOf(
  db: Database,
  { workspaceId, projectIds }: { workspaceId: string; projectIds: string[] },
): Promise<Map<string, Named>> {
  const rows = await db
    .selectFrom('projects as p')
    .innerJoin('projects as main', (join) =>
      join.onRef('main.workspace_id', '=', 'p.workspace_id').onRef('main.id', '=', 'p.parent_id'),
    )
    .where('p.workspace_id', '=', workspaceId)
    .where(sql<boolean>`p.id = any(${projectIds}::uuid[])`)
    .select(['p.id as projectId', 'main.id', 'main.name'])
    .execute()
  return new Map(rows.map(({ projectId, ...main }) => [projectId, main]))
}

export type MainProject = {
  id: string
  clientId: string
  parentId: string | null
  isArchived: boolean
}

/** The main projects of these ids. They keep their client, and their place as main projects, until the transaction ends. */
export async function holdMainProjects(
  tx: Transaction,
  { workspaceId, projectIds }: { workspaceId: string; projectIds: string[] },
): Promise<MainProject[]> {
  if (projectIds.length === 0) return []
  return await tx
    .selectFrom('projects')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${projectIds}::uuid[])`)
    .select([
      'id',
      'client_id as clientId',
      'parent_id as parentId',
      sql<boolean>`archived_at is not null`.as('isArchived'),
    ])
    .orderBy('id')
    .forShare()
    .execute()
}

/** Whether a project has sub-projects. */
export async function hasSubProjects(
  tx: Transaction,
  { workspaceId, projectId }: Key,
): Promise<boolean> {
  const found = await tx
    .selectFrom('projects')
    .where('workspace_id', '=', workspaceId)
    .where('parent_id', '=', projectId)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export type ProjectPricing = {
  id: string
  name: string
  clientId: string
  /** The main project, whose rate counts where this one has none. */
  parentId: string | null
  invoiceMethod: InvoiceMethod
  hourlyRate: string | null
  mainHourlyRate: string | null
  clientHourlyRate: string | null
  clientMileageRate: string | null
  isArchived: boolean
  startsOn: string | null
  endsOn: string | null
  /** Who may write on it, its manager included; everybody when there are none. */
  memberIds: string[]
  /** With which tasks; all of them when there are none. */
  taskIds: string[]
}

/** What prices work on these projects. They cannot be deleted until the transaction ends. */
export async function holdProjectPricing(
  tx: Transaction,
  of: { workspaceId: string; projectIds: string[] },
): Promise<ProjectPricing[]> {
  return await heldProjectPricing(tx, of).execute()
}

/** The same as part of a larger statement. */
export function heldProjectPricing(
  tx: Transaction,
  of: { workspaceId: string; projectIds: string[] },
) {
  return projectPricing(tx, of).forKeyShare('p')
}

/** The same without holding anything, for a look at what would be. */
export async function listProjectPricing(
  db: Database,
  of: { workspaceId: string; projectIds: string[] },
): Promise<ProjectPricing[]> {
  return await projectPricing(db, of).execute()
}

function projectPricing(
  db: Database,
  { workspaceId, projectIds }: { workspaceId: string; projectIds: string[] },
) {
  return db
    .selectFrom('projects as p')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .leftJoin('projects as main', (join) =>
      join.onRef('main.workspace_id', '=', 'p.workspace_id').onRef('main.id', '=', 'p.parent_id'),
    )
    .where('p.workspace_id', '=', workspaceId)
    .where(sql<boolean>`p.id = any(${projectIds}::uuid[])`)
    .select([
      'p.id',
      'p.name',
      'c.id as clientId',
      'p.invoice_method as invoiceMethod',
      'p.parent_id as parentId',
      // As texts: a number in JSON would lose its decimals.
      sql<string | null>`p.hourly_rate::text`.as('hourlyRate'),
      sql<string | null>`main.hourly_rate::text`.as('mainHourlyRate'),
      sql<string | null>`c.hourly_rate::text`.as('clientHourlyRate'),
      sql<string | null>`c.mileage_rate::text`.as('clientMileageRate'),
      sql<boolean>`p.archived_at is not null or main.archived_at is not null`.as('isArchived'),
      sql<string | null>`coalesce(p.starts_on, main.starts_on)`.as('startsOn'),
      sql<string | null>`coalesce(p.ends_on, main.ends_on)`.as('endsOn'),
      writers.as('memberIds'),
      taskIdsOf.as('taskIds'),
    ])
}

// The manager writes on it too. Without anybody named, everybody does.
const writers = sql<string[]>`array(select x.member_id from project_members x
    where x.workspace_id = p.workspace_id and x.project_id = p.id
    union select p.manager_id where p.manager_id is not null and exists (select from project_members x
      where x.workspace_id = p.workspace_id and x.project_id = p.id))`

/** The clients of these ids. They cannot be deleted until the transaction ends. */
export async function holdClients(
  tx: Transaction,
  { workspaceId, clientIds }: { workspaceId: string; clientIds: string[] },
): Promise<{ id: string; isArchived: boolean }[]> {
  return await tx
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${clientIds}::uuid[])`)
    .select(['id', sql<boolean>`archived_at is not null`.as('isArchived')])
    .forKeyShare()
    .execute()
}

/** Of these codes, in lower case, those that a project has already. */
export async function listTakenProjectCodes(
  db: Database,
  { workspaceId, codes }: { workspaceId: string; codes: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('projects')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`lower(code) = any(${codes.map((code) => code.toLowerCase())}::text[])`)
    .select(sql<string>`lower(code)`.as('code'))
    .execute()
  return rows.map((row) => row.code)
}

export async function insertProjects(
  tx: Transaction,
  request: { workspaceId: string; projects: (ProjectFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, createdAt } = request
  await tx
    .insertInto('projects')
    .values(
      request.projects.map((project) => ({
        workspace_id: workspaceId,
        id: project.id,
        ...columns(project),
        created_at: createdAt,
        updated_at: createdAt,
      })),
    )
    .execute()
  const subscriptions = request.projects.flatMap(({ id, subscription }) =>
    subscription
      ? [{ workspace_id: workspaceId, project_id: id, ...subscriptionColumns(subscription) }]
      : [],
  )
  if (subscriptions.length > 0) await tx.insertInto('subscriptions').values(subscriptions).execute()
  for (const { id, plannedInstalments, memberIds, taskIds, tagIds } of request.projects) {
    const parts = { workspaceId, projectId: id, memberIds, taskIds, tagIds }
    // Few projects have any, and a transaction has one connection.
    // oxlint-disable-next-line no-await-in-loop
    if (memberIds.length + taskIds.length + tagIds.length > 0) await setProjectLinks(tx, parts)
    if (plannedInstalments.length === 0) continue
    const planned = plannedInstalments
    // oxlint-disable-next-line no-await-in-loop
    await setPlannedInstalments(tx, { workspaceId, projectId: id, planned })
  }
}

export async function updateProjectFields(
  tx: Transaction,
  request: Key & { fields: ProjectFields; archivedAt: Date | null; updatedAt: Date },
): Promise<void> {
  const { workspaceId, projectId, fields, archivedAt, updatedAt } = request
  await tx
    .updateTable('projects')
    .set({ ...columns(fields), archived_at: archivedAt, updated_at: updatedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', projectId)
    .execute()
  await setSubscription(tx, { workspaceId, projectId, subscription: fields.subscription })
  const { memberIds, taskIds, tagIds, plannedInstalments: planned } = fields
  await setProjectLinks(tx, { workspaceId, projectId, memberIds, taskIds, tagIds })
  await setPlannedInstalments(tx, { workspaceId, projectId, planned })
}

/** What is registered, planned or billed on the project, so that it may only be archived. */
export async function countProjectUses(
  tx: Transaction,
  { workspaceId, projectId: id }: Key,
): Promise<Use[]> {
  const naming = (table: string) => rowsNaming(table, 'project_id', { workspaceId, id })
  return await countUses(tx, {
    hours: naming('time_entries'),
    expenses: naming('expenses'),
    trips: naming('mileages'),
    sub_projects: rowsNaming('projects', 'parent_id', { workspaceId, id }),
    instalments: naming('instalments'),
    periods: naming('subscription_periods'),
    write_offs: naming('write_offs'),
    invoices: sql`(select count(distinct invoice_id) from invoice_lines
      where workspace_id = ${workspaceId} and project_id = ${id})`,
    xero_documents: sql`(select count(*) from (
      select document_id as id from xero_document_sections where workspace_id = ${workspaceId} and project_id = ${id}
      union select id from xero_documents where workspace_id = ${workspaceId} and project_id = ${id}) as documents)`,
  })
}

export async function removeProject(
  tx: Transaction,
  { workspaceId, projectId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('projects')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', projectId)
    .execute()
}

/** What is billed of a fixed price now, and how much of that was not planned. */
export async function sumBilledInstalmentsMinor(
  tx: Transaction,
  { workspaceId, projectId }: Key,
): Promise<{ billed: number; unplanned: number }> {
  return await tx
    .selectFrom('instalments as i')
    .innerJoin('billed_items as b', (join) =>
      join.onRef('b.workspace_id', '=', 'i.workspace_id').onRef('b.item_id', '=', 'i.id'),
    )
    .where('i.workspace_id', '=', workspaceId)
    .where('i.project_id', '=', projectId)
    .where('b.item_kind', '=', 'instalment')
    .select([
      sql<number>`coalesce(sum(i.amount_minor), 0)::bigint`.as('billed'),
      sql<number>`coalesce(sum(i.amount_minor) filter (where i.planned_id is null), 0)::bigint`.as(
        'unplanned',
      ),
    ])
    .executeTakeFirstOrThrow()
}

/** Whether a document bills anything of the project now. */
export async function isProjectBilled(
  tx: Transaction,
  { workspaceId, projectId }: Key,
): Promise<boolean> {
  const { rows } = await sql<{ isBilled: boolean }>`
    select exists (select from invoice_lines l
        where l.workspace_id = ${workspaceId} and l.project_id = ${projectId})
      or exists (select from xero_document_sections l
        join xero_documents d on d.workspace_id = l.workspace_id and d.id = l.document_id
        where l.workspace_id = ${workspaceId} and l.project_id = ${projectId} and d.state not in (${sql.join(closedStates)})) as "isBilled"`.execute(
    tx,
  )
  return rows[0]?.isBilled ?? false
}

async function setSubscription(
  tx: Transaction,
  { workspaceId, projectId, subscription }: Key & { subscription: Subscription | null },
): Promise<void> {
  if (subscription === null) {
    await removeSubscription(tx, { workspaceId, projectId })
    return
  }
  const values = subscriptionColumns(subscription)
  await tx
    .insertInto('subscriptions')
    .values({ workspace_id: workspaceId, project_id: projectId, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'project_id']).doUpdateSet(values))
    .execute()
}

function projects(db: Database, workspaceId: string) {
  return db
    .selectFrom('projects as p')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .leftJoin('projects as main', (join) =>
      join.onRef('main.workspace_id', '=', 'p.workspace_id').onRef('main.id', '=', 'p.parent_id'),
    )
    .leftJoin('clients as billed', (join) =>
      join
        .onRef('billed.workspace_id', '=', 'p.workspace_id')
        .onRef('billed.id', '=', 'p.bill_to_client_id'),
    )
    .leftJoin('members as manager', (join) =>
      join
        .onRef('manager.workspace_id', '=', 'p.workspace_id')
        .onRef('manager.id', '=', 'p.manager_id'),
    )
    .where('p.workspace_id', '=', workspaceId)
    .select([
      'p.id',
      'p.client_id as clientId',
      'c.name as clientName',
      'c.number as clientNumber',
      'p.parent_id as parentId',
      'main.name as parentName',
      'p.bill_to_client_id as billToClientId',
      'billed.name as billToClientName',
      'p.manager_id as managerId',
      'manager.name as managerName',
      namedOfProject('memberIds').as('members'),
      namedOfProject('taskIds').as('tasks'),
      namedOfProject('tagIds').as('tags'),
      'p.color',
      'p.reference',
      'p.notes',
      sql<number>`(select count(*)::integer from projects sub
        where sub.workspace_id = p.workspace_id and sub.parent_id = p.id)`.as('subProjectCount'),
      'p.code',
      'p.name',
      'p.invoice_method as invoiceMethod',
      'p.hourly_rate as hourlyRate',
      'p.fixed_price_minor as fixedPriceMinor',
      plannedOf.as('plannedInstalments'),
      subscriptionOf.as('subscription'),
      'p.vat_rate_id as vatRateId',
      'p.hour_rounding as hourRounding',
      'p.starts_on as startsOn',
      'p.ends_on as endsOn',
      'p.archived_at as archivedAt',
      'p.created_at as createdAt',
      'p.updated_at as updatedAt',
    ])
}

// Decimals as text, because JSON would make numbers of them.
const subscriptionOf = sql<
  Project['subscription']
>`(select json_build_object('interval', s.interval,
    'startsOn', s.starts_on, 'endsOn', s.ends_on, 'description', s.description,
    'quantity', s.quantity::text, 'unitPrice', s.unit_price::text, 'proratesPauses', s.prorates_pauses)
  from subscriptions s where s.workspace_id = p.workspace_id and s.project_id = p.id)`

function passes(filter: ProjectFilter) {
  const ofClient = filter.clientId === undefined ? sql`true` : sql`p.client_id = ${filter.clientId}`
  const ofMain = filter.parentId === undefined ? sql`true` : sql`p.parent_id = ${filter.parentId}`
  const tagged =
    filter.tagId === undefined
      ? sql`true`
      : sql`exists (select from project_tags x where x.workspace_id = p.workspace_id
          and x.project_id = p.id and x.tag_id = ${filter.tagId})`
  const onLevel =
    filter.isMain === undefined ? sql`true` : sql`(p.parent_id is null) = ${filter.isMain}`
  // Few clients are looked at twice: their column for searching has their e-mail address too.
  const ofClientNamed = sql`${isFoundIn('c.search_text', filter.q)} and ${mentionsIn(['c.name', 'c.number'], filter.q)}`
  const mentioned = sql`(${isFoundIn('p.search_text', filter.q)} or ${ofClientNamed})`
  return sql<boolean>`${ofClient} and ${ofMain} and ${onLevel} and ${tagged} and ${isWrittenBy(filter.memberId)}
    and ${isOnSide('p', filter.archived)} and ${mentioned}`
}

function isWrittenBy(memberId: string | undefined) {
  if (memberId === undefined) return sql`true`
  return sql`(p.manager_id is not distinct from ${memberId} or not exists (select from project_members x
      where x.workspace_id = p.workspace_id and x.project_id = p.id)
    or exists (select from project_members x
      where x.workspace_id = p.workspace_id and x.project_id = p.id and x.member_id = ${memberId}))`
}

function columns(project: ProjectFields) {
  return {
    client_id: project.clientId,
    parent_id: project.parentId,
    bill_to_client_id: project.billToClientId,
    manager_id: project.managerId,
    color: project.color,
    reference: project.reference,
    notes: project.notes,
    code: project.code,
    name: project.name,
    invoice_method: project.invoiceMethod,
    hourly_rate: project.hourlyRate,
    fixed_price_minor: project.fixedPriceMinor,
    vat_rate_id: project.vatRateId,
    hour_rounding: project.hourRounding,
    starts_on: project.startsOn,
    ends_on: project.endsOn,
  }
}

function subscriptionColumns(subscription: Subscription) {
  return {
    interval: subscription.interval,
    starts_on: subscription.startsOn,
    ends_on: subscription.endsOn,
    description: subscription.description,
    quantity: subscription.quantity,
    unit_price: subscription.unitPrice,
    prorates_pauses: subscription.proratesPauses ?? false,
  }
}
