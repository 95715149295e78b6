import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { setApiTokenRevoked } from '#db/api-tokens.ts'
import { assert } from '#lib/assert.ts'

/** Ends a token of the person. From now on it opens nothing. */
export async function revokeApiToken(
  ctx: Context,
  { tokenId }: { tokenId: string },
): Promise<void> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'tokens belong to a person')
  const revokedAt = ctx.clock.now()
  await inTransaction(ctx, async (tx) => {
    const wasFound = await setApiTokenRevoked(tx, { workspaceId, memberId, tokenId, revokedAt })
    if (!wasFound) refuse('api_token_not_found')
  })
}
