import { findInvoice, type Invoice } from '#db/invoices.ts'
import { listXeroDocuments, type XeroDocument } from '#db/xero-documents.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'

/** The present sales transaction of an invoice; one that was given up, voided or reversed does not count. */
export async function findSalesTransaction(
  { db, workspaceId }: Context,
  { invoiceId }: { invoiceId: string },
): Promise<XeroDocument | undefined> {
  const transactions = await listXeroDocuments(db, { workspaceId, invoiceIds: [invoiceId] })
  return transactions.find((each) => each.reversedAt === null)
}

/** The invoice; refuses one that is not sent yet, before anything is asked of Xero. */
export async function requireSentInvoice(
  { db, workspaceId }: Context,
  { invoiceId }: { invoiceId: string },
): Promise<Invoice> {
  const invoice = await findInvoice(db, { workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const refusal = invoiceRefusal(invoice, 'create_sales_transaction')
  if (refusal) refuse(refusal)
  return invoice
}
