import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { releaseAllocations } from '#db/allocations.ts'
import { deleteInvoiceRow, lockInvoice } from '#db/invoices.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'

/** Deletes a draft; its items can be billed again. */
export async function deleteInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    const refusal = invoiceRefusal(invoice, 'delete')
    if (refusal) refuse(refusal)

    const createdAt = ctx.clock.now()
    const documentKind = 'invoice'
    const release = { workspaceId, documentKind, documentId: invoiceId, createdAt } as const
    await releaseAllocations(tx, release)
    await deleteInvoiceRow(tx, { workspaceId, invoiceId })
    await audit(ctx, tx, { ...invoiceEntry('deleted', invoice), before: invoice })
  })
}
