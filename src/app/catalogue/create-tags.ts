import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
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
      await audit(
        ctx,
        tx,
        tags.map(({ id, ...after }) => ({
          action: 'created',
          subject: 'tag',
          id,
          name: after.name,
          after,
        })),
      )
    }),
  )
  return tags.map((each) => ({ ...each, archivedAt: null, createdAt }))
}
