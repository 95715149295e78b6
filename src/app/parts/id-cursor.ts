import { say } from '#domain/words/say.ts'
import { decodeCursor, encodeCursor, type Page } from '#db/page.ts'
import { refuse } from '../refuse.ts'

/** The id after which a page begins in a list that is ordered by id; undefined for the first page. */
export function idCursorFrom(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [id = '', ...rest] = decodeCursor(cursor) ?? []
  if (rest.length === 0 && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id
  return refuse('input_is_not_valid', {
    field: 'cursor',
    detail: say('This is not a nextCursor of this list.'),
  })
}

/** A page of rows that are ordered by id, of which one more was read than fits. */
export function pageById<Row extends { id: string }>(rows: Row[], limit: number): Page<Row> {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor([last.id]) : null }
}
