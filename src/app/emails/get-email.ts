import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type EmailView, mayReadEmail, viewEmail } from '#app/parts/email-view.ts'
import { refuse } from '#app/refuse.ts'
import { type EmailAttempt, findEmail, listEmailAttempts } from '#db/emails.ts'

/** An e-mail, and each time that it was taken to the mail server. */
export async function getEmail(
  ctx: Context,
  { emailId }: { emailId: string },
): Promise<EmailView & { log: EmailAttempt[] }> {
  allow(ctx, 'settings:write', 'invoices:read')
  const { workspaceId } = ctx
  const email = await findEmail(ctx.db, { workspaceId, emailId })
  if (!email || !mayReadEmail(ctx, email)) refuse('email_not_found')
  const log = await listEmailAttempts(ctx.db, { workspaceId, emailId })
  return { ...viewEmail(ctx, email), log }
}
