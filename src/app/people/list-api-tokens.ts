import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { PageRequest } from '#app/pages.ts'
import { idCursorFrom, pageById } from '#app/parts/id-cursor.ts'
import { type ApiToken, listApiTokensOfMember } from '#db/api-tokens.ts'
import type { Page } from '#db/page.ts'
import { assert } from '#lib/assert.ts'

/** The person's own tokens, the newest first, a page at a time. */
export async function listApiTokens(
  ctx: Context,
  { limit, cursor }: PageRequest,
): Promise<Page<ApiToken>> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'tokens belong to a person')
  const beforeId = idCursorFrom(cursor)
  const asked = { workspaceId, memberId, beforeId, limit: limit + 1 }
  return pageById(await listApiTokensOfMember(ctx.db, asked), limit)
}
