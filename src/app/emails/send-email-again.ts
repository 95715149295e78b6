import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { type EmailView, mayReadEmail, viewEmail } from '#app/parts/email-view.ts'
import { refuse } from '#app/refuse.ts'
import { findEmail, lockEmail, replanEmail } from '#db/emails.ts'
import { sendAgainRefusal } from '#domain/email-state.ts'
import { assert } from '#lib/assert.ts'

/** Has an e-mail sent once more that was refused, or that may have arrived: then only for who knows that it may arrive twice. */
export async function sendEmailAgain(
  ctx: Context,
  { emailId, mayArriveTwice }: { emailId: string; mayArriveTwice: boolean },
): Promise<EmailView> {
  allow(ctx, 'settings:write', 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const email = await lockEmail(tx, { workspaceId, emailId })
    if (!email || !mayReadEmail(ctx, email)) refuse('email_not_found')
    if (ctx.mailer.from === null) refuse('mail_is_off')
    const refusal = sendAgainRefusal(email, { mayArriveTwice })
    if (refusal) refuse(refusal)

    await replanEmail(tx, { workspaceId, emailId, at: ctx.clock.now() })
    const name = `${email.subject} · ${email.to.join(', ')}`
    await audit(ctx, tx, { action: 'retried', subject: 'email', id: emailId, name })
    await ctx.enqueue(tx, 'send-email', { workspaceId, emailId })
    const replanned = await findEmail(tx, { workspaceId, emailId })
    assert(replanned, 'e-mails are never deleted')
    return viewEmail(ctx, replanned)
  })
}
