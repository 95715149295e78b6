import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { isFoundIn, type NameCursor, type NamedFilter } from './by-name.ts'
import { listOrder } from './list-order.ts'
import { linkedOf, type Named } from './links.ts'
import type { Database, Transaction } from './database.ts'
import { encodeCursor, type Page } from './page.ts'
import type { Tables } from './tables.ts'
import { countUses, rowsNaming } from './uses.ts'
import type { HourRounding } from '#domain/hour-rounding.ts'
import type { Address } from '#domain/invoice-parties.ts'
import type { Use } from '#domain/uses.ts'

export type ContactPerson = { name: string; email: string | null }
export const clientTags = {
  table: 'client_tags',
  owner: 'client_id',
  column: 'tag_id',
  named: 'tags',
} as const

/** A client as it is kept, with the Xero contact it is linked to. */
export type Client = {
  id: string
  number: string | null
  name: string
  email: string | null
  phone: string | null
  vatNumber: string | null
  /** Where its e-invoices go, such as '0106:12345678'. */
  electronicAddress: string | null
  /** What it wants to be named by in every e-invoice. */
  buyerReference: string | null
  invoiceAddress: Address
  visitingAddress: Address
  contactPersons: ContactPerson[]
  paymentTermDays: number | null
  hourlyRate: string | null
  mileageRate: string | null
  vatRateId: string | null
  /** How its hours are rounded when they are billed; null: as the workspace says. */
  hourRounding: HourRounding | null
  notes: string
  /** Of files that go to it; null for the workspace's. */
  language: 'en' | 'nl' | null
  iban: string | null
  /** Who gets the invoices; null: the client's own address. */
  billingContact: ContactPerson | null
  /** Whether it is reminded of overdue invoices. */
  getsReminders: boolean
  tags: Named[]
  /** The administration it belongs to; null for the default one. */
  connectionId: string | null
  source: 'hourbook' | 'xero' | 'file'
  archivedAt: Date | null
  createdAt: Date
  updatedAt: Date
  xeroContactId: string | null
  xeroShortCode: string | null
  xeroContact: LinkedContact | null
}

/** What is known of the contact that a client is linked to. */
export type LinkedContact = {
  status: string
  mergedIntoClientId: string | null
  mergedIntoClientName: string | null
  defaultCurrency: string | null
  salesAccountCode: string | null
  salesTaxType: string | null
}

export type ClientFields = Omit<
  Client,
  | 'id'
  | 'tags'
  | 'source'
  | 'archivedAt'
  | 'createdAt'
  | 'updatedAt'
  | 'xeroContactId'
  | 'xeroShortCode'
  | 'xeroContact'
>

export type ClientFilter = NamedFilter & {
  tagId?: string | undefined
  source?: 'hourbook' | 'xero' | 'file' | undefined
  /** Of this administration; null is the default one. */
  connectionId?: string | null | undefined
}

// Links to an organisation that is not the client's administration stay, but do not show.
const administrationStates = ['active', 'reconnect', 'scope_missing'] as const

const sorts = {
  number: sql`clients.number`,
  email: sql`clients.email`,
  city: sql`clients.invoice_address ->> 'city'`,
  source: sql`clients.source`,
}

type Key = { workspaceId: string; clientId: string }

/** One page of clients by name, and how many match in all where that is asked. */
export async function listClientsPage(
  db: Database,
  {
    workspaceId,
    limit,
    after,
    withTotal = true,
    ...filter
  }: {
    workspaceId: string
    limit: number
    after: NameCursor | undefined
    withTotal?: boolean | undefined
  } & ClientFilter,
): Promise<Page<Client> & { total?: number }> {
  let matching = db.selectFrom('clients').where('clients.workspace_id', '=', workspaceId)
  if (filter.archived !== 'all') {
    matching = matching.where('archived_at', filter.archived === 'true' ? 'is not' : 'is', null)
  }
  if (filter.source) matching = matching.where('source', '=', filter.source)
  const { tagId } = filter
  if (tagId !== undefined) {
    matching = matching.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('client_tags as x')
          .where('x.workspace_id', '=', workspaceId)
          .whereRef('x.client_id', '=', 'clients.id')
          .where('x.tag_id', '=', tagId)
          .select('x.tag_id'),
      ),
    )
  }
  if (filter.connectionId !== undefined) {
    matching = matching.where('clients.connection_id', 'is not distinct from', filter.connectionId)
  }
  if (filter.q) matching = matching.where(isFoundIn('clients.search_text', filter.q))
  const order = listOrder('clients', sorts, { filter, after })
  const page = matching.where(order.isAfter)
  const [rows, counted] = await Promise.all([
    page
      .leftJoin('xero_connections as xero', (join) =>
        join
          .onRef('xero.workspace_id', '=', 'clients.workspace_id')
          .on(isItsAdministration)
          .on('xero.state', 'in', administrationStates),
      )
      .leftJoin('xero_contact_links as links', (join) =>
        join
          .onRef('links.workspace_id', '=', 'clients.workspace_id')
          .onRef('links.client_id', '=', 'clients.id')
          .onRef('links.tenant_id', '=', 'xero.tenant_id'),
      )
      .selectAll('clients')
      .select(linkColumns)
      .select(mergedInto)
      .select(linkedOf(clientTags, 'clients').as('tags'))
      .select(order.value.as('sort_name'))
      .orderBy(order.words)
      .limit(limit + 1)
      .execute(),
    withTotal
      ? matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      : undefined,
  ])
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(toClient),
    nextCursor: last ? encodeCursor([last.sort_name, last.id]) : null,
    ...(counted && { total: counted.total }),
  }
}

export async function findClient(
  db: Database,
  { workspaceId, clientId }: Key,
): Promise<Client | undefined> {
  const row = await db
    .selectFrom('clients')
    .leftJoin('xero_connections as xero', (join) =>
      join
        .onRef('xero.workspace_id', '=', 'clients.workspace_id')
        .on(isItsAdministration)
        .on('xero.state', 'in', administrationStates),
    )
    .leftJoin('xero_contact_links as links', (join) =>
      join
        .onRef('links.workspace_id', '=', 'clients.workspace_id')
        .onRef('links.client_id', '=', 'clients.id')
        .onRef('links.tenant_id', '=', 'xero.tenant_id'),
    )
    .where('clients.workspace_id', '=', workspaceId)
    .where('clients.id', '=', clientId)
    .selectAll('clients')
    .select(linkColumns)
    .select(mergedInto)
    .select(linkedOf(clientTags, 'clients').as('tags'))
    .executeTakeFirst()
  return row && toClient(row)
}

/** Locks the client, so that what is decided about it stays true until the end of the transaction. */
export async function lockClient(
  tx: Transaction,
  { workspaceId, clientId }: Key,
): Promise<Client | undefined> {
  const row = await tx
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .selectAll()
    .select(linkedOf(clientTags, 'clients').as('tags'))
    .forUpdate()
    .executeTakeFirst()
  return row && toClient(row)
}

export type WantedNumber = { number: string; connectionId: string | null }

/** Of these numbers, by `wantedKey`, those that a client of the same administration has already. */
export async function listTakenClientNumbers(
  db: Database,
  {
    workspaceId,
    wanted,
    exceptClientId,
  }: { workspaceId: string; wanted: readonly WantedNumber[]; exceptClientId?: string },
): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const keys = [...new Set(wanted.map(({ number }) => clientNumberKey(number)))]
  let query = db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('number_key', 'in', keys)
    .select(['number_key', 'connection_id'])
  if (exceptClientId) query = query.where('id', '!=', exceptClientId)
  const rows = await query.execute()
  return new Set(
    rows.map((row) => wantedKey({ number: row.number_key ?? '', connectionId: row.connection_id })),
  )
}

/** The tags of each of these clients, by name. */
export async function listTagsOfClients(
  db: Database,
  { workspaceId, clientIds }: { workspaceId: string; clientIds: string[] },
): Promise<Map<string, Named[]>> {
  if (clientIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${sql.val(clientIds)}::uuid[])`)
    .select(['id', linkedOf(clientTags, 'clients').as('tags')])
    .execute()
  return new Map(rows.map((row) => [row.id, row.tags]))
}

/** All numbers of an administration; null is the default one. */
export async function listClientNumbers(
  db: Database,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string | null },
): Promise<string[]> {
  const rows = await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', 'is not distinct from', connectionId)
    .where('number', 'is not', null)
    .select('number')
    .execute()
  return rows.flatMap((row) => row.number ?? [])
}

/** A number within its administration. */
export function wantedKey({ number, connectionId }: WantedNumber): string {
  return `${connectionId ?? ''} ${clientNumberKey(number)}`
}

/** How client numbers are compared; the same words as the generated column number_key. */
export function clientNumberKey(number: string): string {
  return number.replaceAll(/\s/g, '').toLowerCase()
}

export async function insertClients(
  tx: Transaction,
  values: {
    workspaceId: string
    createdAt: Date
    clients: (ClientFields & { id: string; source: Client['source'] })[]
  },
): Promise<void> {
  const { workspaceId, createdAt } = values
  const rows = values.clients.map((client) => ({
    workspace_id: workspaceId,
    id: client.id,
    source: client.source,
    ...columnsOf(client),
    created_at: createdAt,
    updated_at: createdAt,
  }))
  await tx.insertInto('clients').values(rows).execute()
}

export async function updateClientRow(
  tx: Transaction,
  {
    workspaceId,
    clientId,
    ...values
  }: Key & { fields: ClientFields; archivedAt: Date | null; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('clients')
    .set({
      ...columnsOf(values.fields),
      archived_at: values.archivedAt,
      updated_at: values.updatedAt,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .execute()
}

/** The administration that each of these clients belongs to; null for the default one. */
export async function listConnectionsOfClients(
  db: Database,
  { workspaceId, clientIds }: { workspaceId: string; clientIds: string[] },
): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${sql.val(clientIds)}::uuid[])`)
    .select(['id', 'connection_id'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.connection_id]))
}

/** How many clients each administration has; null is the default one. */
export async function countClientsByConnection(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<Map<string | null, number>> {
  const rows = await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .groupBy('connection_id')
    .select((eb) => ['connection_id', eb.fn.countAll<number>().as('clients')])
    .execute()
  return new Map(rows.map((row) => [row.connection_id, Number(row.clients)]))
}

/** Gives all clients of one administration to another; null is the default one. */
export async function moveClientsOf(
  tx: Transaction,
  { workspaceId, from, to }: { workspaceId: string; from: string | null; to: string | null },
): Promise<void> {
  await tx
    .updateTable('clients')
    .set({ connection_id: to })
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', 'is not distinct from', from)
    .execute()
}

/** What is the client's, so that it may only be archived. */
export async function countClientUses(
  tx: Transaction,
  { workspaceId, clientId: id }: Key,
): Promise<Use[]> {
  return await countUses(tx, {
    projects: sql`(select count(*) from projects
      where workspace_id = ${workspaceId} and ${id} in (client_id, bill_to_client_id))`,
    invoices: rowsNaming('invoices', 'client_id', { workspaceId, id }),
    recurring_invoices: rowsNaming('recurring_invoices', 'client_id', { workspaceId, id }),
    estimates: rowsNaming('estimates', 'client_id', { workspaceId, id }),
    xero_documents: rowsNaming('xero_documents', 'client_id', { workspaceId, id }),
  })
}

export async function deleteClientRow(
  tx: Transaction,
  { workspaceId, clientId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('client_id', '=', clientId)
    .execute()
  await tx
    .deleteFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .execute()
}

function columnsOf(fields: ClientFields) {
  return {
    number: fields.number,
    name: fields.name,
    email: fields.email,
    phone: fields.phone,
    vat_number: fields.vatNumber,
    electronic_address: fields.electronicAddress,
    buyer_reference: fields.buyerReference,
    invoice_address: JSON.stringify(fields.invoiceAddress),
    visiting_address: JSON.stringify(fields.visitingAddress),
    contact_persons: JSON.stringify(fields.contactPersons),
    payment_term_days: fields.paymentTermDays,
    hourly_rate: fields.hourlyRate,
    mileage_rate: fields.mileageRate,
    vat_rate_id: fields.vatRateId,
    hour_rounding: fields.hourRounding,
    notes: fields.notes,
    language: fields.language,
    iban: fields.iban,
    billing_contact_name: fields.billingContact?.name ?? null,
    billing_contact_email: fields.billingContact?.email ?? null,
    gets_reminders: fields.getsReminders,
    connection_id: fields.connectionId,
  }
}

function toClient(
  row: Selectable<Tables['clients']> & Partial<LinkRow> & { tags?: Named[] },
): Client {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    email: row.email,
    phone: row.phone,
    vatNumber: row.vat_number,
    electronicAddress: row.electronic_address,
    buyerReference: row.buyer_reference,
    // These columns are only ever written by columnsOf.
    invoiceAddress: row.invoice_address as Address,
    visitingAddress: row.visiting_address as Address,
    contactPersons: row.contact_persons as ContactPerson[],
    paymentTermDays: row.payment_term_days,
    hourlyRate: row.hourly_rate,
    mileageRate: row.mileage_rate,
    vatRateId: row.vat_rate_id,
    hourRounding: row.hour_rounding,
    notes: row.notes,
    language: row.language,
    iban: row.iban,
    billingContact:
      row.billing_contact_name === null
        ? null
        : { name: row.billing_contact_name, email: row.billing_contact_email },
    getsReminders: row.gets_reminders,
    tags: row.tags ?? [],
    connectionId: row.connection_id,
    source: row.source,
    archivedAt: row.archived_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    xeroContactId: row.contact_id ?? null,
    xeroShortCode: row.short_code ?? null,
    xeroContact: linkedContact(row),
  }
}

const isItsAdministration = sql<boolean>`
  case when clients.connection_id is null then xero.is_default else xero.id = clients.connection_id end`

const linkColumns = [
  'links.contact_id',
  'xero.short_code',
  'links.contact_status',
  'links.default_currency',
  'links.sales_account_code',
  'links.sales_tax_type',
] as const

/** The client that has the contact now into which this one's was merged; read only where there is one. */
const mergedInto = sql<{
  id: string
  name: string
} | null>`case when links.merged_to_contact_id is not null then (
  select json_build_object('id', others.id, 'name', others.name)
  from xero_contact_links as their_links
  join clients as others on others.workspace_id = their_links.workspace_id and others.id = their_links.client_id
  where their_links.workspace_id = links.workspace_id and their_links.tenant_id = links.tenant_id
    and their_links.contact_id = links.merged_to_contact_id
) end`.as('merged_into')

type LinkRow = {
  contact_id: string | null
  short_code: string | null
  contact_status: string | null
  default_currency: string | null
  sales_account_code: string | null
  sales_tax_type: string | null
  merged_into: { id: string; name: string } | null
}

function linkedContact(row: Partial<LinkRow>): LinkedContact | null {
  if (!row.contact_id || !row.contact_status) return null
  return {
    status: row.contact_status,
    mergedIntoClientId: row.merged_into?.id ?? null,
    mergedIntoClientName: row.merged_into?.name ?? null,
    defaultCurrency: row.default_currency ?? null,
    salesAccountCode: row.sales_account_code ?? null,
    salesTaxType: row.sales_tax_type ?? null,
  }
}

/** What documents for these clients are written in: their own language, or else the workspace's. */
export async function listClientLanguages(
  db: Database,
  { workspaceId, clientIds }: { workspaceId: string; clientIds: readonly string[] },
): Promise<Map<string, string>> {
  if (clientIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('clients')
    .innerJoin('workspaces', 'workspaces.workspace_id', 'clients.workspace_id')
    .where('clients.workspace_id', '=', workspaceId)
    .where('clients.id', 'in', [...clientIds])
    .select(['clients.id', 'clients.language', 'workspaces.language as workspaceLanguage'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.language ?? row.workspaceLanguage]))
}

/** Those of these clients to whom an invoice can be e-mailed. */
export async function listClientsWithAddress(
  db: Database,
  { workspaceId, clientIds }: { workspaceId: string; clientIds: readonly string[] },
): Promise<Set<string>> {
  if (clientIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...clientIds])
    .where((eb) => eb(eb.fn.coalesce('billing_contact_email', 'email'), '<>', ''))
    .select('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The language of files that go to a client; null for the workspace's. */
export async function findClientLanguage(
  db: Database,
  { workspaceId, clientId }: { workspaceId: string; clientId: string },
): Promise<'en' | 'nl' | null> {
  const row = await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .select('language')
    .executeTakeFirst()
  return row?.language ?? null
}
