import { say } from '#domain/words/say.ts'
import { decodeCursor } from '#db/page.ts'
import type { UninvoicedCursor } from '#db/uninvoiced.ts'
import { refuse } from '../refuse.ts'

/** The project after which a page begins; undefined for the first page. */
export function uninvoicedCursorFrom(cursor: string | undefined): UninvoicedCursor | undefined {
  if (cursor === undefined) return undefined
  const [client, project, id = '', ...rest] = decodeCursor(cursor) ?? []
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  if (client === undefined || project === undefined || !isId || rest.length > 0) {
    return refuse('input_is_not_valid', {
      field: 'cursor',
      detail: say('This is not a nextCursor of this list.'),
    })
  }
  return { client, project, id }
}
