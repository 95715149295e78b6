import { BadRequest, type ApiAnswer, type Call } from './call.ts'
import type { Collection, Stored } from './collection.ts'
import { momentFrom } from './dates.ts'
import { listAnswer } from './envelope.ts'
import { headerOf } from './http.ts'
import { compileOrder, compileWhere, QueryParseException, type Fields } from './where.ts'

const defaultPageSize = 100
const maxPageSize = 1000

export const isTrue = (call: Call, name: string): boolean =>
  call.query.get(name)?.toLowerCase() === 'true'

/** Names are separated by commas; blanks and quotes around them do not count. */
export function namesIn(call: Call, name: string): string[] | null {
  const text = call.query.get(name)
  if (!text) return null
  const names = text.split(',').map((part) => part.trim().replaceAll('"', ''))
  return names.filter((part) => part !== '')
}

interface ListOptions<T> {
  plural: string
  fields: Fields<T>
  /** Filters of this resource besides `where` and If-Modified-Since. */
  keep?: (record: T) => boolean
  /** Paged even without a `page`, e.g. because of `Statuses`. */
  isPaged?: boolean
  json(record: T, isPaged: boolean): string
}

/** A GET of a collection: If-Modified-Since, where, order, and paging where it was asked for. */
export function listRecords<T extends Stored, Key extends string>(
  call: Call,
  collection: Collection<T, Key>,
  options: ListOptions<T>,
): ApiAnswer {
  const all = collection.inOrder()
  const question = questionOf(call)
  const known = question && (answered.get(all)?.get(question) as readonly T[] | undefined)
  const records = known || select(call, all, options)
  if (question && !known) remember(all, question, records)
  return pagedAnswer(call, records, options)
}

// The pages of one list are asked for one after the other. `inOrder` is a new array after every
// change, so what was found in it may be kept for as long as it lives.
const answered = new WeakMap<readonly unknown[], Map<string, readonly unknown[]>>()
const keptQuestions = 8

function remember(all: readonly unknown[], question: string, records: readonly unknown[]) {
  const questions = answered.get(all) ?? new Map<string, readonly unknown[]>()
  if (questions.size >= keptQuestions) questions.clear()
  questions.set(question, records)
  answered.set(all, questions)
}

// An id lies in the record itself.
const byId = /^\w+ID( ASC| DESC)?$/

/** All that a list depends on besides its page; null where that may lie in other collections. */
function questionOf(call: Call): string | null {
  const order = call.query.get('order')
  if (call.query.has('where') || (order !== null && !byId.test(order))) return null
  const query = new URLSearchParams(call.query)
  query.delete('page')
  query.delete('pageSize')
  const since = headerOf(call.headers, 'if-modified-since') ?? ''
  const { futureModifiedSince, modifiedSinceIsInclusive } = call.world.switches
  // What is in the future now may not be so at the next page.
  if (since !== '' && futureModifiedSince !== 'empty') return null
  return JSON.stringify([query.toString(), since, modifiedSinceIsInclusive])
}

function select<T extends Stored>(
  call: Call,
  all: readonly T[],
  options: ListOptions<T>,
): readonly T[] {
  const since = modifiedSince(call)
  const where = call.query.get('where')
  const { modifiedSinceIsInclusive: isInclusive, whereTexts } = call.world.switches
  const matches = where ? compileWhere(where, options.fields, whereTexts) : null
  const found = all.filter(
    (record) =>
      (since === null ||
        (isInclusive ? record.updatedAt >= since : record.updatedAt > since + 999)) &&
      (!options.keep || options.keep(record)) &&
      (!matches || matches(record)),
  )
  const order = call.query.get('order')
  return order ? found.toSorted(compileOrder(order, options.fields)) : found
}

function pagedAnswer<T>(call: Call, records: readonly T[], options: ListOptions<T>): ApiAnswer {
  const isPaged = options.isPaged === true || call.query.has('page') || call.query.has('pageSize')
  if (!isPaged) {
    const elements = records.map((record) => options.json(record, false))
    return listAnswer(call.world, options.plural, elements)
  }
  const pageSize = Math.min(maxPageSize, Math.max(1, whole(call, 'pageSize') ?? defaultPageSize))
  const page = Math.max(1, whole(call, 'page') ?? 1)
  const first = (page - 1) * pageSize
  const elements = records
    .slice(first, first + pageSize)
    .map((record) => options.json(record, true))
  const pageCount = Math.ceil(records.length / pageSize)
  return listAnswer(call.world, options.plural, elements, {
    page,
    pageSize,
    pageCount,
    itemCount: records.length,
  })
}

function whole(call: Call, name: string): number | null {
  const text = call.query.get(name)
  if (text === null || text === '') return null
  if (!/^-?\d{1,9}$/.test(text)) throw new QueryParseException(`'${name}' must be a whole number`)
  return Number(text)
}

function modifiedSince(call: Call): number | null {
  const text = headerOf(call.headers, 'if-modified-since')
  const at = text ? momentFrom(text) : null
  const { futureModifiedSince } = call.world.switches
  if (at === null || at <= call.now || futureModifiedSince === 'empty') return at
  if (futureModifiedSince === 'ignore') return null
  throw new BadRequest('If-Modified-Since cannot be in the future.')
}
