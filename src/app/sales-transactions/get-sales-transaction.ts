import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { findSalesTransaction } from '#app/parts/sales-transaction-of.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { findInvoice } from '#db/invoices.ts'

/** The sales transaction of an invoice in Xero. */
export async function getSalesTransaction(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:read')
  const invoice = await findInvoice(ctx.db, { workspaceId: ctx.workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const document = await findSalesTransaction(ctx, { invoiceId })
  if (!document) refuse('sales_transaction_not_found')
  return viewXeroDocument(ctx, document)
}
