import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { isTagInUse, lockTag, removeTag } from '#db/tags.ts'

/** Removes a tag that nothing refers to; one that was used can only be archived. */
export async function deleteTag(ctx: Context, { tagId }: { tagId: string }): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, tagId }
  await inTransaction(ctx, async (tx) => {
    const tag = await lockTag(tx, key)
    if (!tag) refuse('tag_not_found')
    if (await isTagInUse(tx, key)) refuse('tag_is_in_use')
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
