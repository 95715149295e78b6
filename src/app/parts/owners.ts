import type { Database } from '#db/database.ts'
import { findMember } from '#db/members.ts'
import type { Context } from '../context.ts'

/** Whether the person who asks is an owner of the workspace. */
export async function isOwner(ctx: Context, db: Database): Promise<boolean> {
  const { workspaceId, memberId } = ctx
  if (memberId === null) return false
  const member = await findMember(db, { workspaceId, memberId })
  return member?.role === 'owner'
}
