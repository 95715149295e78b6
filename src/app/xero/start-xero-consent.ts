import { allow } from '#app/allow.ts'
import { hashOfState, newSecret } from '#app/parts/consent-state.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { deleteConsentsBefore, insertConsent } from '#db/xero-consents.ts'
import { assert } from '#lib/assert.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'

const secondsPerDay = 86_400

/** Begins a consent at Xero. The state that goes there and comes back is the person's alone and works once, for ten minutes. */
export async function startXeroConsent(
  ctx: Context,
): Promise<{ authorizeUrl: string; state: string }> {
  allow(ctx, 'xero:connect')
  const { workspaceId, memberId, accounting, clock } = ctx
  assert(memberId, 'a person connects')
  const state = newSecret()
  const codeVerifier = accounting.usesPkce ? newSecret() : null
  await inTransaction(ctx, async (tx) => {
    const createdAt = clock.now()
    await deleteConsentsBefore(tx, { workspaceId, before: secondsAfter(createdAt, -secondsPerDay) })
    await insertConsent(tx, {
      workspaceId,
      id: newId(),
      memberId,
      stateHash: hashOfState(state),
      codeVerifier: codeVerifier && ctx.sealer.seal(codeVerifier),
      createdAt,
    })
  })
  return { authorizeUrl: await accounting.authorizeUrl({ state, codeVerifier }), state }
}
