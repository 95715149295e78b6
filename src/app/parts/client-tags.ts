import type { Transaction } from '#db/database.ts'
import { holdTagIds } from '#db/tags.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { distinct } from './registering.ts'

type Tagged = { tagIds?: readonly string[] | undefined }

/** Proves that the tags of clients exist, and holds them. */
export async function refuseUnknownTags(
  tx: Transaction,
  request: { workspaceId: string; clients: readonly Tagged[]; fieldOf: FieldOf },
): Promise<void> {
  const { workspaceId, clients, fieldOf } = request
  const tagIds = distinct(clients.flatMap((client) => client.tagIds ?? []))
  const known = new Set(await holdTagIds(tx, { workspaceId, tagIds }))
  const errors = collectErrors()
  for (const [index, { tagIds: ids = [] }] of clients.entries()) {
    for (const [place, id] of ids.entries()) {
      if (!known.has(id)) errors.add(fieldOf(index, `tagIds.${place}`), 'tag_not_found')
    }
  }
  errors.refuseIfAny()
}
