import { sql } from 'kysely'
import type { Database } from './database.ts'

type Tenant = { workspaceId: string; tenantId: string }

/** A client with open work, and the contact that it is linked to. */
export type ClientToCheck = {
  id: string
  number: string | null
  name: string
  contactId: string | null
  contactStatus: string | null
  mergedIntoName: string | null
  /** Whether one of these clients before it has its name too, and neither has a contact. */
  hasNamesake: boolean
}

/** Those of these clients that belong to the administration, by name; null for the default one. */
export async function listClientsToCheck(
  db: Database,
  {
    workspaceId,
    tenantId,
    connectionId,
    clientIds,
  }: Tenant & { connectionId: string | null; clientIds: readonly string[] },
): Promise<ClientToCheck[]> {
  const { rows } = await sql<ClientToCheck>`
    with named as (
      select c.id, c.number, c.name, l.contact_id, l.contact_status, l.merged_to_contact_id,
        lower(regexp_replace(btrim(c.name), '\\s+', ' ', 'g')) as key
      from clients c
      left join xero_contact_links l
        on l.workspace_id = c.workspace_id and l.tenant_id = ${tenantId} and l.client_id = c.id
      where c.workspace_id = ${workspaceId} and c.id = any(${sql.val(clientIds)}::uuid[])
        and c.connection_id is not distinct from ${connectionId}
    )
    select n.id, n.number, n.name, n.contact_id as "contactId", n.contact_status as "contactStatus",
      o.name as "mergedIntoName",
      n.contact_id is null
        and row_number() over (partition by n.contact_id is null, n.key order by n.id) > 1 as "hasNamesake"
    from named n
    left join xero_contact_links m on m.workspace_id = ${workspaceId} and m.tenant_id = ${tenantId}
      and m.contact_id = n.merged_to_contact_id
    left join clients o on o.workspace_id = m.workspace_id and o.id = m.client_id
    order by lower(n.name), n.id`.execute(db)
  return rows
}

/** The clients that these contacts belong to. */
export async function listClientsOfContacts(
  db: Database,
  { workspaceId, tenantId, contactIds }: Tenant & { contactIds: readonly string[] },
): Promise<{ contactId: string; id: string; name: string }[]> {
  const { rows } = await sql<{ contactId: string; id: string; name: string }>`
    select l.contact_id as "contactId", c.id, c.name
    from xero_contact_links l
    join clients c on c.workspace_id = l.workspace_id and c.id = l.client_id
    where l.workspace_id = ${workspaceId} and l.tenant_id = ${tenantId}
      and l.contact_id = any(${sql.val(contactIds)}::uuid[])`.execute(db)
  return rows
}

const tables = {
  task: 'tasks',
  product: 'products',
  client: 'clients',
  project: 'projects',
  vat_rate: 'vat_rates',
} as const
export type KeptSubject = keyof typeof tables

/** Whether the workspace has what a finding is about. */
export async function isKept(
  db: Database,
  {
    workspaceId,
    subject,
    subjectId,
  }: { workspaceId: string; subject: KeptSubject; subjectId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from ${sql.table(tables[subject])}
    where workspace_id = ${workspaceId} and id = ${subjectId}`.execute(db)
  return rows.length > 0
}
