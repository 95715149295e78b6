import { say } from '#domain/words/say.ts'
import type { NameCursor } from '#db/by-name.ts'
import { decodeCursor, encodeCursor, type Page } from '#db/page.ts'
import { refuse } from './refuse.ts'

export type PageRequest = { limit: number; cursor?: string | undefined }

/** The row after which a page by name begins; undefined for the first page. */
export function nameCursorFrom(cursor: string | undefined): NameCursor | undefined {
  const values = valuesOf(cursor)
  return values && { name: values[0], id: values[1] }
}

/** A page of the rows, of which one more was read than fits: it tells whether there is a next page. */
export function pageOf<Row extends { id: string }>(
  rows: Row[],
  limit: number,
  sortValueOf: (row: Row) => string,
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor([sortValueOf(last), last.id]) : null }
}

function valuesOf(cursor: string | undefined): [string, string] | undefined {
  if (cursor === undefined) return undefined
  const [first, id, ...rest] = decodeCursor(cursor) ?? []
  const isOurs = first !== undefined && id !== undefined && rest.length === 0
  if (!isOurs || !isUuid(id)) {
    refuse('input_is_not_valid', {
      field: 'cursor',
      detail: say('This is not a nextCursor of this list.'),
    })
  }
  return [first, id]
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
