import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import { lockTag, type Tag, type TagFields, updateTagFields } from '#db/tags.ts'

type Changes = Partial<TagFields> & { isArchived?: boolean }

/** Changes the given fields, and archives or brings back. */
export async function updateTag(
  ctx: Context,
  { tagId, changes }: { tagId: string; changes: Changes },
): Promise<Tag> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, tagId }
  return await refuseViolations({ tags_name: 'tag_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const tag = await lockTag(tx, key)
      if (!tag) refuse('tag_not_found')
      const { isArchived, ...fields } = changes
      const now = ctx.clock.now()
      const archivedAt = archivedAtAfter(isArchived, { archivedAt: tag.archivedAt, now })
      const updated = { ...tag, ...fields, archivedAt }
      await updateTagFields(tx, { ...key, fields: updated, archivedAt })
      const about = { subject: 'tag', id: tagId, name: updated.name } as const
      await audit(ctx, tx, { action: 'changed', ...about, before: tag, after: updated })
      return updated
    }),
  )
}
