import { sql } from 'kysely'
import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { getXeroDocument } from '#app/exports/get-xero-document.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import type { ExportRequest } from '#app/parts/plan-export.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>

let clients = 0

/** Hours of a client of their own on an invoice that Xero has. */
export async function hasExported(
  world: World,
  { hours = 1, ...options }: Partial<ExportRequest> & { hours?: number } = {},
) {
  const { ctx, has } = world
  clients += 1
  const email = `client-${clients}@example.com`
  const client = await has.client({ name: `Exported client ${clients}`, email })
  const project = await has.project({ clientId: client.id, hourlyRate: '100' })
  const timeEntryIds: string[] = []
  for (let count = 0; count < hours; count += 1) {
    const workedOn = `2026-11-${String(count + 1).padStart(2, '0')}`
    timeEntryIds.push((await has.timeEntry({ projectId: project.id, workedOn })).id)
  }
  const made = await createXeroExport(ctx, {
    items: { ...noItems, timeEntryIds },
    per: 'client',
    groupBy: 'project',
    issuedOn: '2026-11-16',
    status: 'DRAFT',
    ...options,
  })
  await world.runJobs()
  const documentId = made.documents[0]?.id ?? ''
  const { xeroId } = await getXeroDocument(ctx, { documentId })
  return {
    exportId: made.id,
    documentId,
    timeEntryIds,
    projectId: project.id,
    clientId: client.id,
    xeroId: xeroId ?? '',
  }
}

/** An own invoice that was sent, of a client of its own. */
export async function hasSentInvoice(world: Pick<World, 'ctx' | 'has'>): Promise<string> {
  const { ctx, has } = world
  const client = await has.client({ name: 'Journal client' })
  const invoice = await createInvoice(ctx, {
    clientId: client.id,
    items: noItems,
    lines: [{ description: 'Advice', quantity: '1', unitPrice: '100', vatRateId: null }],
    issuedOn: '2026-11-16',
    groupBy: 'project',
    reference: '',
  })
  const { id: invoiceId } = invoice
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  return invoiceId
}

/** The rows of the ledger that are about a document: what it billed, and what was freed. */
export async function allocationsOf({ db, workspaceId }: World, documentId: string) {
  return await db
    .selectFrom('allocations')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .select(['item_id as itemId', 'amount_minor as amountMinor', 'step'])
    .orderBy('step')
    .orderBy('item_id')
    .execute()
}

/** Gives every line of a document another tax than it would get today. */
export async function taxOtherwise(
  { db, workspaceId }: Pick<World, 'db' | 'workspaceId'>,
  documentId: string,
): Promise<void> {
  await sql`update xero_document_sections set lines = (
      select json_agg(jsonb_set(line::jsonb, '{5}', '1')) from json_array_elements(lines) as line)
    where workspace_id = ${workspaceId} and document_id = ${documentId}`.execute(db)
}

/** Our invoices in Xero that count there. */
export function liveInvoices({ xero }: World): Json[] {
  const invoices = xero.control.organisations.list().flatMap(({ id }) => xero.control.invoices(id))
  return invoices.filter(
    (each) =>
      String(each['Reference']).includes('HB-') &&
      !['VOIDED', 'DELETED'].includes(String(each['Status'])),
  )
}
