import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { insertApiToken } from '#db/api-tokens.ts'
import { newApiToken, readApiToken } from '#lib/api-token.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

/** Makes a personal API token. It is shown this once; only its hash is kept. */
export async function createApiToken(
  ctx: Context,
  { name }: { name: string },
): Promise<{ id: string; name: string; token: string; createdAt: Date }> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a token belongs to a person')
  const id = newId()
  const createdAt = ctx.clock.now()
  const token = newApiToken(workspaceId)
  const secretHash = readApiToken(token)?.secretHash
  assert(secretHash, 'a new token can be read')
  await inTransaction(ctx, async (tx) => {
    await insertApiToken(tx, { workspaceId, id, memberId, name, secretHash, createdAt })
    await audit(ctx, tx, { action: 'created', subject: 'api_token', id, name })
  })
  return { id, name, token, createdAt }
}
