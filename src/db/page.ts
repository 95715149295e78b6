export type Page<Item> = { items: Item[]; nextCursor: string | null }

/** Where a page ends: the sort values of its last row. Opaque to the reader. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The sort values a cursor stands for; undefined for none, or for a text that is no cursor of ours. */
export function decodeCursor(cursor: string | undefined): string[] | undefined {
  if (!cursor) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(values) && values.every(isKeptText) ? values : undefined
  } catch {
    return undefined
  }
}

// A NUL, or half of a pair, is never in a row, and PostgreSQL takes neither.
function isKeptText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0') && value.isWellFormed()
}
