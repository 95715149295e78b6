import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { BillingStatus } from '#domain/billable-item.ts'
import type { ApprovalState } from '#domain/item-status.ts'
import {
  approvalStateOf,
  isApprovalStatus,
  isXeroStatus,
  type ReportStatus,
  type XeroStatus,
} from '#domain/report-status.ts'
import { mentionsIn } from './by-name.ts'
import { anyUuid, type Database } from './database.ts'

// What hours, expenses and mileages have in common in SQL. Their queries call the row itself `e`, its project `p`,
// its client `c` and its member `m`; hours also have a task `t`, expenses a product `t`.

export type RegistrationKind = 'time_entry' | 'expense' | 'mileage'

type OneOrMore = string | readonly string[] | undefined

export type RegistrationFilter = {
  from?: string | undefined
  to?: string | undefined
  memberId?: OneOrMore
  clientId?: OneOrMore
  /** Sub-projects count with their main project. */
  projectId?: OneOrMore
  /** Only hours have a task; other kinds have none that matches. */
  taskId?: OneOrMore
  isBillable?: boolean | undefined
  isInvoiced?: boolean | undefined
  status?: ReportStatus | readonly ReportStatus[] | undefined
  /** On a line of this invoice or Xero document. */
  documentId?: string | undefined
  q?: string | undefined
}

/** The document that bills an item, and what is needed to link to it. */
export type Billing = {
  documentKind: 'invoice' | 'xero_document'
  documentId: string
  lineId: string
  number: string | null
  state: string
  xeroId: string | null
  shortCode: string | null
  exportId: string | null
  /** What Xero says of it; null as long as it is not there. */
  xeroStatus: string | null
  xeroPaidMinor: number | null
  xeroCreditedMinor: number | null
  xeroDueMinor: number | null
}

/** How far the approval of an item is. */
export type Approval = {
  approval: ApprovalState
  /** Why it was rejected, as long as it is. */
  rejection: { note: string; rejectedByName: string | null } | null
}

/** The write-off of an item. */
export type WrittenOff = {
  writeOffId: string
  reason: string
  writtenOffAt: string
  writtenOffByName: string
}

const kinds = {
  time_entry: {
    table: 'time_entries',
    day: 'e.worked_on',
    texts: ['e.notes'],
    work: { table: 'tasks', column: 'e.task_id' },
  },
  expense: {
    table: 'expenses',
    day: 'e.spent_on',
    texts: ['e.description'],
    work: { table: 'products', column: 'e.product_id' },
  },
  mileage: {
    table: 'mileages',
    day: 'e.travelled_on',
    texts: ['e.purpose', 'e.from_place', 'e.to_place', 'e.vehicle'],
    work: null,
  },
} as const

/** Whose names have the words of a filter in them. */
export type Named = { projectIds: string[]; memberIds: string[]; workIds: string[] }

/**
 * Finds the projects, people and tasks that words name, before the rows are read: PostgreSQL then knows how many rows there
 * are to expect, and which index has them.
 */
export async function findNamed(
  db: Database,
  kind: RegistrationKind,
  { workspaceId, filter: { q } }: { workspaceId: string; filter: RegistrationFilter },
): Promise<Named | undefined> {
  if (q === undefined || q === '') return undefined
  const { work } = kinds[kind]
  const idsOfWork = work
    ? sql`array(select t.id from ${sql.table(work.table)} t
        where t.workspace_id = ${workspaceId} and ${mentionsIn(['t.name'], q)})`
    : sql`'{}'::uuid[]`
  const { rows } = await sql<Named>`
    select array(select p.id from projects p
        join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
        where p.workspace_id = ${workspaceId} and ${mentionsIn(['p.name', 'p.code', 'c.name'], q)}) as "projectIds",
      array(select m.id from members m
        where m.workspace_id = ${workspaceId} and ${mentionsIn(['m.name'], q)}) as "memberIds",
      ${idsOfWork} as "workIds"`.execute(db)
  return rows[0]
}

export function tableOf(kind: RegistrationKind): RawBuilder<unknown> {
  return sql.table(kinds[kind].table)
}

export function dayOf(kind: RegistrationKind): RawBuilder<string> {
  return sql.ref(kinds[kind].day)
}

/** Whether the row passes every filter that is given; `named` is what findNamed said of it. */
export function matches(
  kind: RegistrationKind,
  {
    workspaceId,
    filter,
    named,
  }: { workspaceId: string; filter: RegistrationFilter; named: Named | undefined },
): RawBuilder<SqlBool> {
  const day = dayOf(kind)
  const conditions: RawBuilder<SqlBool>[] = []
  if (filter.from !== undefined) conditions.push(sql`${day} >= ${filter.from}`)
  if (filter.to !== undefined) conditions.push(sql`${day} <= ${filter.to}`)
  if (filter.memberId !== undefined) conditions.push(isOneOf('e.member_id', filter.memberId))
  if (filter.clientId !== undefined) conditions.push(isOneOf('p.client_id', filter.clientId))
  if (filter.projectId !== undefined) conditions.push(isOfProject(workspaceId, filter.projectId))
  if (filter.taskId !== undefined) {
    conditions.push(kind === 'time_entry' ? isOneOf('e.task_id', filter.taskId) : sql`false`)
  }
  if (filter.isBillable !== undefined) conditions.push(sql`e.is_billable = ${filter.isBillable}`)
  if (filter.isInvoiced !== undefined) {
    conditions.push(filter.isInvoiced ? isBilled(kind) : sql`not ${isBilled(kind)}`)
  }
  if (filter.status !== undefined) {
    // Any of these, and any of those: what became of the work, and how far its approval is.
    const { approvals = [], others = [] } = Object.groupBy([filter.status].flat(), (status) =>
      isApprovalStatus(status) ? 'approvals' : 'others',
    )
    for (const wanted of [approvals, others].filter(({ length }) => length > 0)) {
      const each = wanted.map((status) => hasStatus(kind, status))
      conditions.push(sql`(${sql.join(each, sql` or `)})`)
    }
  }
  if (filter.documentId !== undefined) {
    conditions.push(sql`exists (select from billed_items b
      where b.workspace_id = e.workspace_id and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id
        and b.document_id = ${filter.documentId})`)
  }
  conditions.push(named ? mentions(kind, { q: filter.q, named }) : sql`true`)
  return sql`${sql.join(conditions, sql` and `)}`
}

function mentions(
  kind: RegistrationKind,
  { q, named }: { q: string | undefined; named: Named },
): RawBuilder<SqlBool> {
  const { texts, work } = kinds[kind]
  const places = [
    { column: 'e.project_id', ids: named.projectIds },
    { column: 'e.member_id', ids: named.memberIds },
    ...(work ? [{ column: work.column, ids: named.workIds }] : []),
  ]
  const ofNamed = places
    .filter(({ ids }) => ids.length > 0)
    .map(({ column, ids }) => sql`${sql.ref(column)} = ${anyUuid(ids)}`)
  return sql`(${sql.join([mentionsIn(texts, q), ...ofNamed], sql` or `)})`
}

// With the sub-projects. Their ids are read once, before the rows.
function isOfProject(workspaceId: string, wanted: string | readonly string[]): RawBuilder<SqlBool> {
  const ids = [wanted].flat()
  return sql`e.project_id = any(array(select s.id from projects s where s.workspace_id = ${workspaceId}
    and (s.id = any(${ids}::uuid[]) or s.parent_id = any(${ids}::uuid[]))))`
}

function isOneOf(column: string, wanted: string | readonly string[]): RawBuilder<SqlBool> {
  if (typeof wanted === 'string') return sql`${sql.ref(column)} = ${wanted}`
  const [first, ...others] = wanted
  if (others.length === 0 && first !== undefined) return isOneOf(column, first)
  return sql`${sql.ref(column)} = any(${[...wanted]}::uuid[])`
}

/** Whether a live allocation has the row on a document. */
function isBilled(kind: RegistrationKind): RawBuilder<SqlBool> {
  return sql`exists (select ${settled(kind)} and b.document_kind <> 'write_off')`
}

function hasStatus(kind: RegistrationKind, status: ReportStatus): RawBuilder<SqlBool> {
  if (isXeroStatus(status)) return hasXeroStatus(kind, status)
  // What is settled is past approval.
  if (isApprovalStatus(status)) {
    return sql`(e.approval = ${approvalStateOf(status)} and not exists (select ${settled(kind)}))`
  }
  switch (status) {
    case 'open':
      return sql`not exists (select ${settled(kind)})`
    case 'invoiced':
      return isBilled(kind)
    case 'written_off':
      return sql`exists (select ${settled(kind)} and b.document_kind = 'write_off')`
  }
}

// By the last step that the row took in the ledger: an even one bills it, an odd one freed it from the document.
function hasXeroStatus(kind: RegistrationKind, status: XeroStatus): RawBuilder<SqlBool> {
  return sql`exists (select from allocations a
    join xero_documents x on x.workspace_id = a.workspace_id and x.id = a.document_id
    where a.workspace_id = e.workspace_id and a.item_id = e.id and a.item_kind = ${sql.lit(kind)}
      and a.document_kind = 'xero_document'
      and not exists (select from allocations later where later.workspace_id = a.workspace_id
        and later.item_id = a.item_id and later.step = a.step + 1)
      and ${xeroConditions[status]})`
}

const isLive = sql<SqlBool>`a.step % 2 = 0`
const isApproved = sql<SqlBool>`${isLive} and x.xero_status = 'AUTHORISED'`
const isPaid = sql<SqlBool>`${isLive} and x.xero_status = 'PAID'`
const settledMinor = sql`coalesce(x.xero_paid_minor, 0) + coalesce(x.xero_credited_minor, 0)`
const isPaidByCredit = sql`coalesce(x.xero_paid_minor, 0) = 0 and coalesce(x.xero_credited_minor, 0) > 0`

// As xeroStandingOf has it; a test compares the two.
const xeroConditions: Record<XeroStatus, RawBuilder<SqlBool>> = {
  xero_sending: sql`${isLive} and x.state in ('planned', 'sending')`,
  xero_unknown: sql`${isLive} and x.state = 'unknown'`,
  xero_refused: sql`${isLive} and x.state = 'rejected'`,
  xero_draft: sql`${isLive} and x.xero_status = 'DRAFT'`,
  xero_awaiting_approval: sql`${isLive} and x.xero_status = 'SUBMITTED'`,
  xero_awaiting_payment: sql`${isApproved} and ${settledMinor} <= 0`,
  xero_part_paid: sql`${isApproved} and ${settledMinor} > 0`,
  xero_paid: sql`${isPaid} and not (${isPaidByCredit})`,
  xero_credited: sql`(x.state = 'credited' or (${isPaid} and ${isPaidByCredit}))`,
  xero_voided: sql`(${isLive} or x.state = 'voided') and x.xero_status = 'VOIDED'`,
  xero_deleted: sql`(${isLive} or x.state = 'voided') and x.xero_status = 'DELETED'`,
  xero_other: sql`${isLive} and x.xero_status not in
    ('DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'POSTED', 'VOIDED', 'DELETED')`,
}

/** What became of the row. */
export function statusOf(kind: RegistrationKind): RawBuilder<BillingStatus> {
  return sql`coalesce((select case b.document_kind when 'write_off' then 'written_off' else 'invoiced' end
    ${settled(kind)}), 'open')`
}

// What stands of the row in the ledger, if anything.
function settled(kind: RegistrationKind): RawBuilder<unknown> {
  return sql`from billed_items b
    where b.workspace_id = e.workspace_id and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id`
}

/** The document that bills the row; null when it is not billed. */
export function billingOf(kind: RegistrationKind): RawBuilder<Billing | null> {
  return sql`(select json_build_object('documentKind', b.document_kind, 'documentId', b.document_id,
      'lineId', b.line_id, 'number', coalesce(i.number, x.xero_number), 'state', coalesce(i.state, x.state),
      'xeroId', x.xero_id, 'shortCode', k.short_code,
      'exportId', x.export_id, 'xeroStatus', x.xero_status, 'xeroPaidMinor', x.xero_paid_minor,
      'xeroCreditedMinor', x.xero_credited_minor, 'xeroDueMinor', x.xero_due_minor)
    from billed_items b
    left join invoices i on b.document_kind = 'invoice'
      and i.workspace_id = b.workspace_id and i.id = b.document_id
    left join xero_documents x on b.document_kind = 'xero_document'
      and x.workspace_id = b.workspace_id and x.id = b.document_id
    left join xero_connections k on k.workspace_id = x.workspace_id and k.id = x.connection_id
    where b.workspace_id = e.workspace_id and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id
      and b.document_kind <> 'write_off')`
}

/** The write-off of the row; null when it is not written off. */
export function writeOffOf(kind: RegistrationKind): RawBuilder<WrittenOff | null> {
  return sql`(select json_build_object('writeOffId', w.id, 'reason', w.reason, 'writtenOffAt', w.created_at,
      'writtenOffByName', a.name)
    from billed_items b
    join write_offs w on w.workspace_id = b.workspace_id and w.id = b.document_id
    join members a on a.workspace_id = w.workspace_id and a.id = w.created_by
    where b.workspace_id = e.workspace_id and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id
      and b.document_kind = 'write_off')`
}

/** How far the approval of the row is; of a rejection, why. */
export const approvalColumns = [
  sql.ref<ApprovalState>('e.approval').as('approval'),
  sql<Approval['rejection']>`case when e.approval = 'rejected' then (
    select json_build_object('note', s.note, 'rejectedByName', d.name)
    from approval_steps s
    left join members d on d.workspace_id = s.workspace_id and d.id = s.done_by
    where s.workspace_id = e.workspace_id and s.id = e.approval_step_id) end`.as('rejection'),
] as const
