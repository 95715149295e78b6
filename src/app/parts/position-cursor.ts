import { say } from '#domain/words/say.ts'
import { nameCursorFrom } from '../pages.ts'
import { refuse } from '../refuse.ts'

/** The place in a list after which a page begins; zero for the first page. */
export function positionFrom(cursor: string | undefined): number {
  const position = nameCursorFrom(cursor)?.name ?? '0'
  // Nine digits always fit PostgreSQL's integer.
  if (!/^\d{1,9}$/.test(position)) {
    refuse('input_is_not_valid', {
      field: 'cursor',
      detail: say('This is not a nextCursor of this list.'),
    })
  }
  return Number(position)
}
