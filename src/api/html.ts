/** A piece of a page, in which every text was made harmless. */
export type Html = { markup: string }

type Piece = string | number | Html | null | readonly Html[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Markup with values in it: texts are escaped, pieces of markup stay as they are, and null is nothing. */
export function html(parts: TemplateStringsArray, ...values: Piece[]): Html {
  const rest = parts.slice(1).map((part, index) => markupOf(values[index] ?? null) + part)
  return { markup: [parts[0] ?? '', ...rest].join('') }
}

/** Markup that was made elsewhere, and by no person. */
export function trusted(markup: string): Html {
  return { markup }
}

function markupOf(value: Piece): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    return value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
  }
  return 'markup' in value ? value.markup : value.map((each) => each.markup).join('')
}
