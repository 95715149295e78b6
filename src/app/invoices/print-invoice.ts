import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { invoiceFileName } from '#app/parts/invoice-email.ts'
import { invoicePaper } from '#app/parts/invoice-paper.ts'
import { printed } from '#app/parts/print.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoice } from '#db/invoices.ts'

/** An own invoice as a PDF, drafts too, which say that they are. `name` has no ending. */
export async function printInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<{ name: string; bytes: Uint8Array }> {
  allow(ctx, 'invoices:read')
  const { workspaceId, db } = ctx
  const invoice = await findInvoice(db, { workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const bytes = await printed(ctx.printer.invoice(await invoicePaper(ctx, invoice)))
  return { name: invoiceFileName(invoice.number ?? 'draft'), bytes }
}
