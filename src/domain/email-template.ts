import { fillPlaceholders, placeholdersOtherThan } from './placeholders.ts'

/** What an e-mail with an invoice can name; {{…}} in its text. */
export const emailPlaceholders = [
  'invoice.number',
  'invoice.date',
  'invoice.reference',
  'client.name',
  'total',
  'due',
  'workspace.name',
] as const
export type EmailPlaceholder = (typeof emailPlaceholders)[number]

export type EmailTemplate = { subject: string; body: string }

/** The placeholders of a text that mean nothing, as they are written; half of one, such as '{{total}', counts too. */
export function unknownPlaceholders(text: string): string[] {
  return placeholdersOtherThan(emailPlaceholders, text)
}

/** A text with its placeholders filled in; what means nothing stays. */
export function fillTemplate(
  text: string,
  values: Readonly<Record<EmailPlaceholder, string>>,
): string {
  return fillPlaceholders(text, (name) => {
    const placeholder = emailPlaceholders.find((each) => each === name)
    return placeholder && values[placeholder]
  })
}
