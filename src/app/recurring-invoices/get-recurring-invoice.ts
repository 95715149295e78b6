import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type RecurringView, viewRecurringIn } from '#app/parts/recurring-view.ts'
import { refuse } from '#app/refuse.ts'
import { findRecurringInvoice } from '#db/recurring-invoices.ts'

/** A recurring invoice, what it made, and when the next ones are made. */
export async function getRecurringInvoice(
  ctx: Context,
  { recurringInvoiceId }: { recurringInvoiceId: string },
): Promise<RecurringView> {
  allow(ctx, 'invoices:read')
  const { workspaceId } = ctx
  const found = await findRecurringInvoice(ctx.db, { workspaceId, recurringInvoiceId })
  if (!found) refuse('recurring_invoice_not_found')
  return await viewRecurringIn(ctx, ctx.db, found)
}
