import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

/** A link to the public page of an invoice, as long as it works. */
export type InvoiceLink = {
  id: string
  sealedToken: string
  createdAt: Date
  /** Null: an e-mail made it. */
  createdByName: string | null
  lastOpenedAt: Date | null
}

type Key = { workspaceId: string; invoiceId: string }

export async function insertInvoiceLink(
  tx: Transaction,
  values: Key & {
    id: string
    secretHash: string
    sealedToken: string
    createdBy: string | null
    createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('invoice_links')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      invoice_id: values.invoiceId,
      secret_hash: values.secretHash,
      sealed_token: values.sealedToken,
      created_by: values.createdBy,
      created_at: values.createdAt,
      last_opened_at: null,
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute()
}

/** The link of an invoice that works. */
export async function findInvoiceLink(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<InvoiceLink | undefined> {
  const { rows } = await sql<InvoiceLink>`
    select l.id, l.sealed_token as "sealedToken", l.created_at as "createdAt", m.name as "createdByName",
      l.last_opened_at as "lastOpenedAt"
    from invoice_links l
    left join members m on m.workspace_id = l.workspace_id and m.id = l.created_by
    where l.workspace_id = ${workspaceId} and l.invoice_id = ${invoiceId} and l.withdrawn_at is null`.execute(
    db,
  )
  return rows[0]
}

/** Whether an invoice has, or had, this link. */
export async function hasInvoiceLink(
  db: Database,
  { workspaceId, invoiceId, linkId }: Key & { linkId: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('invoice_links')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('invoice_id', '=', invoiceId)
    .where('id', '=', linkId)
    .executeTakeFirst()
  return found !== undefined
}

/** Which invoice a link that works leads to. */
export async function findLinkedInvoice(
  db: Database,
  { workspaceId, secretHash }: { workspaceId: string; secretHash: string },
): Promise<{ linkId: string; invoiceId: string } | undefined> {
  return await db
    .selectFrom('invoice_links')
    .select(['id as linkId', 'invoice_id as invoiceId'])
    .where('workspace_id', '=', workspaceId)
    .where('secret_hash', '=', secretHash)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
}

export async function setInvoiceLinkOpened(
  db: Database,
  { workspaceId, linkId, openedAt }: { workspaceId: string; linkId: string; openedAt: Date },
): Promise<void> {
  await db
    .updateTable('invoice_links')
    .set({ last_opened_at: openedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', linkId)
    .execute()
}

/** False when it was withdrawn before. */
export async function setInvoiceLinkWithdrawn(
  tx: Transaction,
  values: { workspaceId: string; linkId: string; withdrawnBy: string; withdrawnAt: Date },
): Promise<boolean> {
  const withdrawn = await tx
    .updateTable('invoice_links')
    .set({
      sealed_token: null,
      withdrawn_by: values.withdrawnBy,
      withdrawn_at: values.withdrawnAt,
    })
    .where('workspace_id', '=', values.workspaceId)
    .where('id', '=', values.linkId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return withdrawn.numUpdatedRows > 0n
}

/** Every link that works, of all workspaces: for sealing them with another key. */
export async function listSealedLinks(
  db: Database,
): Promise<{ workspaceId: string; linkId: string; sealedToken: string }[]> {
  return await db
    .selectFrom('invoice_links')
    .where('withdrawn_at', 'is', null)
    .select(['workspace_id as workspaceId', 'id as linkId'])
    .select((eb) => eb.ref('sealed_token').$notNull().as('sealedToken'))
    .execute()
}

export async function setSealedLink(
  db: Database,
  values: { workspaceId: string; linkId: string; sealedToken: string },
): Promise<void> {
  await db
    .updateTable('invoice_links')
    .set({ sealed_token: values.sealedToken })
    .where('workspace_id', '=', values.workspaceId)
    .where('id', '=', values.linkId)
    .where('withdrawn_at', 'is', null)
    .execute()
}
