import { sql } from 'kysely'
import type { Address } from '#domain/invoice-parties.ts'
import type { Database } from './database.ts'

/** A client whose documents wait for a contact in Xero. */
export type UnlinkedClient = {
  id: string
  number: string | null
  name: string
  email: string | null
  phone: string | null
  vatNumber: string | null
  invoiceAddress: Address
  visitingAddress: Address
}

/** The clients of planned invoices that have no contact in the organisation yet. */
export async function listUnlinkedClients(
  db: Database,
  {
    workspaceId,
    connectionId,
    limit,
  }: { workspaceId: string; connectionId: string; limit: number },
): Promise<UnlinkedClient[]> {
  const { rows } = await sql<UnlinkedClient>`
    with waiting as materialized (
      select distinct client_id, tenant_id from xero_documents
      where workspace_id = ${workspaceId} and connection_id = ${connectionId}
        and state = 'planned' and kind = 'invoice'
    )
    select c.id, c.number, c.name, c.email, c.phone, c.vat_number as "vatNumber",
      c.invoice_address as "invoiceAddress", c.visiting_address as "visitingAddress"
    from waiting w
    join clients c on c.workspace_id = ${workspaceId} and c.id = w.client_id
    where not exists (select 1 from xero_contact_links l
      where l.workspace_id = ${workspaceId} and l.tenant_id = w.tenant_id and l.client_id = w.client_id)
    order by c.id limit ${limit}`.execute(db)
  return rows
}

export type NewContactLink = {
  clientId: string
  contactId: string
  status: string
  updatedAt: string | null
}

/**
 * Links clients to contacts. Answers the clients that are linked now; a contact that belongs to another client already
 * stays with that one.
 */
export async function insertContactLinks(
  db: Database,
  {
    workspaceId,
    tenantId,
    linkedAt,
    links,
  }: { workspaceId: string; tenantId: string; linkedAt: Date; links: readonly NewContactLink[] },
): Promise<Set<string>> {
  if (links.length === 0) return new Set()
  const column = (valueOf: (link: NewContactLink) => string | null) => sql.val(links.map(valueOf))
  const { rows: added } = await sql<{ id: string }>`
    insert into xero_contact_links
      (workspace_id, tenant_id, contact_id, client_id, contact_status, contact_updated_at, linked_at)
    select ${workspaceId}, ${tenantId}, contact_id, client_id, status, updated_at, ${linkedAt}
    from unnest(${column((link) => link.contactId)}::uuid[], ${column((link) => link.clientId)}::uuid[],
      ${column((link) => link.status)}::text[], ${column((link) => link.updatedAt)}::timestamptz[])
      as n (contact_id, client_id, status, updated_at)
    on conflict do nothing
    returning client_id as id`.execute(db)
  if (added.length === links.length) return new Set(added.map((row) => row.id))
  const { rows } = await sql<{ id: string }>`
    select client_id as id from xero_contact_links
    where workspace_id = ${workspaceId} and tenant_id = ${tenantId}
      and client_id = any(${column((link) => link.clientId)}::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.id))
}
