import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { type EmailView, viewEmail } from '#app/parts/email-view.ts'
import { planEmail } from '#app/parts/plan-email.ts'
import { findEmail } from '#db/emails.ts'
import { findMe } from '#db/me.ts'
import { emailWords } from '#domain/words/email-words.ts'
import { assert } from '#lib/assert.ts'
import { languageOf } from '#lib/languages.ts'

/** Sends an e-mail that only says that e-mail works: to who asks, or to another address. */
export async function sendTestEmail(
  ctx: Context,
  { to }: { to?: string | undefined },
): Promise<EmailView> {
  allow(ctx, 'settings:write')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person asks')
  return await inTransaction(ctx, async (tx) => {
    const me = await findMe(tx, { workspaceId, memberId, now: ctx.clock.now() })
    assert(me, 'who asks is a member')
    const language = languageOf(me.memberLanguage ?? me.language) ?? 'en'
    const words = emailWords(language).test({ workspaceName: me.name, url: ctx.url })
    const address = to ?? me.email
    const emailId = await planEmail(ctx, tx, { kind: 'test', to: [address], language, ...words })
    await audit(ctx, tx, { action: 'sent', subject: 'email', id: emailId, name: address })
    const email = await findEmail(tx, { workspaceId, emailId })
    assert(email, 'it was just written')
    return viewEmail(ctx, email)
  })
}
