import { type Selectable, sql } from 'kysely'
import type { Adjustment } from '#domain/document-lines.ts'
import type { EmailState } from '#domain/email-state.ts'
import type { InvoiceParties } from '#domain/invoice-parties.ts'
import type { InvoiceState } from '#domain/invoice-state.ts'
import type { DueFilter } from '#domain/payments.ts'
import type { VatExemption } from '#domain/vat-exemption.ts'
import type { Language } from '#lib/languages.ts'
import { mentionsIn } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { insertMany } from './insert-many.ts'
import { encodeCursor, type Page } from './page.ts'
import type { Tables } from './tables.ts'

export type Invoice = {
  id: string
  number: string | null
  state: InvoiceState
  clientId: string
  clientName: string
  issuedOn: string
  dueOn: string
  reference: string
  currency: string
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  createdAt: Date
  finalisedAt: Date | null
  sentAt: Date | null
  lineCount: number
  /** The invoice that this one credits, and its number. */
  creditsId: string | null
  creditsNumber: string | null
  /** What it is written in; null: as the client reads, else as the workspace writes. */
  language: Language | null
  /** Whether its unit prices have the VAT in them. */
  pricesIncludeVat: boolean
  /** Whether the work behind lines that are credited in full can be billed again. */
  freesItems: boolean
  /** What final credit invoices took back of it, as they say it: less than zero. */
  creditedMinor: number
  /** What was paid on it, without what was taken back. */
  paidMinor: number
  /** Whether credit invoices, drafts too, take back all of every line. */
  isCreditedInFull: boolean
  /** Whether the client is reminded at all. */
  getsReminders: boolean
  /** The last step the client was reminded in, and what became of its e-mail. */
  lastReminder: { step: number; plannedOn: string; state: EmailState } | null
}

export type InvoiceLine = {
  id: string
  position: number
  projectId: string | null
  description: string
  quantity: string
  unitPrice: string
  /** Taken off quantity × price. */
  discountPercentage: string
  /** The percentage of the lines above that it is a part of, below zero a discount. */
  adjustment: Adjustment | null
  netMinor: number
  vatRateId: string | null
  vatPercentage: string
  taxMinor: number
  itemCode: string | null
  /** Why nothing is charged at 0%, and what is said of it; kept as it was once the invoice is final. */
  exemption: VatExemption | null
  exemptionReason: string
  /** How many registered items it bills; none for a line that a person typed. */
  itemCount: number
  /** The line that this one takes back. */
  creditsLineId: string | null
  /** As its invoice says. */
  pricesIncludeVat: boolean
  /** What credit invoices, drafts too, take back of it: of the other sign. */
  credited: { quantity: string; netMinor: number; taxMinor: number }
}

export type NewInvoiceLine = Omit<
  InvoiceLine,
  | 'itemCount'
  | 'creditsLineId'
  | 'credited'
  | 'pricesIncludeVat'
  | 'exemption'
  | 'exemptionReason'
  | 'discountPercentage'
  | 'adjustment'
> & {
  creditsLineId?: string
  discountPercentage?: string
  adjustment?: Adjustment
}
/** What invoices of one currency come to, and what of it is still due and overdue. */
export type InvoiceSum = {
  currency: string
  totalMinor: number
  dueMinor: number
  overdueMinor: number
}
type Amounts = Pick<Invoice, 'subtotalMinor' | 'taxMinor' | 'totalMinor'>
type Key = { workspaceId: string; invoiceId: string }

export async function insertInvoice(
  tx: Transaction,
  values: {
    workspaceId: string
    createdBy: string
    invoice: Pick<
      Invoice,
      'id' | 'clientId' | 'issuedOn' | 'dueOn' | 'reference' | 'currency' | 'createdAt'
    > &
      Partial<Pick<Invoice, 'creditsId' | 'freesItems' | 'language' | 'pricesIncludeVat'>> &
      Amounts
  },
): Promise<void> {
  const { workspaceId, createdBy, invoice } = values
  await tx
    .insertInto('invoices')
    .values({
      workspace_id: workspaceId,
      id: invoice.id,
      client_id: invoice.clientId,
      state: 'draft',
      number: null,
      issued_on: invoice.issuedOn,
      due_on: invoice.dueOn,
      reference: invoice.reference,
      currency: invoice.currency,
      subtotal_minor: invoice.subtotalMinor,
      tax_minor: invoice.taxMinor,
      total_minor: invoice.totalMinor,
      created_by: createdBy,
      created_at: invoice.createdAt,
      finalised_at: null,
      sent_at: null,
      credits_id: invoice.creditsId ?? null,
      frees_items: invoice.freesItems ?? false,
      language: invoice.language ?? null,
      prices_include_vat: invoice.pricesIncludeVat ?? false,
    })
    .execute()
}

export async function insertInvoiceLines(
  tx: Transaction,
  { workspaceId, invoiceId, lines }: Key & { lines: readonly NewInvoiceLine[] },
): Promise<void> {
  await insertMany<NewInvoiceLine>(tx, 'invoice_lines', {
    all: {
      workspace_id: ['uuid', workspaceId],
      invoice_id: ['uuid', invoiceId],
    },
    columns: {
      id: ['uuid', (line) => line.id],
      position: ['integer', (line) => line.position],
      project_id: ['uuid', (line) => line.projectId],
      description: ['text', (line) => line.description],
      quantity: ['numeric', (line) => line.quantity],
      unit_price: ['numeric', (line) => line.unitPrice],
      net_minor: ['bigint', (line) => line.netMinor],
      vat_rate_id: ['uuid', (line) => line.vatRateId],
      vat_percentage: ['numeric', (line) => line.vatPercentage],
      tax_minor: ['bigint', (line) => line.taxMinor],
      item_code: ['text', (line) => line.itemCode],
      credits_line_id: ['uuid', (line) => line.creditsLineId ?? null],
      discount_percentage: ['numeric', (line) => line.discountPercentage ?? '0'],
      adjustment_id: ['uuid', (line) => line.adjustment?.id ?? null],
      adjustment_percentage: ['numeric', (line) => line.adjustment?.percentage ?? null],
    },
    rows: lines,
  })
}

export async function findInvoice(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<Invoice | undefined> {
  const row = await selectInvoices(db, workspaceId).where('i.id', '=', invoiceId).executeTakeFirst()
  return row && toInvoice(row)
}

/** Locks the invoice, so that what is decided about it stays true until the end of the transaction. */
export async function lockInvoice(tx: Transaction, key: Key): Promise<Invoice | undefined> {
  const locked = await tx
    .selectFrom('invoices')
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.invoiceId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return locked && (await findInvoice(tx, key))
}

/** Invoices, the newest first, and how many match in all. */
export async function listInvoicesPage(
  db: Database,
  {
    workspaceId,
    limit,
    before,
    ...filter
  }: {
    workspaceId: string
    limit: number
    before: string | undefined
    q?: string | undefined
    state?: InvoiceState | undefined
    clientId?: string | undefined
    due?: DueFilter | undefined
    /** The day that it is where the workspace is. */
    today: string
  },
): Promise<Page<Invoice> & { total: number; sums: InvoiceSum[] }> {
  let query = selectInvoices(db, workspaceId).where(
    mentionsIn(['i.number', 'i.reference', 'c.name'], filter.q),
  )
  if (filter.state) query = query.where('i.state', '=', filter.state)
  if (filter.clientId) query = query.where('i.client_id', '=', filter.clientId)
  if (filter.due) query = query.where(dueIs(filter.due, filter.today))
  const counted = query
    .clearSelect()
    .select('i.currency')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .select(sql<number>`sum(i.total_minor)::bigint`.as('totalMinor'))
    .select(sql<number>`sum(${due})::bigint`.as('dueMinor'))
    .select(
      sql<number>`coalesce(sum(${due}) filter (where i.due_on < ${filter.today} and ${due} > 0), 0)::bigint`.as(
        'overdueMinor',
      ),
    )
    .groupBy('i.currency')
    .orderBy('i.currency')
  const page = before ? query.where('i.id', '<', before) : query
  const [rows, sums] = await Promise.all([
    page
      .orderBy('i.id', 'desc')
      .limit(limit + 1)
      .execute(),
    counted.execute(),
  ])
  const items = rows.slice(0, limit).map(toInvoice)
  const last = rows.length > limit ? items.at(-1) : undefined
  const total = sums.reduce((sum, { count }) => sum + Number(count), 0)
  return { items, nextCursor: last ? encodeCursor([last.id]) : null, total, sums }
}

/** Invoices that clients have and are late with, but for clients that are never reminded; the oldest debt first. */
export async function listInvoicesToRemind(
  db: Database,
  { workspaceId, today }: { workspaceId: string; today: string },
): Promise<Invoice[]> {
  const rows = await selectInvoices(db, workspaceId)
    .where('i.state', '=', 'sent')
    .where('c.gets_reminders', '=', true)
    .where(dueIs('overdue', today))
    .orderBy('i.due_on')
    .orderBy('i.id')
    .execute()
  return rows.map(toInvoice)
}

export async function listInvoiceLines(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<InvoiceLine[]> {
  const { rows } = await sql<InvoiceLine>`
    select l.id, l.position, l.project_id as "projectId", l.description, l.quantity, l.unit_price as "unitPrice",
      l.discount_percentage as "discountPercentage",
      case when l.adjustment_id is not null then
        json_build_object('id', l.adjustment_id, 'percentage', l.adjustment_percentage::text) end as adjustment,
      l.net_minor as "netMinor", l.vat_rate_id as "vatRateId", l.vat_percentage as "vatPercentage",
      l.tax_minor as "taxMinor", l.item_code as "itemCode",
      ${exemption} as exemption,
      ${exemptionReason} as "exemptionReason",
      (select count(*) from billed_items b where b.workspace_id = l.workspace_id and b.document_kind = 'invoice'
        and b.document_id = l.invoice_id and b.line_id = l.id) as "itemCount",
      l.credits_line_id as "creditsLineId", i.prices_include_vat as "pricesIncludeVat",
      json_build_object('quantity', coalesce(k.quantity, 0)::numeric(12, 2)::text, 'netMinor', coalesce(k.net_minor, 0),
        'taxMinor', coalesce(k.tax_minor, 0)) as credited
    from invoice_lines l
    join invoices i on i.workspace_id = l.workspace_id and i.id = l.invoice_id
    ${saysWhy}
    left join lateral (
      select sum(c.quantity) as quantity, sum(c.net_minor) as net_minor, sum(c.tax_minor) as tax_minor from invoice_lines c
      where c.workspace_id = l.workspace_id and c.credits_line_id = l.id) k on true
    where l.workspace_id = ${workspaceId} and l.invoice_id = ${invoiceId}
    order by l.position`.execute(db)
  return rows
}

// What is final keeps what was said of 0%, a credit invoice says what the line did that it takes back; a draft says what the rate does now.
const saysWhy = sql`
    left join vat_rates v on v.workspace_id = l.workspace_id and v.id = l.vat_rate_id and l.vat_percentage = 0
    left join invoice_lines o on o.workspace_id = l.workspace_id and o.id = l.credits_line_id`
const exemption = sql`coalesce(l.exemption, o.exemption, v.exemption)`
const exemptionReason = sql`case when l.exemption is not null then l.exemption_reason
        when o.exemption is not null then o.exemption_reason else coalesce(v.exemption_reason, '') end`

/** Writes down why nothing is charged on the lines at 0%, for an invoice that becomes final. */
export async function keepExemptions(
  tx: Transaction,
  { workspaceId, invoiceId }: Key,
): Promise<void> {
  await sql`
    update invoice_lines k set exemption = s.exemption, exemption_reason = s.reason
    from (
      select l.id, ${exemption} as exemption, ${exemptionReason} as reason
      from invoice_lines l ${saysWhy}
      where l.workspace_id = ${workspaceId} and l.invoice_id = ${invoiceId}) s
    where k.workspace_id = ${workspaceId} and k.invoice_id = ${invoiceId} and k.id = s.id
      and s.exemption is not null`.execute(tx)
}

/** What the lines of an invoice bill by: hours or kilometres; nothing for others. Credits as the line they take back. */
export async function listLineUnits(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<Map<string, 'time_entry' | 'mileage'>> {
  const { rows } = await sql<{ id: string; kind: 'time_entry' | 'mileage' }>`
    select l.id, min(a.item_kind) as kind
    from invoice_lines l
    join allocations a on a.workspace_id = l.workspace_id and a.document_kind = 'invoice'
      and a.line_id = coalesce(l.credits_line_id, l.id)
      and a.document_id in (l.invoice_id, (select i.credits_id from invoices i
        where i.workspace_id = l.workspace_id and i.id = l.invoice_id))
    where l.workspace_id = ${workspaceId} and l.invoice_id = ${invoiceId}
    group by l.id
    having bool_and(a.item_kind = 'time_entry') or bool_and(a.item_kind = 'mileage')`.execute(db)
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

/** Credit invoices of an invoice, drafts too, in the order they were made. */
export async function listCreditInvoices(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<Pick<Invoice, 'id' | 'number' | 'state' | 'totalMinor'>[]> {
  return await db
    .selectFrom('invoices')
    .where('workspace_id', '=', workspaceId)
    .where('credits_id', '=', invoiceId)
    .select(['id', 'number', 'state', 'total_minor as totalMinor'])
    .orderBy('id')
    .execute()
}

/** The lines of an invoice that final credit invoices take back in full. */
export async function listLinesCreditedInFull(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select l.id from invoice_lines l
    where l.workspace_id = ${workspaceId} and l.invoice_id = ${invoiceId} and l.quantity = - (
      select sum(k.quantity) from invoice_lines k
      join invoices c on c.workspace_id = k.workspace_id and c.id = k.invoice_id
      where k.workspace_id = l.workspace_id and k.credits_line_id = l.id and c.state <> 'draft')`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

export async function deleteInvoiceLines(
  tx: Transaction,
  { workspaceId, invoiceId, lineIds }: Key & { lineIds: string[] },
): Promise<void> {
  if (lineIds.length === 0) return
  await tx
    .deleteFrom('invoice_lines')
    .where('workspace_id', '=', workspaceId)
    .where('invoice_id', '=', invoiceId)
    .where('id', 'in', lineIds)
    .execute()
}

type PlacedRow = Pick<
  InvoiceLine,
  'id' | 'position' | 'discountPercentage' | 'netMinor' | 'taxMinor'
>

/** Gives lines their places and discounts, all at once. */
export async function placeInvoiceLines(
  tx: Transaction,
  { workspaceId, invoiceId, lines }: Key & { lines: readonly PlacedRow[] },
): Promise<void> {
  if (lines.length === 0) return
  const all = <Value>(of: (line: PlacedRow) => Value) => lines.map(of)
  await sql`
    update invoice_lines l set position = p.position, discount_percentage = p.discount, net_minor = p.net, tax_minor = p.tax
    from unnest(${all((line) => line.id)}::uuid[], ${all((line) => line.position)}::integer[],
      ${all((line) => line.discountPercentage)}::numeric[], ${all((line) => line.netMinor)}::bigint[],
      ${all((line) => line.taxMinor)}::bigint[]) as p (id, position, discount, net, tax)
    where l.workspace_id = ${workspaceId} and l.invoice_id = ${invoiceId} and l.id = p.id`.execute(
    tx,
  )
}

export async function updateInvoiceRow(
  tx: Transaction,
  {
    workspaceId,
    invoiceId,
    values,
  }: Key & {
    values: Pick<Invoice, 'issuedOn' | 'dueOn' | 'reference' | 'language' | 'pricesIncludeVat'> &
      Amounts
  },
): Promise<void> {
  await tx
    .updateTable('invoices')
    .set({
      issued_on: values.issuedOn,
      due_on: values.dueOn,
      reference: values.reference,
      language: values.language,
      prices_include_vat: values.pricesIncludeVat,
      subtotal_minor: values.subtotalMinor,
      tax_minor: values.taxMinor,
      total_minor: values.totalMinor,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', invoiceId)
    .execute()
}

/** Deletes the invoice with its lines. */
export async function deleteInvoiceRow(
  tx: Transaction,
  { workspaceId, invoiceId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('invoices')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', invoiceId)
    .execute()
}

/** The VAT rates that a line may have; `isStandard` is that of a line of this client where nothing is chosen. */
export async function listVatChoices(
  db: Database,
  { workspaceId, clientId }: { workspaceId: string; clientId: string },
): Promise<{ id: string; percentage: string; isStandard: boolean }[]> {
  const { rows } = await sql<{ id: string; percentage: string; isStandard: boolean }>`
    select v.id, v.percentage, v.id = coalesce(
      (select c.vat_rate_id from clients c where c.workspace_id = v.workspace_id and c.id = ${clientId}),
      (select d.id from vat_rates d where d.workspace_id = v.workspace_id and d.is_default)) is true as "isStandard"
    from vat_rates v where v.workspace_id = ${workspaceId}`.execute(db)
  return rows
}

/** The next number of a series. Whoever asks next waits until this transaction ends, so that no number is left out. */
export async function takeInvoiceNumber(
  tx: Transaction,
  { workspaceId, series }: { workspaceId: string; series: string },
): Promise<number> {
  const row = await tx
    .insertInto('invoice_counters')
    .values({ workspace_id: workspaceId, series, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'series'])
        .doUpdateSet({ last_number: sql<number>`invoice_counters.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return row.last_number
}

export async function setInvoiceFinalised(
  tx: Transaction,
  {
    workspaceId,
    invoiceId,
    number,
    finalisedAt,
    parties,
  }: Key & { number: string; finalisedAt: Date; parties: InvoiceParties },
): Promise<void> {
  await tx
    .updateTable('invoices')
    .set({
      state: 'finalised',
      number,
      finalised_at: finalisedAt,
      parties: JSON.stringify(parties),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', invoiceId)
    .execute()
}

/** Who a final invoice is from and to; null for drafts, and for what was final before they were kept. */
export async function findInvoiceParties(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<InvoiceParties | null> {
  const row = await db
    .selectFrom('invoices')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', invoiceId)
    .select('parties')
    .executeTakeFirst()
  return (row?.parties ?? null) as InvoiceParties | null // Written by setInvoiceFinalised alone.
}

export async function setInvoiceSent(
  tx: Transaction,
  { workspaceId, invoiceId, sentAt }: Key & { sentAt: Date },
): Promise<void> {
  await tx
    .updateTable('invoices')
    .set({ state: 'sent', sent_at: sentAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', invoiceId)
    .execute()
}

const credited = sql<number>`(select coalesce(sum(k.total_minor), 0)::bigint from invoices k
  where k.workspace_id = i.workspace_id and k.credits_id = i.id and k.state <> 'draft')`
const paid = sql<number>`(select coalesce(sum(p.amount_minor), 0)::bigint from invoice_payments p
  where p.workspace_id = i.workspace_id and p.invoice_id = i.id and p.taken_back_at is null)`
/** What is still due; nothing of drafts and of credit invoices, which are set off. As `paymentStanding` says it. */
const due = sql<number>`case when i.state = 'draft' or i.credits_id is not null then 0
  else i.total_minor + ${credited} - ${paid} end`

function dueIs(filter: DueFilter, today: string) {
  const final = sql`i.state <> 'draft' and i.credits_id is null`
  if (filter === 'paid') return sql<boolean>`${final} and ${due} = 0`
  if (filter === 'open') return sql<boolean>`${final} and ${due} <> 0`
  return sql<boolean>`${final} and i.due_on < ${today} and ${due} > 0`
}

function selectInvoices(db: Database, workspaceId: string) {
  return db
    .selectFrom('invoices as i')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'i.workspace_id').onRef('c.id', '=', 'i.client_id'),
    )
    .where('i.workspace_id', '=', workspaceId)
    .selectAll('i')
    .select('c.name as client_name')
    .select((eb) =>
      eb
        .selectFrom('invoice_lines as l')
        .whereRef('l.workspace_id', '=', 'i.workspace_id')
        .whereRef('l.invoice_id', '=', 'i.id')
        .select((lines) => lines.fn.countAll<number>().as('count'))
        .as('line_count'),
    )
    .leftJoin('invoices as o', (join) =>
      join.onRef('o.workspace_id', '=', 'i.workspace_id').onRef('o.id', '=', 'i.credits_id'),
    )
    .select('o.number as credits_number')
    .select([
      sql<number>`${credited}`.as('credited_minor'),
      sql<number>`${paid}`.as('paid_minor'),
      sql<boolean>`not exists (
        select from invoice_lines l where l.workspace_id = i.workspace_id and l.invoice_id = i.id
          and l.quantity <> coalesce((select - sum(k.quantity) from invoice_lines k
            where k.workspace_id = l.workspace_id and k.credits_line_id = l.id), 0))`.as(
        'is_credited_in_full',
      ),
      'c.gets_reminders',
      sql<
        Invoice['lastReminder']
      >`(select json_build_object('step', r.step, 'plannedOn', r.planned_on, 'state', e.state)
        from invoice_reminders r join emails e on e.workspace_id = r.workspace_id and e.id = r.email_id
        where r.workspace_id = i.workspace_id and r.invoice_id = i.id order by r.step desc limit 1)`.as(
        'last_reminder',
      ),
    ])
}

type Row = Selectable<Tables['invoices']> & {
  client_name: string
  line_count: number | null
  credits_number: string | null
  credited_minor: number
  paid_minor: number
  is_credited_in_full: boolean
  gets_reminders: boolean
  last_reminder: Invoice['lastReminder']
}

function toInvoice(row: Row): Invoice {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    clientId: row.client_id,
    clientName: row.client_name,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    reference: row.reference,
    currency: row.currency,
    subtotalMinor: row.subtotal_minor,
    taxMinor: row.tax_minor,
    totalMinor: row.total_minor,
    createdAt: row.created_at,
    finalisedAt: row.finalised_at,
    sentAt: row.sent_at,
    lineCount: row.line_count ?? 0,
    creditsId: row.credits_id,
    creditsNumber: row.credits_number,
    language: row.language,
    pricesIncludeVat: row.prices_include_vat,
    freesItems: row.frees_items,
    creditedMinor: Number(row.credited_minor),
    paidMinor: Number(row.paid_minor),
    isCreditedInFull: row.is_credited_in_full,
    getsReminders: row.gets_reminders,
    lastReminder: row.last_reminder,
  }
}
