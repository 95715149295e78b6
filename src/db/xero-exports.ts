import type { AttachOptions } from '#domain/attachments.ts'
import { sql } from 'kysely'
import type { LineGrouping } from '#domain/document-lines.ts'
import type { Database, Transaction } from './database.ts'
import { encodeCursor, type Page } from './page.ts'

/** A person's request to export; what became of it is said by its documents. */
export type XeroExport = { id: string; requestedByName: string; createdAt: Date }

/** What an export keeps of what a person asked for; only createXeroExport writes it. */
export type ExportOptions = {
  per: 'client' | 'project'
  groupBy: LineGrouping
  dueOn?: string | null
  brandingThemeId?: string | null
  email?: boolean
  attach?: AttachOptions
}

export async function insertXeroExport(
  tx: Transaction,
  values: {
    workspaceId: string
    id: string
    requestedBy: string
    options: Record<string, unknown>
    createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('xero_exports')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      requested_by: values.requestedBy,
      options: JSON.stringify(values.options),
      created_at: values.createdAt,
    })
    .execute()
}

export async function findXeroExport(
  db: Database,
  { workspaceId, exportId }: { workspaceId: string; exportId: string },
): Promise<XeroExport | undefined> {
  return await selectExports(db, workspaceId).where('e.id', '=', exportId).executeTakeFirst()
}

/** What was asked for, without the items. */
export async function findXeroExportOptions(
  db: Database,
  { workspaceId, exportId }: { workspaceId: string; exportId: string },
): Promise<ExportOptions | undefined> {
  const row = await db
    .selectFrom('xero_exports')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', exportId)
    .select('options')
    .executeTakeFirst()
  return row && (row.options as ExportOptions)
}

/** Exports, the newest first. */
export async function listXeroExportsPage(
  db: Database,
  {
    workspaceId,
    limit,
    before,
  }: { workspaceId: string; limit: number; before: string | undefined },
): Promise<Page<XeroExport>> {
  let query = selectExports(db, workspaceId)
  if (before) query = query.where('e.id', '<', before)
  const rows = await query
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor([last.id]) : null }
}

/** What a document depends on of a client: its payment term, and what its contact in Xero is like, where there is one. */
export type ClientTerms = {
  id: string
  paymentTermDays: number | null
  email: string | null
  isLinked: boolean
  contactStatus: string | null
  /** What the contact says by itself about its invoices. */
  contactAccountCode: string | null
  contactTaxType: string | null
  contactCurrency: string | null
  /** The administration it belongs to; null for the default one. */
  connectionId: string | null
}

/** The terms of clients, by id. */
export async function listClientTerms(
  db: Database,
  {
    workspaceId,
    tenantId,
    clientIds,
  }: { workspaceId: string; tenantId: string; clientIds: string[] },
): Promise<Map<string, ClientTerms>> {
  const { rows } = await sql<ClientTerms>`
    select c.id, c.payment_term_days as "paymentTermDays", c.email, l.client_id is not null as "isLinked",
      l.contact_status as "contactStatus", l.sales_account_code as "contactAccountCode",
      l.sales_tax_type as "contactTaxType", l.default_currency as "contactCurrency",
      c.connection_id as "connectionId"
    from clients c
    left join xero_contact_links l
      on l.workspace_id = c.workspace_id and l.tenant_id = ${tenantId} and l.client_id = c.id
    where c.workspace_id = ${workspaceId} and c.id = any(${sql.val(clientIds)}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

function selectExports(db: Database, workspaceId: string) {
  return db
    .selectFrom('xero_exports as e')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.requested_by'),
    )
    .where('e.workspace_id', '=', workspaceId)
    .select(['e.id', 'm.name as requestedByName', 'e.created_at as createdAt'])
}
