import { type RawBuilder, sql } from 'kysely'
import type { BillableItem, ItemKind } from '#domain/billable-item.ts'
import type { HourRounding } from '#domain/hour-rounding.ts'
import type { ApprovalState } from '#domain/item-status.ts'
import type { InvoiceMethod } from '#domain/rates.ts'
import type { Subscription } from '#domain/subscription-billing.ts'
import type { SettledKind } from './allocations.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
import type { PlannedInstalment } from './project-plans.ts'
import { billedSubscription } from './subscriptions.ts'

export type ItemIds = { timeEntryIds: string[]; expenseIds: string[]; mileageIds: string[] }

/** The document an item is on now, or the write-off that covers it. */
export type BilledBy = {
  documentKind: SettledKind
  documentId: string
  /** The number; of a document without one in Xero yet, the words it is looked up by. */
  documentName: string | null
}

/** A registered item with what decides whether it can be billed. */
export type RegisteredItem = BillableItem & {
  isBillable: boolean
  invoiceMethod: InvoiceMethod
  billedBy: BilledBy | null
  approval: ApprovalState
}

/** The given hours, expenses and mileages, priced; ids of another workspace are simply not there. */
export async function listItems(
  db: Database,
  items: { workspaceId: string } & ItemIds,
): Promise<RegisteredItem[]> {
  const { workspaceId } = items
  return await withNames(db, { workspaceId, rows: await listAllRows(db, items, sql``) })
}

/**
 * The same, held until the end of the transaction with their projects, in one order everywhere: nobody else can bill or
 * change these items, no project gets another client or method, and what is read of them stays true.
 */
export async function lockItems(
  tx: Transaction,
  items: { workspaceId: string } & ItemIds,
): Promise<RegisteredItem[]> {
  const { workspaceId } = items
  const rows = await listAllRows(tx, items, sql`for update`)
  await holdProjects(tx, {
    workspaceId,
    projectIds: [...new Set(rows.map((row) => row.projectId))],
  })
  return await withNames(tx, { workspaceId, rows })
}

async function listAllRows(
  db: Database,
  { workspaceId, timeEntryIds, expenseIds, mileageIds }: { workspaceId: string } & ItemIds,
  lock: RawBuilder<unknown>,
): Promise<Row[]> {
  return [
    ...(await listRows(db, 'time_entry', { workspaceId, ids: timeEntryIds, lock })),
    ...(await listRows(db, 'expense', { workspaceId, ids: expenseIds, lock })),
    ...(await listRows(db, 'mileage', { workspaceId, ids: mileageIds, lock })),
  ]
}

/** Who changes a project waits until its items are billed; who bills others of its items does not. */
async function holdProjects(
  tx: Transaction,
  { workspaceId, projectIds }: { workspaceId: string; projectIds: string[] },
): Promise<void> {
  if (projectIds.length === 0) return
  await tx
    .selectFrom('projects')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', anyUuid(projectIds))
    .select('id')
    .orderBy('id')
    .forKeyShare()
    .execute()
}

// Many rows, so each is narrow: what it has in common with others is read once, below.
type Row = {
  kind: ItemKind
  id: string
  on: string
  projectId: string
  /** The task of an hour, the product of an expense. */
  taskId?: string | null
  memberId: string
  /** What was worked, and what rounding adds to it. */
  seconds?: number
  rounding?: HourRounding
  roundingSeconds?: number
  quantity?: string
  unitPrice: string
  text: string
  ownVatRateId?: string | null
  isBillable: boolean
  approval: ApprovalState
}

const columns = {
  time_entry: sql`i.worked_on as "on", i.task_id as "taskId", i.seconds, i.rounding,
    i.rounding_seconds as "roundingSeconds", i.rate as "unitPrice", i.notes as text`,
  expense: sql`i.spent_on as "on", i.product_id as "taskId", i.quantity,
    i.unit_price as "unitPrice", i.description as text, i.vat_rate_id as "ownVatRateId"`,
  mileage: sql`i.travelled_on as "on",
    (i.distance_km * case when i.is_return_trip then 2 else 1 end) as quantity, i.rate as "unitPrice",
    i.from_place || ' – ' || i.to_place || case when i.is_return_trip then ' – ' || i.from_place else '' end as text`,
} as const
const tables = { time_entry: 'time_entries', expense: 'expenses', mileage: 'mileages' } as const

async function listRows(
  db: Database,
  kind: keyof typeof columns,
  { workspaceId, ids, lock }: { workspaceId: string; ids: string[]; lock: RawBuilder<unknown> },
): Promise<Row[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select i.id, i.project_id as "projectId", i.member_id as "memberId", i.is_billable as "isBillable",
      i.approval, ${columns[kind]}
    from ${sql.table(tables[kind])} i
    where i.workspace_id = ${workspaceId} and i.id = ${anyUuid(ids)}
    order by i.id ${lock}`.execute(db)
  for (const row of rows) row.kind = kind
  return rows
}

type Vat = { vatRateId: string | null; vatPercentage: string }
type Names = {
  projects: Map<string, PricedProject>
  tasks: Map<string, { name: string; itemCode: string | null; vatRateId: string | null }>
  members: Map<string, { name: string }>
  vatRates: Map<string, Vat>
  /** The documents that bill items, by the item. */
  billedBy: Map<string, BilledBy>
}

async function withNames(
  db: Database,
  { workspaceId, rows }: { workspaceId: string; rows: Row[] },
): Promise<RegisteredItem[]> {
  if (rows.length === 0) return []
  const idsOf = (idOf: (row: Row) => string | null | undefined) => {
    const ids = new Set<string>()
    for (const row of rows) {
      const id = idOf(row)
      if (id) ids.add(id)
    }
    return [...ids]
  }
  const names: Names = {
    projects: await findPricedProjects(
      db,
      workspaceId,
      idsOf((row) => row.projectId),
    ),
    tasks: await findTasks(
      db,
      workspaceId,
      idsOf((row) => row.taskId),
    ),
    members: await findMembers(
      db,
      workspaceId,
      idsOf((row) => row.memberId),
    ),
    vatRates: await findVatRates(db, workspaceId),
    // After the lock, in a statement of its own: it sees what the one who held the items before has written.
    billedBy: await findBilledBy(db, { workspaceId, rows }),
  }
  return rows.flatMap((row) => toItem(row, names) ?? [])
}

function toItem(row: Row, names: Names): RegisteredItem | undefined {
  const project = names.projects.get(row.projectId)
  if (!project) return undefined
  const task = row.taskId ? names.tasks.get(row.taskId) : undefined
  // The VAT rate: the item's own, its product's, else the project's, the client's, or the workspace's default.
  const own = names.vatRates.get(row.ownVatRateId ?? task?.vatRateId ?? '') ?? project
  return {
    kind: row.kind,
    id: row.id,
    on: row.on,
    clientId: project.clientId,
    clientName: project.clientName,
    language: project.language,
    projectId: project.id,
    projectName: project.name,
    taskId: row.taskId ?? null,
    taskName: task?.name ?? null,
    memberId: row.memberId,
    memberName: names.members.get(row.memberId)?.name ?? null,
    ...billedTimeOf(row),
    quantity: row.quantity ?? null,
    unitPrice: row.unitPrice,
    text: row.text,
    itemCode: task?.itemCode ?? null,
    vatRateId: own.vatRateId,
    vatPercentage: own.vatPercentage,
    isBillable: row.isBillable,
    approval: row.approval,
    invoiceMethod: project.invoiceMethod,
    billedBy: names.billedBy.get(row.id) ?? null,
  }
}

function billedTimeOf({
  seconds,
  rounding = 'none',
  roundingSeconds = 0,
}: Row): Pick<BillableItem, 'seconds' | 'rounded'> {
  if (seconds === undefined) return { seconds: null }
  if (rounding === 'none') return { seconds }
  return { seconds: seconds + roundingSeconds, rounded: { by: rounding, seconds: roundingSeconds } }
}

type PricedProject = {
  id: string
  name: string
  clientId: string
  clientName: string
  language: string
  invoiceMethod: InvoiceMethod
} & Vat

async function findPricedProjects(db: Database, workspaceId: string, ids: string[]) {
  const { rows } = await sql<PricedProject>`
    select p.id, ${projectPath} as name, ${clientColumns}, p.invoice_method as "invoiceMethod",
      ${vatColumns}
    from projects p ${vatOfProject}
    where p.workspace_id = ${workspaceId} and p.id = ${anyUuid(ids)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

const vatColumns = sql`v.id as "vatRateId", coalesce(v.percentage, 0.00) as "vatPercentage"`
/** Who is billed, in the language of their own or the workspace's. */
const clientColumns = sql`c.id as "clientId", c.name as "clientName",
      coalesce(c.language, (select language from workspaces w where w.workspace_id = c.workspace_id)) as language`
/** The name of a project, after that of its main project. */
const projectPath = sql`coalesce(main.name || ' – ', '') || p.name`
// What a sub-project does not say, its main project does. The client is the one who is billed.
const vatOfProject = sql`
    left join projects main on main.workspace_id = p.workspace_id and main.id = p.parent_id
    join clients c on c.workspace_id = p.workspace_id
      and c.id = coalesce(p.bill_to_client_id, main.bill_to_client_id, p.client_id)
    left join vat_rates standard on standard.workspace_id = p.workspace_id and standard.is_default
    left join vat_rates v on v.workspace_id = p.workspace_id
      and v.id = coalesce(p.vat_rate_id, main.vat_rate_id, c.vat_rate_id, standard.id)`

async function findTasks(
  db: Database,
  workspaceId: string,
  ids: string[],
): Promise<Names['tasks']> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    name: string
    itemCode: string | null
    vatRateId: string | null
  }>`
    select id, name, xero_item_code as "itemCode", null as "vatRateId" from tasks
    where workspace_id = ${workspaceId} and id = ${anyUuid(ids)}
    union all
    select id, name, xero_item_code, vat_rate_id from products
    where workspace_id = ${workspaceId} and id = ${anyUuid(ids)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

async function findMembers(db: Database, workspaceId: string, ids: string[]) {
  const rows = await db
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = ${anyUuid(ids)}`)
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function findVatRates(db: Database, workspaceId: string): Promise<Names['vatRates']> {
  const rows = await db
    .selectFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .select(['id as vatRateId', 'percentage as vatPercentage'])
    .execute()
  return new Map(rows.map((row) => [row.vatRateId, row]))
}

async function findBilledBy(
  db: Database,
  { workspaceId, rows }: { workspaceId: string; rows: Row[] },
): Promise<Names['billedBy']> {
  const billedBy: Names['billedBy'] = new Map()
  for (const [kind, items] of Map.groupBy(rows, (row) => row.kind)) {
    const ids = items.map((item) => item.id)
    const found = await sql<BilledBy & { itemId: string }>`
      select b.item_id as "itemId", b.document_kind as "documentKind", b.document_id as "documentId",
        coalesce(own.number, sent.xero_number, sent.lookup_text) as "documentName"
      from billed_items b
      left join invoices own on own.workspace_id = b.workspace_id and b.document_kind = 'invoice'
        and own.id = b.document_id
      left join xero_documents sent on sent.workspace_id = b.workspace_id and b.document_kind = 'xero_document'
        and sent.id = b.document_id
      where b.workspace_id = ${workspaceId} and b.item_kind = ${kind}
        and b.item_id = ${anyUuid(ids)}`.execute(db)
    for (const { itemId, ...document } of found.rows) billedBy.set(itemId, document)
  }
  return billedBy
}

/** What there is to bill of a project besides its registrations, and what each new item of it would carry. */
export type BillingProject = {
  id: string
  name: string
  clientId: string
  clientName: string
  /** What a document for the client is written in. */
  language: string
  invoiceMethod: InvoiceMethod
  fixedPriceMinor: number | null
  billedMinor: number
  /** The parts it is planned in, in their order. */
  planned: PlannedItem[]
  subscription: (Subscription & { description: string }) | null
  /** The periods that are billed now, by their first day. */
  billedPeriods: { startsOn: string; billedBy: BilledBy }[]
  vatRateId: string | null
  vatPercentage: string
}

/** A part of a planned price, with what bills it now. */
export type PlannedItem = PlannedInstalment & {
  taskName: string | null
  itemCode: string | null
  billedBy: BilledBy | null
  /** What the ledger calls it, once it was billed. */
  itemId: string | null
}

/** Locks projects, so that their price and periods are billed by one document at a time. */
export async function lockProjects(
  tx: Transaction,
  { workspaceId, projectIds }: { workspaceId: string; projectIds: string[] },
): Promise<void> {
  await tx
    .selectFrom('projects')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', projectIds)
    .select('id')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export async function listBillingProjects(
  db: Database,
  { workspaceId, projectIds }: { workspaceId: string; projectIds: string[] },
): Promise<BillingProject[]> {
  if (projectIds.length === 0) return []
  const { rows } = await sql<BillingProject>`
    select p.id, ${projectPath} as name, ${clientColumns}, p.invoice_method as "invoiceMethod",
      p.fixed_price_minor as "fixedPriceMinor",
      (select coalesce(sum(i.amount_minor), 0)::bigint from instalments i
        join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
        where i.workspace_id = p.workspace_id and i.project_id = p.id) as "billedMinor",
      ${plannedItems} as planned,
      ${billedSubscription} as subscription,
      (select coalesce(json_agg(json_build_object('startsOn', i.starts_on, 'billedBy', json_build_object(
          'documentKind', b.document_kind, 'documentId', b.document_id,
          'documentName', coalesce(own.number, sent.xero_number, sent.lookup_text)))), '[]')
        from subscription_periods i
        join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'subscription_period' and b.item_id = i.id
        left join invoices own on own.workspace_id = b.workspace_id and b.document_kind = 'invoice' and own.id = b.document_id
        left join xero_documents sent on sent.workspace_id = b.workspace_id and b.document_kind = 'xero_document'
          and sent.id = b.document_id
        where i.workspace_id = p.workspace_id and i.project_id = p.id) as "billedPeriods",
      ${vatColumns}
    from projects p ${vatOfProject}
    left join subscriptions s on s.workspace_id = p.workspace_id and s.project_id = p.id
    where p.workspace_id = ${workspaceId} and p.id = any(${sql.val(projectIds)}::uuid[])`.execute(
    db,
  )
  return rows
}

const plannedItems = sql`
      (select coalesce(json_agg(json_build_object('id', n.id, 'taskId', n.task_id, 'taskName', t.name,
          'itemCode', t.xero_item_code, 'description', n.description, 'amountMinor', n.amount_minor, 'dueOn', n.due_on,
          'itemId', i.id, 'billedBy', case when b.document_id is not null then json_build_object(
            'documentKind', b.document_kind, 'documentId', b.document_id,
            'documentName', coalesce(own.number, sent.xero_number, sent.lookup_text)) end) order by n.position), '[]')
        from planned_instalments n
        left join tasks t on t.workspace_id = n.workspace_id and t.id = n.task_id
        left join instalments i on i.workspace_id = n.workspace_id and i.planned_id = n.id
        left join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
        left join invoices own on own.workspace_id = b.workspace_id and b.document_kind = 'invoice' and own.id = b.document_id
        left join xero_documents sent on sent.workspace_id = b.workspace_id and b.document_kind = 'xero_document'
          and sent.id = b.document_id
        where n.workspace_id = p.workspace_id and n.project_id = p.id)`

/** The billable registrations of projects that no document bills yet, each project up to its own day. */
export async function listUnbilledIds(
  db: Database,
  {
    workspaceId,
    projects,
  }: { workspaceId: string; projects: { projectId: string; through: string }[] },
): Promise<{ projectId: string; kind: 'time_entry' | 'expense' | 'mileage'; id: string }[]> {
  if (projects.length === 0) return []
  const wanted = sql`unnest(${sql.val(projects.map((each) => each.projectId))}::uuid[],
    ${sql.val(projects.map((each) => each.through))}::date[]) as wanted(project_id, through)`
  const unbilled = (table: string, kind: string, day: string) => sql`
    select i.project_id as "projectId", ${sql.lit(kind)} as kind, i.id
    from ${wanted}
    join ${sql.table(table)} i on i.workspace_id = ${workspaceId} and i.project_id = wanted.project_id
      and ${sql.ref(`i.${day}`)} <= wanted.through and i.is_billable
    where not exists (select 1 from billed_items b
      where b.workspace_id = ${workspaceId} and b.item_kind = ${sql.lit(kind)} and b.item_id = i.id)`
  const { rows } = await sql<{
    projectId: string
    kind: 'time_entry' | 'expense' | 'mileage'
    id: string
  }>`
    ${unbilled('time_entries', 'time_entry', 'worked_on')}
    union all ${unbilled('expenses', 'expense', 'spent_on')}
    union all ${unbilled('mileages', 'mileage', 'travelled_on')}`.execute(db)
  return rows
}

export type NewInstalment = {
  id: string
  projectId: string
  /** The part of the plan that it bills. */
  plannedId: string | null
  description: string
  amountMinor: number
}

/**
 * Writes down parts of fixed prices that are billed. A planned one that was billed and freed before keeps its row and gets its
 * present amount; answers the id of each row by the id it was to have.
 */
export async function saveInstalments(
  tx: Transaction,
  values: { workspaceId: string; createdAt: Date; instalments: readonly NewInstalment[] },
): Promise<Map<string, string>> {
  const { workspaceId, createdAt, instalments } = values
  if (instalments.length === 0) return new Map()
  const column = (valueOf: (row: NewInstalment) => string | number | null) =>
    sql.val(instalments.map(valueOf))
  const { rows } = await sql<{ id: string; plannedId: string | null }>`
    insert into instalments (workspace_id, id, project_id, planned_id, description, amount_minor, created_at)
    select ${workspaceId}, id, project_id, planned_id, description, amount_minor, ${createdAt}
    from unnest(${column((each) => each.id)}::uuid[], ${column((each) => each.projectId)}::uuid[],
      ${column((each) => each.plannedId)}::uuid[], ${column((each) => each.description)}::text[],
      ${column((each) => each.amountMinor)}::bigint[]) as new (id, project_id, planned_id, description, amount_minor)
    on conflict (workspace_id, planned_id) where planned_id is not null
      do update set description = excluded.description, amount_minor = excluded.amount_minor
    returning id, planned_id as "plannedId"`.execute(tx)
  const byPlan = new Map(rows.map((row) => [row.plannedId, row.id]))
  return new Map(
    instalments.map(({ id, plannedId }) => [
      id,
      plannedId === null ? id : (byPlan.get(plannedId) ?? id),
    ]),
  )
}

export type NewPeriod = {
  id: string
  projectId: string
  startsOn: string
  endsOn: string
  amountMinor: number
}

/**
 * Writes down periods that are billed. One that was billed and freed before keeps its row and gets its present price;
 * answers the id of each row by project and first day.
 */
export async function saveSubscriptionPeriods(
  tx: Transaction,
  values: { workspaceId: string; createdAt: Date; periods: readonly NewPeriod[] },
): Promise<Map<string, string>> {
  const { periods, workspaceId, createdAt } = values
  const column = (valueOf: (period: NewPeriod) => string | number) => sql.val(periods.map(valueOf))
  const { rows } = await sql<{ id: string; projectId: string; startsOn: string }>`
    insert into subscription_periods (workspace_id, id, project_id, starts_on, ends_on, amount_minor, created_at)
    select ${workspaceId}, id, project_id, starts_on, ends_on, amount_minor, ${createdAt}
    from unnest(${column((each) => each.id)}::uuid[], ${column((each) => each.projectId)}::uuid[],
      ${column((each) => each.startsOn)}::date[], ${column((each) => each.endsOn)}::date[],
      ${column((each) => each.amountMinor)}::bigint[]) as new (id, project_id, starts_on, ends_on, amount_minor)
    on conflict (workspace_id, project_id, starts_on)
      do update set ends_on = excluded.ends_on, amount_minor = excluded.amount_minor
    returning id, project_id as "projectId", starts_on as "startsOn"`.execute(tx)
  return new Map(rows.map((row) => [periodKey(row), row.id]))
}

/** What names a period: its project and its first day. */
export function periodKey(period: { projectId: string; startsOn: string }): string {
  return `${period.projectId} ${period.startsOn}`
}
