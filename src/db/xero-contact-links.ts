import { sql } from 'kysely'
import type { SimilarClient } from '#domain/client-suggestion.ts'
import type { ImportedFields } from '#domain/contact-changes.ts'
import { clientNumberKey } from './clients.ts'
import type { Database, Transaction } from './database.ts'

type Tenant = { workspaceId: string; tenantId: string }

/** A client that may be a contact, with what an import could change. */
export type LinkCandidate = ImportedFields & {
  id: string
  /** The contact of this organisation that the client is linked to. */
  contactId: string | null
  /** Whether it belongs to another administration. */
  isElsewhere: boolean
}

export type Candidates = {
  linked: LinkCandidate | undefined
  marked: LinkCandidate | undefined
  numbered: LinkCandidate | undefined
  /** The client of another administration with that number, linked to no contact at all. */
  namesake: LinkCandidate | undefined
}

/** What a contact says about invoices to it. */
export type ContactDefaults = {
  defaultCurrency: string | null
  salesAccountCode: string | null
  salesTaxType: string | null
}

export type StoredLink = ContactDefaults & {
  contactId: string
  clientId: string
  status: string
  updatedAt: Date | null
}

/**
 * For each contact the client that is linked to it, the one its mark names, and the one of this administration that has its
 * number; and the links themselves. Four look-ups by list and no join: tables that were filled a moment ago have no statistics
 * to plan one by.
 */
export async function findLinkCandidates(
  db: Database,
  {
    workspaceId,
    tenantId,
    connectionId,
    contacts,
  }: Tenant & {
    /** The administration that clients are looked for in; null is the default one. */
    connectionId: string | null
    contacts: { contactId: string; number: string | null; markedClientId: string | null }[]
  },
): Promise<{ candidates: Map<string, Candidates>; links: StoredLink[] }> {
  const links = await listLinks(db, {
    workspaceId,
    tenantId,
    contactIds: contacts.map((contact) => contact.contactId),
  })
  const marked = contacts.flatMap((contact) => contact.markedClientId ?? [])
  const keys = contacts.flatMap(({ number }) => (number === null ? [] : clientNumberKey(number)))
  const linkedIds = links.map((link) => link.clientId)
  const byId = await listCandidates(db, { workspaceId, ids: [...linkedIds, ...marked] })
  const known = await listCandidates(db, { workspaceId, keys })
  const [numbered, others] = [
    known.filter((client) => client.connectionId === connectionId),
    known.filter((client) => client.connectionId !== connectionId),
  ]
  const strangers = await withoutAnyLink(db, { workspaceId, clients: others })
  const otherIds = [...byId, ...numbered].map((client) => client.id)
  const otherLinks = await listLinks(db, { workspaceId, tenantId, clientIds: otherIds })

  const contactOf = new Map(otherLinks.map((link) => [link.clientId, link.contactId]))
  const toCandidate = (client: Numbered): LinkCandidate => {
    const isElsewhere = client.connectionId !== connectionId
    return { ...client, contactId: contactOf.get(client.id) ?? null, isElsewhere }
  }
  const clientsById = new Map(byId.map((client) => [client.id, toCandidate(client)]))
  const clientsByKey = new Map(numbered.map((client) => [client.numberKey, toCandidate(client)]))
  const strangersByKey = new Map(strangers.map((client) => [client.numberKey, toCandidate(client)]))
  const linkedOf = new Map(links.map((link) => [link.contactId, clientsById.get(link.clientId)]))
  const candidates = new Map(
    contacts.map(({ contactId, number, markedClientId }) => [
      contactId,
      {
        linked: linkedOf.get(contactId),
        marked: clientsById.get(markedClientId ?? ''),
        numbered: number === null ? undefined : clientsByKey.get(clientNumberKey(number)),
        namesake: number === null ? undefined : strangersByKey.get(clientNumberKey(number)),
      },
    ]),
  )
  return { candidates, links }
}

/** Of these clients, those that are linked to no contact of any organisation. */
async function withoutAnyLink(
  db: Database,
  { workspaceId, clients }: { workspaceId: string; clients: Numbered[] },
): Promise<Numbered[]> {
  if (clients.length === 0) return []
  const clientIds = clients.map((client) => client.id)
  const rows = await db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('client_id', '=', sql<string>`any(${clientIds}::uuid[])`)
    .select('client_id')
    .execute()
  const linked = new Set(rows.map((row) => row.client_id))
  return clients.filter((client) => !linked.has(client.id))
}

/** The links of these contacts, or of these clients. */
export async function listLinks(
  db: Database,
  asked: Tenant & ({ contactIds: string[] } | { clientIds: string[] }),
): Promise<StoredLink[]> {
  const { workspaceId, tenantId } = asked
  const [column, ids] =
    'contactIds' in asked
      ? (['contact_id', asked.contactIds] as const)
      : (['client_id', asked.clientIds] as const)
  return await db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('tenant_id', '=', tenantId)
    .where(column, '=', sql<string>`any(${ids}::uuid[])`)
    .select([
      'contact_id as contactId',
      'client_id as clientId',
      'contact_status as status',
      'contact_updated_at as updatedAt',
      'default_currency as defaultCurrency',
      'sales_account_code as salesAccountCode',
      'sales_tax_type as salesTaxType',
    ])
    .execute()
}

/** Clients as an import sees them, by id. */
export async function listLinkCandidates(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<Map<string, LinkCandidate>> {
  const clients = await listCandidates(db, { workspaceId, ids })
  return new Map(
    clients.map((client) => [client.id, { ...client, contactId: null, isElsewhere: false }]),
  )
}

async function listCandidates(
  db: Database,
  asked: { workspaceId: string } & ({ ids: string[] } | { keys: string[] }),
): Promise<Numbered[]> {
  const { workspaceId } = asked
  const query = selectImported(db, workspaceId).select('number_key as numberKey')
  return await (
    'ids' in asked
      ? query.where('id', '=', sql<string>`any(${asked.ids}::uuid[])`)
      : query.where('number_key', '=', sql<string>`any(${asked.keys}::text[])`)
  ).execute()
}

export async function countLinks(db: Database, { workspaceId, tenantId }: Tenant): Promise<number> {
  const { count } = await db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('tenant_id', '=', tenantId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type ContactLink = { contactId: string; clientId: string }

/** A contact as it was seen last. */
export type SeenContact = ContactDefaults & { status: string; updatedAt: string | null }

/** The links that any of these contacts or clients has. */
export async function listLinksOf(
  db: Database,
  values: Tenant & { contactIds: string[]; clientIds: string[] },
): Promise<ContactLink[]> {
  const { workspaceId, tenantId, contactIds, clientIds } = values
  return await db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('tenant_id', '=', tenantId)
    .where((eb) =>
      eb.or([
        eb('contact_id', '=', sql<string>`any(${contactIds}::uuid[])`),
        eb('client_id', '=', sql<string>`any(${clientIds}::uuid[])`),
      ]),
    )
    .select(['contact_id as contactId', 'client_id as clientId'])
    .execute()
}

/** Links clients to contacts, both free until now. */
export async function insertLinks(
  tx: Transaction,
  values: Tenant & {
    linkedAt: Date
    links: (ContactLink & SeenContact)[]
  },
): Promise<void> {
  const { workspaceId, tenantId, linkedAt, links } = values
  if (links.length === 0) return
  await sql`
    insert into xero_contact_links
      (workspace_id, tenant_id, contact_id, client_id, contact_status, contact_updated_at, linked_at,
       default_currency, sales_account_code, sales_tax_type)
    select ${workspaceId}::uuid, ${tenantId}::uuid, "contactId", "clientId", status, "updatedAt", ${linkedAt},
      "defaultCurrency", "salesAccountCode", "salesTaxType"
    from json_to_recordset(${JSON.stringify(links)}::json) as given("clientId" uuid, ${seenColumns})`.execute(
    tx,
  )
}

/** Follows what linked contacts became: archived, back again, asked to be forgotten. */
export async function updateLinks(
  tx: Transaction,
  values: Tenant & { links: ({ contactId: string } & SeenContact)[] },
): Promise<void> {
  const { workspaceId, tenantId, links } = values
  if (links.length === 0) return
  await sql`
    update xero_contact_links as links
    set contact_status = given.status, contact_updated_at = given."updatedAt",
      default_currency = given."defaultCurrency", sales_account_code = given."salesAccountCode",
      sales_tax_type = given."salesTaxType",
      merged_to_contact_id = case when given.status = 'ACTIVE' then null else links.merged_to_contact_id end
    from json_to_recordset(${JSON.stringify(links)}::json) as given(${seenColumns})
    where links.workspace_id = ${workspaceId} and links.tenant_id = ${tenantId}
      and links.contact_id = given."contactId"`.execute(tx)
}

const seenColumns = sql.raw(`
  "contactId" uuid, status text, "updatedAt" timestamptz, "defaultCurrency" text, "salesAccountCode" text,
  "salesTaxType" text`)

/**
 * Follows contacts that were merged into others: their clients go along, to a contact that nobody has yet. Where another
 * client has it, the link stays as merged, for a person to see.
 */
export async function followMerges(
  tx: Transaction,
  values: Tenant & { merges: { contactId: string; intoContactId: string }[] },
): Promise<void> {
  const { workspaceId, tenantId, merges } = values
  for (const { contactId, intoContactId } of merges) {
    // One after the other: a contact may be merged into one that was merged itself.
    // oxlint-disable-next-line no-await-in-loop
    await sql`
      update xero_contact_links as links
      set contact_id = case when taken.is_so then links.contact_id else ${intoContactId}::uuid end,
        contact_status = case when taken.is_so then 'MERGED' else 'ACTIVE' end,
        contact_updated_at = null,
        merged_to_contact_id = case when taken.is_so then ${intoContactId}::uuid end
      from (select exists (
        select 1 from xero_contact_links
        where workspace_id = ${workspaceId} and tenant_id = ${tenantId} and contact_id = ${intoContactId}
      ) as is_so) as taken
      where links.workspace_id = ${workspaceId} and links.tenant_id = ${tenantId}
        and links.contact_id = ${contactId}`.execute(tx)
  }
}

/** What the clients of the administration that have no contact in its organisation may be recognised by. */
export async function listUnlinkedSimilarClients(
  db: Database,
  { workspaceId, tenantId, connectionId }: Tenant & { connectionId: string | null },
): Promise<SimilarClient[]> {
  return await db
    .selectFrom('clients')
    .where('clients.workspace_id', '=', workspaceId)
    .where('clients.connection_id', 'is not distinct from', connectionId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('xero_contact_links as links')
            .where('links.workspace_id', '=', workspaceId)
            .where('links.tenant_id', '=', tenantId)
            .whereRef('links.client_id', '=', 'clients.id')
            .select('links.client_id'),
        ),
      ),
    )
    .select(['id', 'number', 'name', 'email', 'vat_number as vatNumber'])
    .orderBy('archived_at', (order) => order.desc().nullsFirst())
    .orderBy('id')
    .execute()
}

export type ImportedClient = ImportedFields & { id: string }

/** With the administration it belongs to; null is the default one. */
export type StoredClient = ImportedClient & { connectionId: string | null }
type Numbered = StoredClient & { numberKey: string | null }

/** Makes clients of contacts. One whose number was taken in the meantime is left out; answers the ids that were made. */
export async function insertImportedClients(
  tx: Transaction,
  values: {
    workspaceId: string
    createdAt: Date
    connectionId: string | null
    clients: ImportedClient[]
  },
): Promise<Set<string>> {
  const { workspaceId, createdAt, connectionId, clients } = values
  if (clients.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    insert into clients
      (workspace_id, id, number, name, email, phone, vat_number, invoice_address, visiting_address,
       contact_persons, payment_term_days, source, connection_id, created_at, updated_at)
    select ${workspaceId}::uuid, id, number, name, email, phone, "vatNumber", "invoiceAddress",
      "visitingAddress", "contactPersons", "paymentTermDays", 'xero', ${connectionId}::uuid,
      ${createdAt}::timestamptz, ${createdAt}::timestamptz
    from json_to_recordset(${JSON.stringify(clients)}::json) as given(${clientColumns})
    on conflict do nothing
    returning id`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Locks clients and answers what an import could change of them. */
export async function lockImportedClients(
  tx: Transaction,
  { workspaceId, clientIds }: { workspaceId: string; clientIds: string[] },
): Promise<Map<string, StoredClient>> {
  if (clientIds.length === 0) return new Map()
  const rows = await selectImported(tx, workspaceId)
    .where('id', '=', sql<string>`any(${clientIds}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

function selectImported(db: Database, workspaceId: string) {
  return db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .select([
      'id',
      'number',
      'name',
      'email',
      'phone',
      'vat_number as vatNumber',
      'payment_term_days as paymentTermDays',
      'connection_id as connectionId',
    ])
    .select((eb) => [
      eb.ref('invoice_address').$castTo<ImportedFields['invoiceAddress']>().as('invoiceAddress'),
      eb.ref('visiting_address').$castTo<ImportedFields['visitingAddress']>().as('visitingAddress'),
      eb.ref('contact_persons').$castTo<ImportedFields['contactPersons']>().as('contactPersons'),
    ])
}

export async function updateImportedClients(
  tx: Transaction,
  values: { workspaceId: string; updatedAt: Date; clients: ImportedClient[] },
): Promise<void> {
  const { workspaceId, updatedAt, clients } = values
  if (clients.length === 0) return
  await sql`
    update clients
    set number = given.number, name = given.name, email = given.email, phone = given.phone,
      vat_number = given."vatNumber", invoice_address = given."invoiceAddress",
      visiting_address = given."visitingAddress", contact_persons = given."contactPersons",
      payment_term_days = given."paymentTermDays", updated_at = ${updatedAt}
    from json_to_recordset(${JSON.stringify(clients)}::json) as given(${clientColumns})
    where clients.workspace_id = ${workspaceId} and clients.id = given.id`.execute(tx)
}

const clientColumns = sql.raw(`
  id uuid, number text, name text, email text, phone text, "vatNumber" text, "invoiceAddress" jsonb,
  "visitingAddress" jsonb, "contactPersons" jsonb, "paymentTermDays" integer`)

/** Whether any contact of the administration names an account for its sales. */
export async function hasContactAccounts(
  db: Database,
  { workspaceId, tenantId }: { workspaceId: string; tenantId: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('tenant_id', '=', tenantId)
    .where('sales_account_code', 'is not', null)
    .select('client_id')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
