import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { beginXeroSignIn } from '#app/parts/xero-sign-in.ts'
import { refuse } from '#app/refuse.ts'
import { findUserOfMember, findXeroIdentityOfUser } from '#db/xero-identities.ts'
import { assert } from '#lib/assert.ts'

/** Begins the link of the person's own account with Xero; they say at Xero who they are, and come back. */
export async function linkXeroIdentity(
  ctx: Context,
): Promise<{ authorizeUrl: string; secret: string }> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person links')
  return await inTransaction(ctx, async (tx) => {
    const user = await findUserOfMember(tx, { workspaceId, memberId })
    if (!user) refuse('member_cannot_sign_in')
    if (await findXeroIdentityOfUser(tx, user)) refuse('xero_identity_is_linked')
    return await beginXeroSignIn(ctx, tx, { userId: user.userId, returnTo: null })
  })
}
