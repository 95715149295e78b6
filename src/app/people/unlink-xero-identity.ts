import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { nameOfPerson } from '#app/parts/xero-sign-in.ts'
import { refuse } from '#app/refuse.ts'
import {
  deleteXeroIdentity,
  findUserOfMember,
  findXeroIdentityOfUser,
} from '#db/xero-identities.ts'
import { assert } from '#lib/assert.ts'

/** Ends the link of the person's own account with Xero, unless it is the only way they sign in. */
export async function unlinkXeroIdentity(ctx: Context): Promise<void> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person unlinks')
  await inTransaction(ctx, async (tx) => {
    const user = await findUserOfMember(tx, { workspaceId, memberId })
    const linked = user && (await findXeroIdentityOfUser(tx, user))
    if (!user || !linked) refuse('xero_identity_not_found')
    if (!user.hasPassword) refuse('xero_identity_is_the_only_way_in')
    if (!(await deleteXeroIdentity(tx, user))) refuse('xero_identity_not_found')
    await audit(ctx, tx, {
      action: 'disconnected',
      subject: 'xero_sign_in',
      id: memberId,
      name: nameOfPerson(linked),
    })
  })
}
