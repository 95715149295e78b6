import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { eInvoiceFile } from '#app/parts/e-invoice.ts'
import { invoiceFileName } from '#app/parts/invoice-email.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoice } from '#db/invoices.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'
import { needWords } from '#domain/e-invoice-needs.ts'

/** A final invoice as UBL for Peppol. `name` has no ending. */
export async function getEInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<{ name: string; xml: string }> {
  allow(ctx, 'invoices:read')
  const { workspaceId, db } = ctx
  const invoice = await findInvoice(db, { workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const refusal = invoiceRefusal(invoice, 'email')
  if (refusal) refuse(refusal)
  const file = await eInvoiceFile(ctx, db, invoice)
  if ('missing' in file) {
    refuse('e_invoice_is_not_complete', {
      detail: file.missing.map(({ need }) => needWords[need]).join(' '),
    })
  }
  return { name: invoiceFileName(invoice.number ?? ''), xml: file.xml }
}
