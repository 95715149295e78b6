import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { eInvoiceFile } from '#app/parts/e-invoice.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoice } from '#db/invoices.ts'
import type { Missing } from '#domain/e-invoice.ts'
import { needWords } from '#domain/e-invoice-needs.ts'

/** What an invoice still needs to be an e-invoice, drafts too; nothing where it can be one. */
export async function listEInvoiceNeeds(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<{ items: (Missing & { message: string })[] }> {
  allow(ctx, 'invoices:read')
  const { workspaceId, db } = ctx
  const invoice = await findInvoice(db, { workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const file = await eInvoiceFile(ctx, db, invoice)
  const missing = 'missing' in file ? file.missing : []
  return { items: missing.map((each) => ({ ...each, message: needWords[each.need] })) }
}
