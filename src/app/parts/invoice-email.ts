import { findClient } from '#db/clients.ts'
import type { Database } from '#db/database.ts'
import { listEmailTemplates } from '#db/email-templates.ts'
import type { Invoice } from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { EmailPlaceholder, EmailTemplate, ValuesOf } from '#domain/email-template.ts'
import { creditTemplates, invoiceTemplates } from '#domain/words/invoice-templates.ts'
import { assert } from '#lib/assert.ts'
import { createFormats } from '#lib/formats.ts'
import type { Language } from '#lib/languages.ts'
import type { Context } from '../context.ts'
import { invoiceLanguage } from './invoice-language.ts'

export type InvoiceEmailFacts = {
  to: string[]
  language: Language
  template: EmailTemplate
  values: ValuesOf<EmailPlaceholder>
  attachmentName: string
}

/** Who gets an invoice by e-mail, and what is said with it unless somebody says it otherwise. */
export async function invoiceEmailFacts(
  { workspaceId }: Pick<Context, 'workspaceId'>,
  db: Database,
  invoice: Invoice,
): Promise<InvoiceEmailFacts> {
  const workspace = await getWorkspace(db, { workspaceId })
  const client = await findClient(db, { workspaceId, clientId: invoice.clientId })
  assert(client, 'an invoice has a client')
  const language = await invoiceLanguage(db, { workspaceId, invoice })
  const own = await listEmailTemplates(db, { workspaceId })
  const isCredit = invoice.creditsId !== null
  const template = isCredit
    ? creditTemplates[language]
    : (own.find((each) => each.language === language) ?? invoiceTemplates[language])
  const formats = createFormats({ ...workspace, language })
  const number = invoice.number ?? ''
  const address = client.billingContact?.email ?? client.email
  return {
    to: address ? [address] : [],
    language,
    template: { subject: template.subject, body: template.body },
    values: {
      'invoice.number': number,
      'invoice.date': formats.day(invoice.issuedOn),
      'invoice.reference': invoice.reference,
      'client.name': client.billingContact?.name ?? client.name,
      total: formats.money(invoice.totalMinor, invoice.currency),
      due: formats.day(invoice.dueOn),
      'workspace.name': workspace.name,
    },
    attachmentName: `${invoiceFileName(number)}.pdf`,
  }
}

/** What the PDF of an invoice is called, without its ending: its number, in signs that every file system takes. */
export function invoiceFileName(number: string): string {
  return number.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^[.-]+|-+$/g, '') || 'invoice'
}
