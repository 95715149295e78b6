import { encodeCursor } from '#db/page.ts'
import { newId } from '#lib/ids.ts'

// What somebody might send instead of what belongs there: by mistake, by a program, or on purpose.

type Path = (string | number)[]

const junk = { null: null, 'a list': [null], 'an object': { a: { b: [{}] } }, true: true }
const anyText = {
  ...junk,
  'a number': -1,
  'a fraction': 1.5,
  empty: '',
  'ten thousand characters': 'x'.repeat(10_000),
  'a NUL': 'a\u0000b',
  'half a character': 'a\ud800b',
  'an emoji': 'Party 🎉',
}
const words = {
  blank: '   ',
  'a control character': 'a\u0007b',
  markup: '<script>alert(1)</script>',
  'a formula': '=HYPERLINK("https://evil.example";"click")',
  'an unknown word': 'no_such_value',
}
const ids = { 'no id': 'not-an-id', "nobody's id": newId() }
const days = {
  'the year 20226': '20226-01-01',
  'a day that does not exist': '2026-02-30',
  'a time that does not exist': '25:61',
}
const decimals = {
  'less than nothing': '-1.50',
  'no number': 'NaN',
  'too many digits': '99999999999999999999.99',
  'too many decimals': '1.000001',
}
const numbers = {
  ...junk,
  'a text': '5',
  empty: '',
  'less than nothing': -1,
  'a fraction': 1.5,
  'a huge number': 2 ** 53,
}

/** One thing to do to a good body that makes it bad. */
export type Spoiling = {
  /** The dotted path of what is spoiled, as the API document has it: `*` for a place of a list. */
  field: string
  name: string
  spoil: (good: object) => unknown
}

/**
 * All that can be put wrong in a body: each field replaced by everything that does not belong there, left out, or given
 * more places than `listLimits` allows at its path.
 */
export function spoilingsOf(good: object, listLimits: ReadonlyMap<string, number>): Spoiling[] {
  const spoilings: Spoiling[] = [
    { field: '', name: 'a list as body', spoil: (body) => [body] },
    { field: '', name: 'the largest of everything', spoil: enlarge },
  ]
  for (const { path, value } of partsOf(good)) {
    const field = path.map((each) => (typeof each === 'number' ? '*' : each)).join('.')
    const add = (what: string, change: (value: never) => unknown) => {
      spoilings.push({ field, name: what, spoil: (body) => changeAt(body, path, change) })
    }
    if (path.length > 0) {
      for (const [what, bad] of Object.entries(badValuesFor(value))) add(what, () => bad)
    }
    if (typeof path.at(-1) === 'string') add('missing', () => undefined)
    if (Array.isArray(value)) {
      const tooMany = (listLimits.get(field) ?? 0) + 1
      add('too many', ([first]: unknown[]) => Array.from({ length: tooMany }, () => first))
    }
    if (!isObject(value)) continue
    add('an unknown key', (object: object) => ({ ...object, x: 1 }))
    for (const key of ['__proto__', 'constructor'])
      add(key, (object: object) => poison(object, key))
  }
  return spoilings
}

/** What may stand in an address or a query string instead of a good value, percent-encoded already. */
export const badInAddresses: string[] = [
  encodeCursor(['3000000000', newId()]),
  anyText['ten thousand characters'],
  encodeURIComponent(anyText['a NUL']),
  encodeURIComponent(anyText['an emoji']),
  encodeURIComponent(words['a formula']),
  ids['no id'],
  ids["nobody's id"],
  days['the year 20226'],
  days['a day that does not exist'],
  decimals['less than nothing'],
  decimals['too many digits'],
  '0',
  '1e999',
  '%',
  '%E0%A4',
  '%ED%A0%80',
  '..%2f..%2fme',
  encodeCursor(['a\0b', newId()]),
  encodeCursor(['\ud800', newId()]),
  encodeCursor(['a', 'b']),
  Buffer.from('[[[]]]').toString('base64url'),
]

function badValuesFor(value: unknown): Record<string, unknown> {
  if (typeof value === 'number') return numbers
  if (typeof value === 'boolean') {
    return { null: null, 'a text': 'true', one: 1, 'a list': [], 'an object': {} }
  }
  if (Array.isArray(value)) return { ...junk, 'no item': [], nested: [[[]]], 'a text': 'x' }
  if (isObject(value)) return { null: null, 'a list': [], 'a text': 'x', one: 1 }
  if (typeof value !== 'string') return { ...anyText, ...words, ...ids, ...days, ...decimals }
  if (/^[0-9a-f]{8}-/.test(value)) return { ...anyText, ...ids }
  if (/^\d+([-:]\d+)+$/.test(value)) return { ...anyText, ...days }
  if (/^\d+(\.\d+)?$/.test(value)) return { ...anyText, ...decimals }
  return { ...anyText, ...words }
}

/** The body, and all that is in it; of lists the first place. */
function partsOf(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const below = Array.isArray(value)
    ? value.slice(0, 1).flatMap((each, index) => partsOf(each, [...path, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, each]) => partsOf(each, [...path, key]))
      : []
  return [{ path, value }, ...below]
}

/** A copy in which one place was changed; a key that becomes `undefined` is left out of the JSON. */
function changeAt(
  value: unknown,
  [first, ...rest]: Path,
  change: (value: never) => unknown,
): unknown {
  if (first === undefined) return change(value as never)
  if (Array.isArray(value)) {
    return value.map((each, index) => (index === first ? changeAt(each, rest, change) : each))
  }
  const object = value as Record<string, unknown>
  return { ...object, [first]: changeAt(object[first], rest, change) }
}

/** Each amount and number as large as its own field takes it; together they may be too much. */
function enlarge(value: unknown): unknown {
  if (typeof value === 'number') return value > 1000 ? 99_999_999_999 : value
  if (typeof value === 'string') return /^\d+\.\d+$/.test(value) ? '99999999.99' : value
  if (Array.isArray(value)) return value.map(enlarge)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, enlarge(each)]))
}

function poison(object: object, key: string): unknown {
  const value = { prototype: { isAdmin: true } }
  return Object.defineProperty({ ...object }, key, { value, enumerable: true })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
