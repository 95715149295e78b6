import { fillPlaceholders } from './placeholders.ts'

/** What an e-mail with an invoice can name; {{…}} in its text. */
export const emailPlaceholders = [
  'invoice.number',
  'invoice.date',
  'invoice.reference',
  'client.name',
  'total',
  'due',
  'workspace.name',
  // The public page of the invoice: filled in when the e-mail is sent, so that it stands nowhere else.
  'link',
] as const
export type EmailPlaceholder = (typeof emailPlaceholders)[number]

/** What a reminder can name besides: what is left to pay, and for how many days it is late. */
export const reminderPlaceholders = [...emailPlaceholders, 'open', 'days.late'] as const
export type ReminderPlaceholder = (typeof reminderPlaceholders)[number]

/** The values of placeholders as far as they are known before the e-mail is sent. */
export type ValuesOf<Placeholder extends string> = Record<Exclude<Placeholder, 'link'>, string>

export type EmailTemplate = { subject: string; body: string }

/** A text with its placeholders filled in; what means nothing stays. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return fillPlaceholders(text, (name) => {
    return Object.hasOwn(values, name) ? values[name] : undefined
  })
}
