import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type EmailView, viewEmail } from '#app/parts/email-view.ts'
import { invoicePaper } from '#app/parts/invoice-paper.ts'
import { refusePlaceholders } from '#app/parts/refuse-placeholders.ts'
import { planReminder } from '#app/parts/plan-reminder.ts'
import { printed } from '#app/parts/print.ts'
import { reminderFacts } from '#app/parts/reminder-email.ts'
import { refuse } from '#app/refuse.ts'
import { findEmail } from '#db/emails.ts'
import { findInvoice, lockInvoice } from '#db/invoices.ts'
import { findMember } from '#db/members.ts'
import { reminderPlaceholders } from '#domain/email-template.ts'
import { assert } from '#lib/assert.ts'

type Asked = {
  invoiceId: string
  step: number
  to: string[]
  cc: string[]
  subject: string
  body: string
  copyToMe: boolean
}

/** Reminds a client of an overdue invoice, in the step that comes next. */
export async function remindInvoice(ctx: Context, asked: Asked): Promise<EmailView> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId } = ctx
  const { invoiceId, to, cc, subject, body, copyToMe } = asked
  assert(memberId, 'a person asks')
  if (ctx.mailer.from === null) refuse('mail_is_off')
  refusePlaceholders(subject, 'subject', reminderPlaceholders)
  refusePlaceholders(body, 'body', reminderPlaceholders)
  const known = await findInvoice(ctx.db, { workspaceId, invoiceId })
  if (!known) refuse('invoice_not_found')
  await reminderFacts(ctx, ctx.db, known)
  // What is final does not change, so it is printed before anything is held.
  const content = await printed(ctx.printer.invoice(await invoicePaper(ctx, known)))

  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    assert(invoice, 'a final invoice is never deleted')
    const facts = await reminderFacts(ctx, tx, invoice)
    if (facts.step !== asked.step) refuse('reminder_is_another_step')
    const me = await findMember(tx, { workspaceId, memberId })
    assert(me, 'who asks is a member')
    const bcc = copyToMe ? [me.email] : []
    const planned = { to, cc, bcc, replyTo: me.email, subject, body }
    const emailId = await planReminder(ctx, tx, { invoice, facts, content, planned })
    const email = await findEmail(tx, { workspaceId, emailId })
    assert(email, 'it was just written')
    return viewEmail(ctx, email)
  })
}
