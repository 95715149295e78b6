import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { findUserOfMember, findXeroIdentityOfUser } from '#db/xero-identities.ts'
import { assert } from '#lib/assert.ts'

type XeroIdentityView = {
  isOffered: boolean
  email: string | null
  hasPassword: boolean
  linked: { name: string | null; email: string | null; linkedAt: Date } | null
}

/** How the person signs in, and as whom at Xero. */
export async function getXeroIdentity(ctx: Context): Promise<XeroIdentityView> {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId, db } = ctx
  assert(memberId, 'a person asks')
  const user = await findUserOfMember(db, { workspaceId, memberId })
  const linked = user && (await findXeroIdentityOfUser(db, user))
  return {
    isOffered: ctx.xeroSignIn !== 'off',
    email: user?.email ?? null,
    hasPassword: user?.hasPassword ?? false,
    linked: linked ? { name: linked.name, email: linked.email, linkedAt: linked.linkedAt } : null,
  }
}
