import type { EmailTemplate } from '#domain/email-template.ts'
import type { Language } from '#lib/languages.ts'
import type { Database, Transaction } from './database.ts'

/** What a workspace says with its invoices, by language; only where it is of its own. */
export async function listEmailTemplates(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<({ language: Language } & EmailTemplate)[]> {
  return await db
    .selectFrom('invoice_email_templates')
    .where('workspace_id', '=', workspaceId)
    .select(['language', 'subject', 'body'])
    .execute()
}

/** Keeps what a workspace says in a language; null: what Hourbook says. */
export async function setEmailTemplate(
  tx: Transaction,
  {
    workspaceId,
    language,
    template,
  }: { workspaceId: string; language: Language; template: EmailTemplate | null },
): Promise<void> {
  if (template === null) {
    await tx
      .deleteFrom('invoice_email_templates')
      .where('workspace_id', '=', workspaceId)
      .where('language', '=', language)
      .execute()
    return
  }
  await tx
    .insertInto('invoice_email_templates')
    .values({ workspace_id: workspaceId, language, ...template })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'language']).doUpdateSet(template))
    .execute()
}
