import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { countTagUses, lockTag, removeTag } from '#db/tags.ts'

/** Removes a tag that nothing refers to; one that was used can only be archived. */
export async function deleteTag(ctx: Context, { tagId }: { tagId: string }): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, tagId }
  await inTransaction(ctx, async (tx) => {
    const tag = await lockTag(tx, key)
    if (!tag) refuse('tag_not_found')
    refuseUsed('tag_is_in_use', await countTagUses(tx, key))
    await removeTag(tx, key)
    await audit(ctx, tx, {
      action: 'deleted',
      subject: 'tag',
      id: tagId,
      name: tag.name,
      before: tag,
    })
  })
}
