import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { reminderFacts } from '#app/parts/reminder-email.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoice } from '#db/invoices.ts'
import { fillTemplate } from '#domain/email-template.ts'
import type { Language } from '#lib/languages.ts'

export type ReminderDraft = {
  step: number
  stepCount: number
  /** From when it goes out by itself, where that is switched on. */
  on: string
  from: string | null
  senderName: string
  to: string[]
  language: Language
  subject: string
  body: string
  attachmentName: string
}

/** The reminder that comes next for an overdue invoice, with everything filled in. */
export async function getReminderDraft(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<ReminderDraft> {
  allow(ctx, 'invoices:read')
  const invoice = await findInvoice(ctx.db, { workspaceId: ctx.workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const facts = await reminderFacts(ctx, ctx.db, invoice)
  const { step, stepCount, on, to, language, template, values, attachmentName } = facts
  return {
    step,
    stepCount,
    on,
    from: ctx.mailer.from,
    senderName: values['workspace.name'],
    to,
    language,
    subject: fillTemplate(template.subject, values),
    body: fillTemplate(template.body, values),
    attachmentName,
  }
}
