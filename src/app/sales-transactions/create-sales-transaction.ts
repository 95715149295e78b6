import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { postSale, salesTargetOf } from '#app/parts/post-sale.ts'
import { withCodes } from '#app/parts/with-codes.ts'
import { findSalesTransaction, requireSentInvoice } from '#app/parts/sales-transaction-of.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { requireFilePermission, requireSalesAdministration } from '#app/parts/xero-settings.ts'
import type { JournalFiles } from '#app/parts/attach-to-journal.ts'
import { attachNothing } from '#domain/attachments.ts'
import { listConnectionsOfClients } from '#db/clients.ts'
import type { Invoice } from '#db/invoices.ts'
import type { XeroConnection } from '#db/xero-connections.ts'

/**
 * Creates the sales transaction of a sent invoice in the administration of its client, once: a second time answers the first.
 */
export async function createSalesTransaction(
  ctx: Context,
  { invoiceId, attach }: { invoiceId: string; attach?: JournalFiles | undefined },
): Promise<{ document: XeroDocumentView; isNew: boolean }> {
  allow(ctx, 'xero:export')
  const existing = await findSalesTransaction(ctx, { invoiceId })
  if (existing) return { document: viewXeroDocument(ctx, existing), isNew: false }
  const invoice = await requireSentInvoice(ctx, { invoiceId })
  const connection = await salesAdministrationOf(ctx, invoice)
  const request = { attach: attach && { ...attachNothing, ...attach } }
  await requireFilePermission(ctx, { connection, request })
  const { document, isNew } = await withCodes(ctx, connection, async (codes) =>
    inTransaction(ctx, async (tx) =>
      postSale(ctx, tx, { connection, codes, invoiceId, files: attach }),
    ),
  )
  return { document: viewXeroDocument(ctx, document), isNew }
}

async function salesAdministrationOf(ctx: Context, invoice: Invoice): Promise<XeroConnection> {
  const { db, workspaceId } = ctx
  const { clientId } = invoice
  const connections = await listConnectionsOfClients(db, { workspaceId, clientIds: [clientId] })
  return await requireSalesAdministration(ctx, {
    connectionId: connections.get(clientId) ?? undefined,
    target: await salesTargetOf(db, { workspaceId, invoice }),
  })
}
