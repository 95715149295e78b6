import type { Database } from '#db/database.ts'
import { listEmailTemplates } from '#db/email-templates.ts'
import type { EmailTemplate } from '#domain/email-template.ts'
import { invoiceTemplates } from '#domain/words/invoice-templates.ts'
import type { Language } from '#lib/languages.ts'
import type { Context } from '../context.ts'

export type EmailSettings = {
  isOn: boolean
  from: string | null
  /** `isOwn`: the workspace says it otherwise than Hourbook. */
  invoiceTemplates: Record<Language, EmailTemplate & { isOwn: boolean }>
}

export async function viewEmailSettings(ctx: Context, db: Database): Promise<EmailSettings> {
  const { workspaceId, mailer } = ctx
  const own = await listEmailTemplates(db, { workspaceId })
  const of = (language: Language) => {
    const template = own.find((each) => each.language === language)
    const { subject, body } = template ?? invoiceTemplates[language]
    return { subject, body, isOwn: template !== undefined }
  }
  return {
    isOn: mailer.from !== null,
    from: mailer.from,
    invoiceTemplates: { en: of('en'), nl: of('nl') },
  }
}
