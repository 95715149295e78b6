import { type Selectable, sql } from 'kysely'
import type { RecurringCalendar, RecurringOutcome } from '#domain/recurring-invoices.ts'
import { mentionsIn, type NameCursor } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder } from './list-order.ts'
import type { Tables } from './tables.ts'

export type RecurringLine = {
  description: string
  quantity: string
  unitPrice: string
  /** Null: the client's, else the default. */
  vatRateId: string | null
}

export type RecurringFields = RecurringCalendar & {
  name: string
  clientId: string
  /** Null: the client's, else the workspace's. */
  paymentTermDays: number | null
  makes: RecurringOutcome
  reference: string
  lines: RecurringLine[]
}

export type RecurringInvoice = RecurringFields & {
  id: string
  clientName: string
  isClientArchived: boolean
  nextNumber: number
  nextOn: string | null
  pausedAt: Date | null
  problemCode: string | null
  problemDetail: string | null
  problemOn: string | null
  createdBy: string
  createdAt: Date
  madeCount: number
}

export type MadePeriod = {
  startsOn: string
  endsOn: string
  madeAt: Date
  invoiceId: string | null
  invoiceNumber: string | null
  totalMinor: number | null
  currency: string | null
}

type Key = { workspaceId: string; recurringInvoiceId: string }

const sorts = {
  client: sql`c.name`,
  interval: sql`r.interval`,
  nextOn: sql`r.next_on`,
}

export async function listRecurringRows(
  db: Database,
  asked: {
    workspaceId: string
    q?: string | undefined
    sort?: string | undefined
    isDescending?: boolean | undefined
    after: NameCursor | undefined
    limit: number
  },
): Promise<(RecurringInvoice & { sortName: string })[]> {
  const { workspaceId, q, sort, isDescending, after, limit } = asked
  const filter = { q, sort, isDescending, archived: 'all' as const }
  const order = listOrder('r', sorts, { filter, after })
  const rows = await selectRecurring(db, workspaceId)
    .where(mentionsIn(['r.name', 'c.name', 'r.reference'], q))
    .where(order.isAfter)
    .select(order.value.as('sort_name'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toRecurring(row), sortName: row.sort_name }))
}

export async function findRecurringInvoice(
  db: Database,
  { workspaceId, recurringInvoiceId }: Key,
): Promise<RecurringInvoice | undefined> {
  const row = await selectRecurring(db, workspaceId)
    .where('r.id', '=', recurringInvoiceId)
    .executeTakeFirst()
  return row && toRecurring(row)
}

/** Holds it until the transaction ends: nobody else makes an invoice of it. */
export async function lockRecurringInvoice(
  tx: Transaction,
  key: Key,
): Promise<RecurringInvoice | undefined> {
  const held = await tx
    .selectFrom('recurring_invoices')
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.recurringInvoiceId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return held && (await findRecurringInvoice(tx, key))
}

export async function insertRecurringInvoice(
  tx: Transaction,
  given: {
    workspaceId: string
    id: string
    fields: RecurringFields
    nextOn: string | null
    createdBy: string
    createdAt: Date
  },
): Promise<void> {
  const { workspaceId, id, fields, nextOn, createdBy, createdAt } = given
  await tx
    .insertInto('recurring_invoices')
    .values({
      workspace_id: workspaceId,
      id,
      ...columnsOf(fields),
      next_on: nextOn,
      paused_at: null,
      problem_code: null,
      problem_detail: null,
      problem_on: null,
      created_by: createdBy,
      created_at: createdAt,
    })
    .execute()
}

/** Keeps the fields and what comes next; a problem there was is to be met anew. */
export async function updateRecurringRow(
  tx: Transaction,
  given: Key & {
    fields: RecurringFields
    nextNumber: number
    nextOn: string | null
    pausedAt: Date | null
  },
): Promise<void> {
  const { workspaceId, recurringInvoiceId, fields, nextNumber, nextOn, pausedAt } = given
  await tx
    .updateTable('recurring_invoices')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', recurringInvoiceId)
    .set({
      ...columnsOf(fields),
      next_number: nextNumber,
      next_on: nextOn,
      paused_at: pausedAt,
      problem_code: null,
      problem_detail: null,
      problem_on: null,
    })
    .execute()
}

export async function setRecurringProblem(
  tx: Transaction,
  {
    workspaceId,
    recurringInvoiceId,
    ...problem
  }: Key & { code: string; detail: string; on: string },
): Promise<void> {
  await tx
    .updateTable('recurring_invoices')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', recurringInvoiceId)
    .set({ problem_code: problem.code, problem_detail: problem.detail, problem_on: problem.on })
    .execute()
}

export async function deleteRecurringRow(
  tx: Transaction,
  { workspaceId, recurringInvoiceId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('recurring_invoices')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', recurringInvoiceId)
    .execute()
}

/** Writes down which invoice a period got; the key forbids a second. */
export async function insertMadePeriod(
  tx: Transaction,
  given: Key & { startsOn: string; endsOn: string; invoiceId: string; madeAt: Date },
): Promise<void> {
  await tx
    .insertInto('recurring_invoice_periods')
    .values({
      workspace_id: given.workspaceId,
      recurring_invoice_id: given.recurringInvoiceId,
      starts_on: given.startsOn,
      ends_on: given.endsOn,
      invoice_id: given.invoiceId,
      made_at: given.madeAt,
    })
    .execute()
}

/** What it made, the latest period first. */
export async function listMadePeriods(
  db: Database,
  { workspaceId, recurringInvoiceId, limit }: Key & { limit: number },
): Promise<MadePeriod[]> {
  return await db
    .selectFrom('recurring_invoice_periods as p')
    .leftJoin('invoices as i', (join) =>
      join.onRef('i.workspace_id', '=', 'p.workspace_id').onRef('i.id', '=', 'p.invoice_id'),
    )
    .where('p.workspace_id', '=', workspaceId)
    .where('p.recurring_invoice_id', '=', recurringInvoiceId)
    .select([
      'p.starts_on as startsOn',
      'p.ends_on as endsOn',
      'p.made_at as madeAt',
      'p.invoice_id as invoiceId',
      'i.number as invoiceNumber',
      'i.total_minor as totalMinor',
      'i.currency',
    ])
    .orderBy('p.starts_on', 'desc')
    .limit(limit)
    .execute()
}

/** The template that an invoice was made of. */
export async function findRecurringOfInvoice(
  db: Database,
  { workspaceId, invoiceId }: { workspaceId: string; invoiceId: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('recurring_invoice_periods')
    .where('workspace_id', '=', workspaceId)
    .where('invoice_id', '=', invoiceId)
    .select('recurring_invoice_id')
    .executeTakeFirst()
  return row?.recurring_invoice_id
}

/** What may be due by a day, in all workspaces. Only the schedule asks this. */
export async function listDueRecurring(
  db: Database,
  { through }: { through: string },
): Promise<
  { workspaceId: string; id: string; nextOn: string; timeZone: string; problemOn: string | null }[]
> {
  const rows = await db
    .selectFrom('recurring_invoices as r')
    .innerJoin('workspaces as w', 'w.workspace_id', 'r.workspace_id')
    .where('r.next_on', '<=', through)
    .where('r.paused_at', 'is', null)
    .select([
      'r.workspace_id as workspaceId',
      'r.id',
      'r.next_on as nextOn',
      'w.time_zone as timeZone',
      'r.problem_on as problemOn',
    ])
    .orderBy('r.next_on')
    .execute()
  return rows.flatMap((row) => (row.nextOn === null ? [] : [{ ...row, nextOn: row.nextOn }]))
}

function selectRecurring(db: Database, workspaceId: string) {
  return db
    .selectFrom('recurring_invoices as r')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'r.workspace_id').onRef('c.id', '=', 'r.client_id'),
    )
    .where('r.workspace_id', '=', workspaceId)
    .selectAll('r')
    .select(['c.name as client_name', 'c.archived_at as client_archived_at'])
    .select(
      sql<number>`(select count(*) from recurring_invoice_periods p
        where p.workspace_id = r.workspace_id and p.recurring_invoice_id = r.id)`.as('made_count'),
    )
}

type Row = Selectable<Tables['recurring_invoices']> & {
  client_name: string
  client_archived_at: Date | null
  made_count: number
}

function toRecurring(row: Row): RecurringInvoice {
  return {
    id: row.id,
    name: row.name,
    clientId: row.client_id,
    clientName: row.client_name,
    isClientArchived: row.client_archived_at !== null,
    interval: row.interval,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    times: row.times,
    paymentTermDays: row.payment_term_days,
    makes: row.makes,
    reference: row.reference,
    lines: row.lines as RecurringLine[], // Only ever written by columnsOf.
    nextNumber: row.next_number,
    nextOn: row.next_on,
    pausedAt: row.paused_at,
    problemCode: row.problem_code,
    problemDetail: row.problem_detail,
    problemOn: row.problem_on,
    createdBy: row.created_by,
    createdAt: row.created_at,
    madeCount: Number(row.made_count),
  }
}

function columnsOf(fields: RecurringFields) {
  return {
    name: fields.name,
    client_id: fields.clientId,
    interval: fields.interval,
    starts_on: fields.startsOn,
    ends_on: fields.endsOn,
    times: fields.times,
    payment_term_days: fields.paymentTermDays,
    makes: fields.makes,
    reference: fields.reference,
    lines: JSON.stringify(fields.lines),
  }
}
