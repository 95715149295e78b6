import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { listDueRecurring } from '#db/recurring-invoices.ts'
import { morningDue } from '#domain/night.ts'
import { addDays } from '#domain/work-day.ts'
import { dayIn } from '#lib/zoned-time.ts'

/** Has everything made that is due where its workspace is; what failed today is tried tomorrow. Safe to run at any time. */
export async function startRecurringInvoices(ctx: Context): Promise<void> {
  allow(ctx, 'invoices:write')
  const now = ctx.clock.now()
  // East of Greenwich it may be tomorrow.
  const through = addDays(dayIn('UTC', now), 1)
  for (const due of await listDueRecurring(ctx.db, { through })) {
    const { workspaceId, id: recurringInvoiceId, timeZone, nextOn, problemOn } = due
    const day = morningDue({ timeZone, lastStartedOn: problemOn }, now)
    if (day === null || nextOn > day) continue
    // One after the other: nobody waits for it.
    // oxlint-disable-next-line no-await-in-loop
    await inTransaction({ ...ctx, workspaceId }, async (tx) => {
      await ctx.enqueue(tx, 'make-recurring-invoices', { workspaceId, recurringInvoiceId })
    })
  }
}
