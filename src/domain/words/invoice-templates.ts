import type { Language } from '#lib/languages.ts'
import type { EmailTemplate } from '../email-template.ts'

/** What Hourbook says with an invoice, until a workspace says it otherwise. */
export const invoiceTemplates: Record<Language, EmailTemplate> = {
  en: {
    subject: 'Invoice {{invoice.number}} from {{workspace.name}}',
    body: `Dear {{client.name}},

Please find attached invoice {{invoice.number}} of {{invoice.date}}, for {{total}}. It is due on {{due}}.

Kind regards,
{{workspace.name}}`,
  },
  nl: {
    subject: 'Factuur {{invoice.number}} van {{workspace.name}}',
    body: `Beste {{client.name}},

Hierbij factuur {{invoice.number}} van {{invoice.date}}, voor {{total}}. De vervaldatum is {{due}}.

Met vriendelijke groet,
{{workspace.name}}`,
  },
}

/** With a credit invoice, where there is nothing to pay. */
export const creditTemplates: Record<Language, EmailTemplate> = {
  en: {
    subject: 'Credit invoice {{invoice.number}} from {{workspace.name}}',
    body: `Dear {{client.name}},

Please find attached credit invoice {{invoice.number}} of {{invoice.date}}, for {{total}}.

Kind regards,
{{workspace.name}}`,
  },
  nl: {
    subject: 'Creditfactuur {{invoice.number}} van {{workspace.name}}',
    body: `Beste {{client.name}},

Hierbij creditfactuur {{invoice.number}} van {{invoice.date}}, voor {{total}}.

Met vriendelijke groet,
{{workspace.name}}`,
  },
}
