import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type ApiToken, listApiTokensOfMember } from '#db/api-tokens.ts'
import { assert } from '#lib/assert.ts'

/** The person's own tokens, the newest first. */
export async function listApiTokens(ctx: Context): Promise<ApiToken[]> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'tokens belong to a person')
  return await listApiTokensOfMember(ctx.db, { workspaceId, memberId })
}
