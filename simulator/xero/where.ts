import { fold } from './fold.ts'

// A small reader of the .NET-like expressions of Xero's `where` and `order` parameters.

/** What a field may yield. Days and moments are milliseconds, wrapped so as not to equal numbers. */
export type FieldValue = string | number | boolean | null | undefined | Moment
export interface Moment {
  at: number
}

/** How the fields of a resource are read: lower-case path -> reader. */
export type Fields<T> = Readonly<Record<string, (record: T) => FieldValue>>

export class QueryParseException extends Error {}

type Evaluate<T> = (record: T) => FieldValue
type Token = { kind: 'name' | 'string' | 'number' | 'symbol' | 'end'; text: string }

const tokenPattern =
  /\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|"(?<string>(?:[^"\\]|\\.|"")*)"|(?<number>-?\d+(?:\.\d+)?)|(?<symbol>==|!=|<>|<=|>=|&&|\|\||[=<>!().,])|(?<bad>\S))/gy

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(tokenPattern)) {
    const groups = match.groups ?? {}
    if (groups['bad'] !== undefined) {
      throw new QueryParseException(`Syntax error '${groups['bad']}' at position ${match.index}`)
    }
    for (const kind of ['name', 'string', 'number', 'symbol'] as const) {
      const found = groups[kind]
      if (found !== undefined) tokens.push({ kind, text: unescape(kind, found) })
    }
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

const unescape = (kind: Token['kind'], text: string) =>
  kind === 'string'
    ? text.replaceAll(/\\(.)|""/g, (_, char: string | undefined) => char ?? '"')
    : text

/** Whether two texts that differ in case or accents alone are the same. */
export type TextComparison = 'folded' | 'exact'

/** Compiles a where expression into a test of one record. Throws QueryParseException. */
export function compileWhere<T>(
  text: string,
  fields: Fields<T>,
  comparison: TextComparison = 'folded',
): (record: T) => boolean {
  const parser = createParser(tokensOf(text), fields, comparisons[comparison])
  const evaluate = parser.either()
  parser.expectEnd()
  return (record) => evaluate(record) === true
}

function createParser<T>(tokens: Token[], fields: Fields<T>, compares: Comparisons) {
  let position = 0
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '' }
  const take = (): Token => {
    const token = peek()
    position += 1
    return token
  }
  const isWord = (...words: string[]) =>
    ['name', 'symbol'].includes(peek().kind) && words.includes(peek().text.toUpperCase())
  const expect = (text: string) => {
    if (peek().kind === 'string' || take().text !== text) {
      throw new QueryParseException(`'${text}' expected`)
    }
  }

  function either(): Evaluate<T> {
    let left = both()
    while (isWord('OR', '||')) {
      take()
      const [first, second] = [left, both()]
      left = (record) => first(record) === true || second(record) === true
    }
    return left
  }

  function both(): Evaluate<T> {
    let left = comparison()
    while (isWord('AND', '&&')) {
      take()
      const [first, second] = [left, comparison()]
      left = (record) => first(record) === true && second(record) === true
    }
    return left
  }

  function comparison(): Evaluate<T> {
    if (isWord('!', 'NOT')) {
      take()
      const operand = comparison()
      return (record) => operand(record) !== true
    }
    const left = operand()
    const compare = compares[peek().kind === 'symbol' ? peek().text : '']
    if (!compare) return left
    take()
    const right = operand()
    return (record) => compare(left(record), right(record))
  }

  function operand(): Evaluate<T> {
    const token = take()
    if (token.kind === 'string') return () => token.text
    if (token.kind === 'number') return () => Number(token.text)
    if (token.text === '(' && token.kind === 'symbol') {
      const inner = either()
      expect(')')
      return inner
    }
    if (token.kind !== 'name') throw new QueryParseException('Expression expected')
    const word = token.text.toLowerCase()
    if (word in constants) return () => constants[word]
    if (word === 'datetime') return dateTime()
    if (word === 'guid') return guid()
    return member(token.text)
  }

  function dateTime(): Evaluate<T> {
    if (peek().text === '.') {
      take()
      take()
      const [text] = args()
      const at = Date.parse(`${String(text).replace(' ', 'T')}${/T/.test(String(text)) ? 'Z' : ''}`)
      if (Number.isNaN(at)) throw new QueryParseException('DateTime expected')
      return () => ({ at })
    }
    const [year, month, day, hour = 0, minute = 0, second = 0] = args().map(Number)
    if (year === undefined || month === undefined || day === undefined) {
      throw new QueryParseException('DateTime(year, month, day) expected')
    }
    const at = Date.UTC(year, month - 1, day, hour, minute, second)
    return () => ({ at })
  }

  function guid(): Evaluate<T> {
    if (peek().text === '.') {
      take()
      take()
    }
    const [text] = args()
    return () => String(text).toLowerCase()
  }

  function args(): FieldValue[] {
    const values: FieldValue[] = []
    expect('(')
    while (peek().text !== ')' || peek().kind === 'string') {
      const token = take()
      if (token.kind !== 'string' && token.kind !== 'number') {
        throw new QueryParseException("')' or ',' expected")
      }
      values.push(token.kind === 'number' ? Number(token.text) : token.text)
      if (peek().text === ',' && peek().kind === 'symbol') take()
    }
    expect(')')
    return values
  }

  function member(first: string): Evaluate<T> {
    const path = [first]
    while (peek().text === '.' && peek().kind === 'symbol') {
      take()
      const name = take()
      if (name.kind !== 'name') throw new QueryParseException('Identifier expected')
      if (peek().text === '(' && peek().kind === 'symbol') return method(read(path), name.text)
      path.push(name.text)
    }
    return read(path)
  }

  function method(target: Evaluate<T>, name: string): Evaluate<T> {
    const test = methods[name.toLowerCase()]
    if (!test) throw new QueryParseException(`No applicable method '${name}' exists`)
    const [argument] = args()
    const applied: Evaluate<T> = (record) => test(target(record), argument)
    if (peek().text === '.' && peek().kind === 'symbol') {
      take()
      return method(applied, take().text)
    }
    return applied
  }

  function read(path: string[]): Evaluate<T> {
    const wanted = path.filter((part) => !['value'].includes(part.toLowerCase()))
    if (wanted.at(-1)?.toLowerCase() === 'hasvalue') {
      const inner = read(wanted.slice(0, -1))
      return (record) => (inner(record) ?? null) !== null
    }
    const reader = fields[wanted.join('.').toLowerCase()]
    if (!reader) {
      throw new QueryParseException(`No property or field '${wanted.join('.')}' exists`)
    }
    return reader
  }

  return {
    either,
    expectEnd() {
      if (peek().kind !== 'end') throw new QueryParseException('Syntax error')
    },
  }
}

const constants: Readonly<Record<string, FieldValue>> = { true: true, false: false, null: null }

type Compare = (left: FieldValue, right: FieldValue) => boolean
type Comparisons = Readonly<Record<string, Compare>>

const comparisonsBy = (isSame: Compare): Comparisons => ({
  '==': isSame,
  '=': isSame,
  '!=': (left, right) => !isSame(left, right),
  '<>': (left, right) => !isSame(left, right),
  '<': (left, right) => (order(left, right) ?? 0) < 0,
  '<=': (left, right) => (order(left, right) ?? 1) <= 0,
  '>': (left, right) => (order(left, right) ?? 0) > 0,
  '>=': (left, right) => (order(left, right) ?? -1) >= 0,
})

const comparisons: Readonly<Record<TextComparison, Comparisons>> = {
  folded: comparisonsBy(equal),
  exact: comparisonsBy((left, right) =>
    typeof left === 'string' && typeof right === 'string' ? left === right : equal(left, right),
  ),
}

const methods: Readonly<Record<string, (target: FieldValue, argument: FieldValue) => FieldValue>> =
  {
    contains: (target, argument) => fold(textOf(target)).includes(fold(textOf(argument))),
    startswith: (target, argument) => fold(textOf(target)).startsWith(fold(textOf(argument))),
    endswith: (target, argument) => fold(textOf(target)).endsWith(fold(textOf(argument))),
    tolower: (target) => textOf(target).toLowerCase(),
    toupper: (target) => textOf(target).toUpperCase(),
    tostring: (target) => textOf(target),
    trim: (target) => textOf(target).trim(),
  }

const textOf = (value: FieldValue): string =>
  typeof value === 'object' && value !== null
    ? new Date(value.at).toISOString()
    : String(value ?? '')

function equal(left: FieldValue, right: FieldValue): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return left === right || fold(left) === fold(right)
  }
  if (isMoment(left) && isMoment(right)) return left.at === right.at
  return (left ?? null) === (right ?? null)
}

const isMoment = (value: FieldValue): value is Moment => typeof value === 'object' && value !== null

/** Negative, zero or positive; null where the two cannot be compared. */
function order(left: FieldValue, right: FieldValue): number | null {
  if (isMoment(left) && isMoment(right)) return left.at - right.at
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') {
    const [first, second] = [fold(left), fold(right)]
    return first < second ? -1 : Number(first > second)
  }
  return null
}

/** Compiles `Name DESC, Date` into a comparison of two records. */
export function compileOrder<T>(text: string, fields: Fields<T>): (left: T, right: T) => number {
  const keys = text.split(',').map((part) => {
    const [path = '', direction = 'ASC', ...rest] = part.trim().split(/\s+/)
    const reader = fields[path.toLowerCase()]
    const isKnown = ['ASC', 'DESC', 'ASCENDING', 'DESCENDING'].includes(direction.toUpperCase())
    if (!reader) throw new QueryParseException(`No property or field '${path}' exists`)
    if (!isKnown || rest.length > 0) throw new QueryParseException('Syntax error')
    return { reader, sign: direction.toUpperCase().startsWith('DESC') ? -1 : 1 }
  })
  return (left, right) => {
    for (const { reader, sign } of keys) {
      const [first, second] = [reader(left) ?? null, reader(right) ?? null]
      if (first === null || second === null) {
        if (first !== second) return first === null ? -sign : sign
        continue
      }
      const difference = order(first, second) ?? 0
      if (difference !== 0) return difference * sign
    }
    return 0
  }
}
