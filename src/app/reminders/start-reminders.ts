import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { remindersOf } from '#app/parts/reminder-settings.ts'
import { listInvoicesToRemind } from '#db/invoices.ts'
import { listAutomaticReminders, takeReminderNight } from '#db/reminders.ts'
import { morningDue } from '#domain/night.ts'
import { dueReminder } from '#domain/reminders.ts'

/** Once a day, for every workspace that reminds by itself: has each reminder sent that is due. Safe to run at any time. */
export async function startReminders(ctx: Context): Promise<void> {
  allow(ctx, 'invoices:write')
  // Without a mail server the day is not used up.
  if (ctx.mailer.from === null) return
  for (const workspace of await listAutomaticReminders(ctx.db)) {
    const startedOn = morningDue(workspace, ctx.clock.now())
    // One after the other: nobody waits for it.
    // oxlint-disable-next-line no-await-in-loop
    if (startedOn !== null)
      await startOne({ ...ctx, workspaceId: workspace.workspaceId }, startedOn)
  }
}

async function startOne(ctx: Context, startedOn: string): Promise<void> {
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    if (!(await takeReminderNight(tx, { workspaceId, startedOn }))) return
    const { steps } = await remindersOf(tx, { workspaceId })
    const late = await listInvoicesToRemind(tx, { workspaceId, today: startedOn })
    for (const invoice of late) {
      if (!dueReminder(steps, invoice, startedOn)) continue
      // A transaction carries out one statement at a time.
      // oxlint-disable-next-line no-await-in-loop
      await ctx.enqueue(tx, 'send-due-reminder', { workspaceId, invoiceId: invoice.id })
    }
  })
}
