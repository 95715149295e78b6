import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { findUserOfMember, insertPassword, lockUser } from '#db/xero-identities.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { hashPassword } from '#lib/password.ts'

/** Gives the person a password, who has none: who signed up with Xero. A program may not: it could then sign in as them. */
export async function setPassword(ctx: Context, { password }: { password: string }): Promise<void> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId, tokenId } = ctx
  assert(memberId, 'a person chooses a password')
  if (tokenId !== undefined) refuse('password_is_not_for_programs')
  const hash = await hashPassword(password)
  await inTransaction(ctx, async (tx) => {
    const member = { workspaceId, memberId }
    const known = await findUserOfMember(tx, member)
    if (!known) refuse('member_cannot_sign_in')
    await lockUser(tx, known)
    const user = await findUserOfMember(tx, member)
    if (user?.hasPassword) refuse('password_is_set')
    const { userId, email } = known
    await insertPassword(tx, { id: newId(), userId, password: hash, setAt: ctx.clock.now() })
    await audit(ctx, tx, { action: 'created', subject: 'password', id: memberId, name: email })
  })
}
