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
] as const
export type EmailPlaceholder = (typeof emailPlaceholders)[number]

/** What a reminder can name besides: what is left to pay, and for how many days it is late. */
export const reminderPlaceholders = [...emailPlaceholders, 'open', 'days.late'] as const
export type ReminderPlaceholder = (typeof reminderPlaceholders)[number]

export type EmailTemplate = { subject: string; body: string }

/** A text with its placeholders filled in; what means nothing stays. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return fillPlaceholders(text, (name) => {
    return Object.hasOwn(values, name) ? values[name] : undefined
  })
}
