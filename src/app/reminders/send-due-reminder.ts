import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoicePaper } from '#app/parts/invoice-paper.ts'
import { planReminder } from '#app/parts/plan-reminder.ts'
import { printed } from '#app/parts/print.ts'
import { reminderFacts } from '#app/parts/reminder-email.ts'
import { remindersOf } from '#app/parts/reminder-settings.ts'
import { today } from '#app/parts/today.ts'
import { findInvoice, lockInvoice } from '#db/invoices.ts'
import { getLetterhead } from '#db/letterheads.ts'
import { dueReminder } from '#domain/reminders.ts'

/** Reminds a client by itself, when that is still due. Who asks twice at once reminds once. */
export async function sendDueReminder(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  const reminders = await remindersOf(ctx.db, { workspaceId })
  const day = await today(ctx, ctx.db)
  const known = await findInvoice(ctx.db, { workspaceId, invoiceId })
  const isOff = ctx.mailer.from === null || !reminders.isAutomatic
  if (isOff || !known || !dueReminder(reminders.steps, known, day)) return
  const content = await printed(ctx.printer.invoice(await invoicePaper(ctx, known)))
  await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice || !dueReminder(reminders.steps, invoice, day)) return
    const facts = await reminderFacts(ctx, tx, invoice)
    if (facts.to.length === 0) return
    const { email } = await getLetterhead(tx, { workspaceId })
    const planned = { ...facts.template, to: facts.to, cc: [], bcc: [], replyTo: email || null }
    await planReminder(ctx, tx, { invoice, facts, content, planned })
  })
}
