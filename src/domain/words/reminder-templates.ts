import type { Language } from '#lib/languages.ts'
import type { EmailTemplate } from '../email-template.ts'

const sayings: Record<Language, Record<'first' | 'between' | 'last', EmailTemplate>> = {
  en: {
    first: {
      subject: 'Reminder: invoice {{invoice.number}} from {{workspace.name}}',
      body: `Dear {{client.name}},

Invoice {{invoice.number}} of {{invoice.date}} was due on {{due}}. Our records show that {{open}} is still to be paid. You may have overlooked it; a copy is attached.

If you have paid in the meantime, please disregard this message.

Kind regards,
{{workspace.name}}`,
    },
    between: {
      subject: 'Second reminder: invoice {{invoice.number}} from {{workspace.name}}',
      body: `Dear {{client.name}},

We wrote to you before about invoice {{invoice.number}}, which was due on {{due}}. {{open}} is still to be paid, {{days.late}} days after the due date. Please pay it within seven days, or tell us what keeps you from it.

If you have paid in the meantime, please disregard this message.

Kind regards,
{{workspace.name}}`,
    },
    last: {
      subject: 'Last notice: invoice {{invoice.number}} from {{workspace.name}}',
      body: `Dear {{client.name}},

In spite of our reminders, {{open}} of invoice {{invoice.number}} is still to be paid, {{days.late}} days after the due date ({{due}}). This is our last notice. Please see to it that the amount reaches us within seven days.

Kind regards,
{{workspace.name}}`,
    },
  },
  nl: {
    first: {
      subject: 'Herinnering: factuur {{invoice.number}} van {{workspace.name}}',
      body: `Beste {{client.name}},

Factuur {{invoice.number}} van {{invoice.date}} verviel op {{due}}. Volgens onze administratie staat daarvan nog {{open}} open. Misschien is de factuur over het hoofd gezien; een kopie is bijgevoegd.

Is er inmiddels betaald, dan kan dit bericht als niet verzonden worden beschouwd.

Met vriendelijke groet,
{{workspace.name}}`,
    },
    between: {
      subject: 'Tweede herinnering: factuur {{invoice.number}} van {{workspace.name}}',
      body: `Beste {{client.name}},

Eerder herinnerden wij aan factuur {{invoice.number}}, die op {{due}} verviel. Er staat nog {{open}} open, {{days.late}} dagen na de vervaldatum. Graag ontvangen wij het bedrag binnen zeven dagen, of een bericht als er iets niet klopt.

Is er inmiddels betaald, dan kan dit bericht als niet verzonden worden beschouwd.

Met vriendelijke groet,
{{workspace.name}}`,
    },
    last: {
      subject: 'Laatste herinnering: factuur {{invoice.number}} van {{workspace.name}}',
      body: `Beste {{client.name}},

Ondanks onze herinneringen staat van factuur {{invoice.number}} nog {{open}} open, {{days.late}} dagen na de vervaldatum ({{due}}). Dit is onze laatste herinnering. Wij verzoeken dringend het bedrag binnen zeven dagen over te maken.

Met vriendelijke groet,
{{workspace.name}}`,
    },
  },
}

/** What Hourbook says with a reminder, until a workspace says it otherwise. */
export function reminderTemplate(
  language: Language,
  { step, count }: { step: number; count: number },
): EmailTemplate {
  if (step === 1) return sayings[language].first
  return sayings[language][step >= count ? 'last' : 'between']
}
