import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
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
    const name = await setApiTokenRevoked(tx, { workspaceId, memberId, tokenId, revokedAt })
    if (name === undefined) refuse('api_token_not_found')
    await audit(ctx, tx, { action: 'revoked', subject: 'api_token', id: tokenId, name })
  })
}
