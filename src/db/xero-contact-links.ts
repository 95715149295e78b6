import { sql } from 'kysely'
import type { ImportedFields } from '#domain/contact-changes.ts'
import type { Database, Transaction } from './database.ts'

type Tenant = { workspaceId: string; tenantId: string }

/** A client that may be a contact, with what an import could change. */
export type LinkCandidate = ImportedFields & {
  id: string
  /** The contact of this organisation that the client is linked to. */
  contactId: string | null
}

export type Candidates = {
  linked: LinkCandidate | undefined
  marked: LinkCandidate | undefined
  numbered: LinkCandidate | undefined
}

type CandidateRow = LinkCandidate & { askedId: string; how: keyof Candidates }

/** For each contact the client that is linked to it, the one its mark names, and the one that has its number. */
export async function findLinkCandidates(
  db: Database,
  values: Tenant & {
    contacts: { contactId: string; number: string | null; markedClientId: string | null }[]
  },
): Promise<Map<string, Candidates>> {
  const { workspaceId, tenantId, contacts } = values
  const client = sql`
    clients.id, clients.number, clients.name, clients.email, clients.phone,
    clients.vat_number as "vatNumber", clients.invoice_address as "invoiceAddress",
    clients.visiting_address as "visitingAddress", clients.contact_persons as "contactPersons",
    clients.payment_term_days as "paymentTermDays", links.contact_id as "contactId"`
  const linkOfClient = sql`
    left join xero_contact_links as links on links.workspace_id = ${workspaceId}
      and links.tenant_id = ${tenantId} and links.client_id = clients.id`
  const { rows } = await sql<CandidateRow>`
    with asked as (
      select * from json_to_recordset(${JSON.stringify(contacts)}::json)
        as given("contactId" uuid, number text, "markedClientId" uuid)
    )
    select asked."contactId" as "askedId", 'linked' as how, ${client}
    from asked
      join xero_contact_links as links on links.workspace_id = ${workspaceId}
        and links.tenant_id = ${tenantId} and links.contact_id = asked."contactId"
      join clients on clients.workspace_id = ${workspaceId} and clients.id = links.client_id
    union all
    select asked."contactId", 'marked', ${client}
    from asked
      join clients on clients.workspace_id = ${workspaceId} and clients.id = asked."markedClientId"
      ${linkOfClient}
    union all
    select asked."contactId", 'numbered', ${client}
    from asked
      join clients on clients.workspace_id = ${workspaceId}
        and clients.number_key = lower(regexp_replace(asked.number, '\\s', '', 'g'))
      ${linkOfClient}`.execute(db)
  const found = new Map<string, Candidates>()
  for (const { askedId, how, ...candidate } of rows) {
    const candidates = found.get(askedId) ?? {
      linked: undefined,
      marked: undefined,
      numbered: undefined,
    }
    found.set(askedId, { ...candidates, [how]: candidate })
  }
  return found
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
    links: (ContactLink & { status: string; updatedAt: string | null })[]
  },
): Promise<void> {
  const { workspaceId, tenantId, linkedAt, links } = values
  if (links.length === 0) return
  await sql`
    insert into xero_contact_links
      (workspace_id, tenant_id, contact_id, client_id, contact_status, contact_updated_at, linked_at)
    select ${workspaceId}::uuid, ${tenantId}::uuid, "contactId", "clientId", status, "updatedAt", ${linkedAt}
    from json_to_recordset(${JSON.stringify(links)}::json)
      as given("contactId" uuid, "clientId" uuid, status text, "updatedAt" timestamptz)`.execute(tx)
}

/** Follows what the contacts of an import became: archived, back again, asked to be forgotten. */
export async function refreshLinks(
  tx: Transaction,
  { workspaceId, tenantId, importId }: Tenant & { importId: string },
): Promise<void> {
  await sql`
    update xero_contact_links as links
    set contact_status = rows.contact->>'status',
      contact_updated_at = (rows.contact->>'updatedAt')::timestamptz
    from contact_import_rows as rows
    where rows.workspace_id = ${workspaceId} and rows.import_id = ${importId}
      and links.workspace_id = ${workspaceId} and links.tenant_id = ${tenantId}
      and links.contact_id = rows.contact_id
      and (links.contact_status is distinct from rows.contact->>'status'
        or links.contact_updated_at is distinct from (rows.contact->>'updatedAt')::timestamptz)`.execute(
    tx,
  )
}

export type ImportedClient = ImportedFields & { id: string }

/** Makes clients of contacts. One whose number was taken in the meantime is left out; answers the ids that were made. */
export async function insertImportedClients(
  tx: Transaction,
  values: { workspaceId: string; createdAt: Date; clients: ImportedClient[] },
): Promise<Set<string>> {
  const { workspaceId, createdAt, clients } = values
  if (clients.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    insert into clients
      (workspace_id, id, number, name, email, phone, vat_number, invoice_address, visiting_address,
       contact_persons, payment_term_days, source, created_at, updated_at)
    select ${workspaceId}::uuid, id, number, name, email, phone, "vatNumber", "invoiceAddress",
      "visitingAddress", "contactPersons", "paymentTermDays", 'xero', ${createdAt}::timestamptz,
      ${createdAt}::timestamptz
    from json_to_recordset(${JSON.stringify(clients)}::json) as given(${clientColumns})
    on conflict (workspace_id, number_key) do nothing
    returning id`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Locks clients and answers what an import could change of them. */
export async function lockImportedClients(
  tx: Transaction,
  { workspaceId, clientIds }: { workspaceId: string; clientIds: string[] },
): Promise<Map<string, ImportedClient>> {
  if (clientIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${clientIds}::uuid[])`)
    .select([
      'id',
      'number',
      'name',
      'email',
      'phone',
      'vat_number as vatNumber',
      'payment_term_days as paymentTermDays',
    ])
    .select((eb) => [
      eb.ref('invoice_address').$castTo<ImportedFields['invoiceAddress']>().as('invoiceAddress'),
      eb.ref('visiting_address').$castTo<ImportedFields['visitingAddress']>().as('visitingAddress'),
      eb.ref('contact_persons').$castTo<ImportedFields['contactPersons']>().as('contactPersons'),
    ])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
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
