import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { makeRecurring } from '#app/parts/make-recurring.ts'
import { today } from '#app/parts/today.ts'
import { Refused } from '#app/refuse.ts'
import { lockRecurringInvoice, setRecurringProblem } from '#db/recurring-invoices.ts'
import { mostMadeUp } from '#domain/recurring-invoices.ts'

/** Makes every invoice of a template that is due, each in a transaction of its own. Why one cannot be made is kept with it. */
export async function makeRecurringInvoices(
  ctx: Context,
  { recurringInvoiceId }: { recurringInvoiceId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  for (let count = 0; count < mostMadeUp; count += 1) {
    try {
      // One period after the other, as they are numbered.
      // oxlint-disable-next-line no-await-in-loop
      const isMade = await inTransaction(ctx, async (tx) => {
        return await makeRecurring(ctx, tx, { recurringInvoiceId })
      })
      if (!isMade) return
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { code, particulars } = error
      // oxlint-disable-next-line no-await-in-loop
      await inTransaction(ctx, async (tx) => {
        if (!(await lockRecurringInvoice(tx, { workspaceId, recurringInvoiceId }))) return
        const problem = { code, detail: particulars.detail ?? '', on: await today(ctx, tx) }
        await setRecurringProblem(tx, { workspaceId, recurringInvoiceId, ...problem })
      })
      return
    }
  }
}
