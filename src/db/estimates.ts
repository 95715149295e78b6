import { type Selectable, sql } from 'kysely'
import type { EstimateState, KeptEstimateState } from '#domain/estimate-state.ts'
import type { InvoiceParties } from '#domain/invoice-parties.ts'
import { mentionsIn } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { insertMany } from './insert-many.ts'
import type { NewInvoiceLine } from './invoices.ts'
import { encodeCursor, type Page } from './page.ts'
import type { Tables } from './tables.ts'

export type EstimateFields = {
  clientId: string
  title: string
  issuedOn: string
  validUntil: string
  notes: string
}

export type Estimate = EstimateFields & {
  id: string
  number: string | null
  state: KeptEstimateState
  clientName: string
  currency: string
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  createdAt: Date
  sentAt: Date | null
  decidedAt: Date | null
  /** What it became. */
  project: { id: string; name: string } | null
  invoice: { id: string; number: string | null } | null
}

export type NewEstimateLine = Omit<NewInvoiceLine, 'projectId' | 'itemCode' | 'creditsLineId'>
export type EstimateLine = NewEstimateLine

type Amounts = Pick<Estimate, 'subtotalMinor' | 'taxMinor' | 'totalMinor'>
type Key = { workspaceId: string; estimateId: string }

/** Estimates, the newest first. */
export async function listEstimatesPage(
  db: Database,
  asked: {
    workspaceId: string
    limit: number
    before: string | undefined
    q?: string | undefined
    state?: EstimateState | undefined
    clientId?: string | undefined
    projectId?: string | undefined
    invoiceId?: string | undefined
    /** The day that it is where the workspace is. */
    today: string
  },
): Promise<Page<Estimate>> {
  const { workspaceId, limit, before, q, state, clientId, projectId, invoiceId, today } = asked
  let query = selectEstimates(db, workspaceId).where(
    mentionsIn(['e.number', 'e.title', 'c.name'], q),
  )
  if (state) query = query.where('e.state', '=', state === 'expired' ? 'sent' : state)
  if (state === 'sent') query = query.where('e.valid_until', '>=', today)
  if (state === 'expired') query = query.where('e.valid_until', '<', today)
  if (clientId) query = query.where('e.client_id', '=', clientId)
  if (projectId) query = query.where('p.id', '=', projectId)
  if (invoiceId) query = query.where('i.id', '=', invoiceId)
  if (before) query = query.where('e.id', '<', before)
  const rows = await query
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit).map(toEstimate)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor([last.id]) : null }
}

export async function findEstimate(
  db: Database,
  { workspaceId, estimateId }: Key,
): Promise<Estimate | undefined> {
  const row = await selectEstimates(db, workspaceId)
    .where('e.id', '=', estimateId)
    .executeTakeFirst()
  return row && toEstimate(row)
}

/** Locks the estimate, so that what is decided about it stays true until the end of the transaction. */
export async function lockEstimate(tx: Transaction, key: Key): Promise<Estimate | undefined> {
  const locked = await tx
    .selectFrom('estimates')
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.estimateId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return locked && (await findEstimate(tx, key))
}

export async function listEstimateLines(
  db: Database,
  { workspaceId, estimateId }: Key,
): Promise<EstimateLine[]> {
  return await db
    .selectFrom('estimate_lines')
    .where('workspace_id', '=', workspaceId)
    .where('estimate_id', '=', estimateId)
    .select([
      'id',
      'position',
      'description',
      'quantity',
      'unit_price as unitPrice',
      'net_minor as netMinor',
      'vat_rate_id as vatRateId',
      'vat_percentage as vatPercentage',
      'tax_minor as taxMinor',
    ])
    .orderBy('position')
    .execute()
}

export async function insertEstimate(
  tx: Transaction,
  given: Key & {
    fields: EstimateFields
    currency: string
    amounts: Amounts
    createdBy: string
    createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('estimates')
    .values({
      workspace_id: given.workspaceId,
      id: given.estimateId,
      state: 'draft',
      number: null,
      ...columnsOf(given.fields, given.amounts),
      currency: given.currency,
      created_by: given.createdBy,
      created_at: given.createdAt,
      sent_at: null,
      decided_at: null,
    })
    .execute()
}

/** Writes the lines of an estimate in the place of those it had. */
export async function replaceEstimateLines(
  tx: Transaction,
  { workspaceId, estimateId, lines }: Key & { lines: readonly NewEstimateLine[] },
): Promise<void> {
  await tx
    .deleteFrom('estimate_lines')
    .where('workspace_id', '=', workspaceId)
    .where('estimate_id', '=', estimateId)
    .execute()
  await insertMany<NewEstimateLine>(tx, 'estimate_lines', {
    all: { workspace_id: ['uuid', workspaceId], estimate_id: ['uuid', estimateId] },
    columns: {
      id: ['uuid', (line) => line.id],
      position: ['integer', (line) => line.position],
      description: ['text', (line) => line.description],
      quantity: ['numeric', (line) => line.quantity],
      unit_price: ['numeric', (line) => line.unitPrice],
      net_minor: ['bigint', (line) => line.netMinor],
      vat_rate_id: ['uuid', (line) => line.vatRateId],
      vat_percentage: ['numeric', (line) => line.vatPercentage],
      tax_minor: ['bigint', (line) => line.taxMinor],
    },
    rows: lines,
  })
}

export async function updateEstimateRow(
  tx: Transaction,
  { workspaceId, estimateId, fields, amounts }: Key & { fields: EstimateFields; amounts: Amounts },
): Promise<void> {
  await tx
    .updateTable('estimates')
    .set(columnsOf(fields, amounts))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', estimateId)
    .execute()
}

export async function deleteEstimateRow(
  tx: Transaction,
  { workspaceId, estimateId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('estimates')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', estimateId)
    .execute()
}

/** The next number of a series. Waits for others that are taking one. */
export async function takeEstimateNumber(
  tx: Transaction,
  { workspaceId, series }: { workspaceId: string; series: string },
): Promise<number> {
  const row = await tx
    .insertInto('estimate_counters')
    .values({ workspace_id: workspaceId, series, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'series'])
        .doUpdateSet({ last_number: sql<number>`estimate_counters.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return row.last_number
}

export async function setEstimateSent(
  tx: Transaction,
  given: Key & { number: string; sentAt: Date; parties: InvoiceParties },
): Promise<void> {
  const { workspaceId, estimateId, number, sentAt, parties } = given
  await tx
    .updateTable('estimates')
    .set({ state: 'sent', number, sent_at: sentAt, parties: JSON.stringify(parties) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', estimateId)
    .execute()
}

export async function setEstimateDecided(
  tx: Transaction,
  given: Key & { state: 'accepted' | 'declined'; decidedAt: Date },
): Promise<void> {
  const { workspaceId, estimateId, state, decidedAt } = given
  await tx
    .updateTable('estimates')
    .set({ state, decided_at: decidedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', estimateId)
    .execute()
}

/** Who an estimate that was sent is from and to; null for drafts. */
export async function findEstimateParties(
  db: Database,
  { workspaceId, estimateId }: Key,
): Promise<InvoiceParties | null> {
  const row = await db
    .selectFrom('estimates')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', estimateId)
    .select('parties')
    .executeTakeFirst()
  return (row?.parties ?? null) as InvoiceParties | null // Written by setEstimateSent alone.
}

/** Writes down what an estimate became; the key forbids a second of its kind. */
export async function insertEstimateResult(
  tx: Transaction,
  given: Key & ({ projectId: string } | { invoiceId: string }) & { madeAt: Date },
): Promise<void> {
  const { workspaceId, estimateId, madeAt } = given
  const made =
    'projectId' in given
      ? { kind: 'project' as const, project_id: given.projectId, invoice_id: null }
      : { kind: 'invoice' as const, project_id: null, invoice_id: given.invoiceId }
  await tx
    .insertInto('estimate_results')
    .values({ workspace_id: workspaceId, estimate_id: estimateId, ...made, made_at: madeAt })
    .execute()
}

function selectEstimates(db: Database, workspaceId: string) {
  return db
    .selectFrom('estimates as e')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'e.workspace_id').onRef('c.id', '=', 'e.client_id'),
    )
    .leftJoin('estimate_results as rp', (join) =>
      join
        .onRef('rp.workspace_id', '=', 'e.workspace_id')
        .onRef('rp.estimate_id', '=', 'e.id')
        .on('rp.kind', '=', 'project'),
    )
    .leftJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'rp.workspace_id').onRef('p.id', '=', 'rp.project_id'),
    )
    .leftJoin('estimate_results as ri', (join) =>
      join
        .onRef('ri.workspace_id', '=', 'e.workspace_id')
        .onRef('ri.estimate_id', '=', 'e.id')
        .on('ri.kind', '=', 'invoice'),
    )
    .leftJoin('invoices as i', (join) =>
      join.onRef('i.workspace_id', '=', 'ri.workspace_id').onRef('i.id', '=', 'ri.invoice_id'),
    )
    .where('e.workspace_id', '=', workspaceId)
    .selectAll('e')
    .select([
      'c.name as client_name',
      'p.id as project_id',
      'p.name as project_name',
      'i.id as invoice_id',
      'i.number as invoice_number',
    ])
}

type Row = Selectable<Tables['estimates']> & {
  client_name: string
  project_id: string | null
  project_name: string | null
  invoice_id: string | null
  invoice_number: string | null
}

function toEstimate(row: Row): Estimate {
  const { project_id: projectId, invoice_id: invoiceId } = row
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    clientId: row.client_id,
    clientName: row.client_name,
    title: row.title,
    issuedOn: row.issued_on,
    validUntil: row.valid_until,
    notes: row.notes,
    currency: row.currency,
    subtotalMinor: row.subtotal_minor,
    taxMinor: row.tax_minor,
    totalMinor: row.total_minor,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    decidedAt: row.decided_at,
    project: projectId === null ? null : { id: projectId, name: row.project_name ?? '' },
    invoice: invoiceId === null ? null : { id: invoiceId, number: row.invoice_number },
  }
}

function columnsOf(fields: EstimateFields, amounts: Amounts) {
  return {
    client_id: fields.clientId,
    title: fields.title,
    issued_on: fields.issuedOn,
    valid_until: fields.validUntil,
    notes: fields.notes,
    subtotal_minor: amounts.subtotalMinor,
    tax_minor: amounts.taxMinor,
    total_minor: amounts.totalMinor,
  }
}
