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

const braces = /\{\{([^{}]*)\}\}/g

/** The placeholders of a text that mean nothing, as they are written; half of one, such as '{{total}', counts too. */
export function unknownPlaceholders(text: string): string[] {
  const unknown = [...text.matchAll(braces)].flatMap(([whole, name = '']) =>
    placeholderOf(name) ? [] : [whole],
  )
  const rest = text.replaceAll(braces, '')
  const halves = [...rest.matchAll(/\{\{[^\s{}]*\}?|[^\s{}]*\}\}/g)].map(([half]) => half)
  return [...new Set([...unknown, ...halves])]
}

/** A text with its placeholders filled in; what means nothing stays. */
export function fillTemplate(
  text: string,
  values: Readonly<Record<EmailPlaceholder, string>>,
): string {
  return text.replaceAll(braces, (whole, name: string) => {
    const placeholder = placeholderOf(name)
    return placeholder ? values[placeholder] : whole
  })
}

function placeholderOf(name: string): EmailPlaceholder | undefined {
  return emailPlaceholders.find((each) => each === name.trim())
}
