import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { invoiceEmailFacts } from '#app/parts/invoice-email.ts'
import { refuse } from '#app/refuse.ts'
import { hasEmailOfInvoice } from '#db/emails.ts'
import { findInvoice } from '#db/invoices.ts'
import { fillTemplate } from '#domain/email-template.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'
import type { Language } from '#lib/languages.ts'

export type InvoiceEmailDraft = {
  from: string | null
  senderName: string
  to: string[]
  language: Language
  subject: string
  body: string
  attachmentName: string
  /** Whether the client has it by e-mail already, or may have. */
  mayHaveIt: boolean
}

/** The e-mail that would go with an invoice, with everything filled in. */
export async function getInvoiceEmailDraft(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<InvoiceEmailDraft> {
  allow(ctx, 'invoices:read')
  const { workspaceId, db } = ctx
  const invoice = await findInvoice(db, { workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const refusal = invoiceRefusal(invoice, 'email')
  if (refusal) refuse(refusal)
  const facts = await invoiceEmailFacts(ctx, db, invoice)
  const { to, language, template, values, attachmentName } = facts
  const states = ['sent', 'unknown'] as const
  return {
    from: ctx.mailer.from,
    senderName: values['workspace.name'],
    to,
    language,
    subject: fillTemplate(template.subject, values),
    body: fillTemplate(template.body, values),
    attachmentName,
    mayHaveIt: await hasEmailOfInvoice(db, { workspaceId, invoiceId, states }),
  }
}
