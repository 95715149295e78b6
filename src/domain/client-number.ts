/** What is known of the numbers that are in use: the beginning most of them have, and how far they got. */
type Series = { prefix: string; first: number; last: number; width: number; count: number }

const firstSeries: Series = { prefix: 'C-', first: 1001, last: 1000, width: 4, count: 0 }
const longestDigits = 9

/**
 * The next free client numbers: on from the highest of those that begin as most do, such as C-1043 after C-1042. None of
 * the taken ones is given, however it is written.
 */
export function nextClientNumbers(taken: readonly string[], count: number): string[] {
  const keys = new Set(taken.map(numberKey))
  const { prefix, last, width } = seriesOf(taken)
  const numbers: string[] = []
  for (let next = last + 1; numbers.length < count; next += 1) {
    const number = `${prefix}${String(next).padStart(width, '0')}`
    if (!keys.has(numberKey(number))) numbers.push(number)
  }
  return numbers
}

/** The lowest number of the usual series that is free: where one was given up, it comes back first. */
export function suggestedClientNumber(taken: readonly string[]): string {
  const keys = new Set(taken.map(numberKey))
  const { prefix, first, last, width } = seriesOf(taken)
  for (let next = first; next <= last; next += 1) {
    const number = `${prefix}${String(next).padStart(width, '0')}`
    if (!keys.has(numberKey(number))) return number
  }
  const [number = ''] = nextClientNumbers(taken, 1)
  return number
}

function seriesOf(taken: readonly string[]): Series {
  const byPrefix = new Map<string, Series>()
  for (const number of taken) {
    const [, prefix, digits] = /^(.*?)(\d+)$/.exec(number.trim()) ?? []
    if (prefix === undefined || digits === undefined || digits.length > longestDigits) continue
    const known = byPrefix.get(prefix)
    const value = Number(digits)
    const isFurther = !known || value > known.last
    byPrefix.set(prefix, {
      prefix,
      first: Math.min(known?.first ?? value, value),
      last: isFurther ? value : known.last,
      width: isFurther ? digits.length : known.width,
      count: (known?.count ?? 0) + 1,
    })
  }
  const [usual] = [...byPrefix.values()].toSorted((a, b) => b.count - a.count || b.last - a.last)
  return usual ?? firstSeries
}

function numberKey(number: string): string {
  return number.replaceAll(/\s/g, '').toLowerCase()
}
