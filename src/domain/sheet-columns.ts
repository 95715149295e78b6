/** What a column of a file can be, with the headings it is known by. */
export type SheetField<Name extends string> = { name: Name; headings: readonly string[] }

/** For each column the field it goes to; null where it is left out. */
export type Matching<Name extends string = string> = readonly (Name | null)[]

/** What a file must have columns for, and this one has none. */
export type Lack = 'name' | 'client' | 'email' | 'day' | 'project' | 'duration' | 'price' | 'trip'

/** A heading as it is compared: 'Customer No.' is 'customerno'. */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * Guesses which field each column is: as this heading was matched before, else by the headings the field is known by. A
 * field takes one column, the leftmost.
 */
export function guessMatching<Name extends string>(
  headings: readonly string[],
  fields: readonly SheetField<Name>[],
  remembered: ReadonlyMap<string, string | null> = new Map(),
): (Name | null)[] {
  const known = new Map(
    fields.flatMap(({ name, headings: names }) =>
      [name, ...names].map((each) => [headingKey(each), name] as const),
    ),
  )
  const taken = new Set<Name>()
  return headings.map((heading) => {
    const key = headingKey(heading)
    const before = remembered.get(key)
    const name =
      before === undefined ? known.get(key) : fields.find((each) => each.name === before)?.name
    if (key === '' || name === undefined || taken.has(name)) return null
    taken.add(name)
    return name
  })
}

const rowsLookedAt = 20

/** Which row has the headings, counted from one: of the first rows the one in which most are known, else the first. */
export function findHeaderRow<Name extends string>(
  rows: readonly (readonly string[])[],
  fields: readonly SheetField<Name>[],
): number {
  const counts = rows
    .slice(0, rowsLookedAt)
    .map((row) => guessMatching(row, fields).filter((name) => name !== null).length)
  const most = Math.max(0, ...counts)
  const first = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  return (most === 0 ? Math.max(first, 0) : counts.indexOf(most)) + 1
}

/** A cell as the text that was meant; undefined when it holds a formula. */
export function meantText(cell: string): string | undefined {
  const text = cell.trim()
  // ="00123" is how some programs keep a spreadsheet from eating zeros.
  const quoted = /^="([^"]*)"$/.exec(text)?.[1]
  if (quoted !== undefined) return quoted.trim()
  // An apostrophe before a sign says: this is a text. Our own files have it too.
  if (/^'[=+\-@\t\r]/.test(text)) return text.slice(1)
  return text.startsWith('=') ? undefined : text
}

/** A decimal as people write it, '1.234,50' or '1,234.50' or '€ 85'; undefined when it could mean two things. */
export function decimalText(written: string): string | undefined {
  const text = written.replaceAll(
    /[\s\u00a0'’]|^[€$£]|[€$£]$|^(?:EUR|USD|GBP)|(?:EUR|USD|GBP)$/g,
    '',
  )
  const signs = text.replaceAll(/\d/g, '')
  if (!/^\d[\d.,]*$/.test(text) || text.length > 20) return undefined
  if (signs === '') return text
  const last = signs.at(-1) ?? ''
  const at = text.lastIndexOf(last)
  const [whole, fraction] = [text.slice(0, at), text.slice(at + 1)]
  const other = last === ',' ? '.' : ','
  if (whole.includes(last)) {
    // The same sign twice stands between thousands: 1.234.567
    return /^\d{1,3}([.,]\d{3})+$/.test(text) && !text.includes(other)
      ? text.replaceAll(last, '')
      : undefined
  }
  if (whole.includes(other) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return undefined
  const isThousands = fraction.length === 3 && !whole.includes(other) && !whole.startsWith('0')
  if (isThousands || fraction === '') return undefined
  return `${whole.replaceAll(other, '')}.${fraction}`
}
