import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { recurringEntry } from '#app/parts/recurring-rules.ts'
import { refuse } from '#app/refuse.ts'
import { deleteRecurringRow, lockRecurringInvoice } from '#db/recurring-invoices.ts'

/** Deletes one that made nothing yet; others are paused or ended, so that what they made is known. */
export async function deleteRecurringInvoice(
  ctx: Context,
  { recurringInvoiceId }: { recurringInvoiceId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const found = await lockRecurringInvoice(tx, { workspaceId, recurringInvoiceId })
    if (!found) refuse('recurring_invoice_not_found')
    if (found.madeCount > 0) refuse('recurring_has_made_some')
    await deleteRecurringRow(tx, { workspaceId, recurringInvoiceId })
    await audit(ctx, tx, recurringEntry('deleted', found))
  })
}
