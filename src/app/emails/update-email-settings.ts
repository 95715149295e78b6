import { emailPlaceholders } from '#domain/email-template.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { type EmailSettings, viewEmailSettings } from '#app/parts/email-settings.ts'
import { refusePlaceholders } from '#app/parts/refuse-placeholders.ts'
import { setEmailTemplate } from '#db/email-templates.ts'
import { getWorkspace, lockWorkspace } from '#db/workspaces.ts'
import type { EmailTemplate } from '#domain/email-template.ts'
import { languages } from '#lib/languages.ts'

type Changes = {
  /** Null: what Hourbook says. */
  invoiceTemplates?: { [Each in 'en' | 'nl']?: EmailTemplate | null | undefined } | undefined
}

/** Changes what goes with invoices; a placeholder that means nothing is refused by name. */
export async function updateEmailSettings(
  ctx: Context,
  { changes }: { changes: Changes },
): Promise<EmailSettings> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  const { invoiceTemplates = {} } = changes
  for (const language of languages) {
    const { subject = '', body = '' } = invoiceTemplates[language] ?? {}
    const field = `invoiceTemplates.${language}`
    refusePlaceholders(subject, `${field}.subject`, emailPlaceholders)
    refusePlaceholders(body, `${field}.body`, emailPlaceholders)
  }
  return await inTransaction(ctx, async (tx) => {
    await lockWorkspace(tx, { workspaceId })
    const before = await viewEmailSettings(ctx, tx)
    for (const language of languages) {
      const template = invoiceTemplates[language]
      if (template === undefined) continue
      // A transaction carries out one statement at a time.
      // oxlint-disable-next-line no-await-in-loop
      await setEmailTemplate(tx, { workspaceId, language, template })
    }
    const after = await viewEmailSettings(ctx, tx)
    const { name } = await getWorkspace(tx, { workspaceId })
    const about = { subject: 'workspace', id: workspaceId, name } as const
    await audit(ctx, tx, { action: 'changed', ...about, before, after })
    return after
  })
}
