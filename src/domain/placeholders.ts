// Texts that people write once and Hourbook fills in: {{name}} stands for a value.

const braces = /\{\{([^{}]*)\}\}/g

/** The placeholders of a text that are none of the known, as they are written; half of one, such as '{{total}', counts too. */
export function placeholdersOtherThan(known: readonly string[], text: string): string[] {
  const unknown = [...text.matchAll(braces)].flatMap(([whole, name = '']) =>
    known.includes(name.trim()) ? [] : [whole],
  )
  const rest = text.replaceAll(braces, '')
  const halves = [...rest.matchAll(/\{\{[^\s{}]*\}?|[^\s{}]*\}\}/g)].map(([half]) => half)
  return [...new Set([...unknown, ...halves])]
}

/** A text with its placeholders filled in; what `valueOf` does not know stays. */
export function fillPlaceholders(
  text: string,
  valueOf: (name: string) => string | undefined,
): string {
  return text.replaceAll(braces, (whole, name: string) => valueOf(name.trim()) ?? whole)
}

/** Whether a text names this placeholder. */
export function hasPlaceholder(text: string, wanted: string): boolean {
  return [...text.matchAll(braces)].some(([, name = '']) => name.trim() === wanted)
}
