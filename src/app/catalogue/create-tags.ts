import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuseTaken } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { insertTags, listTakenTagNames, type Tag, type TagFields } from '#db/tags.ts'
import { newId } from '#lib/ids.ts'

/** Makes tags, all of them or none. */
export async function createTags(ctx: Context, { items }: { items: TagFields[] }): Promise<Tag[]> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const tags = items.map((fields) => ({ ...fields, id: newId() }))
  const names = items.map((item) => item.name)
  await refuseViolations({ tags_name: 'tag_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const taken = await listTakenTagNames(tx, { workspaceId, names })
      refuseTaken(names, { taken, field: 'name', code: 'tag_name_is_taken' })
      await insertTags(tx, { workspaceId, tags, createdAt })
    }),
  )
  return tags.map((each) => ({ ...each, archivedAt: null, createdAt }))
}
