import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { isOwner } from '#app/parts/owners.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import {
  lockMemberAndOwners,
  type Member,
  type MemberFields,
  updateMemberFields,
} from '#db/members.ts'

type Changes = Partial<MemberFields> & { isArchived?: boolean }

/** Changes the given fields, and archives or brings back. A workspace keeps an owner, whoever asks at once. */
export async function updateMember(
  ctx: Context,
  { memberId, changes }: { memberId: string; changes: Changes },
): Promise<Member> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  return await refuseViolations({ members_email: 'member_email_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const locked = await lockMemberAndOwners(tx, { workspaceId, memberId })
      const member = locked.find((each) => each.id === memberId)
      if (!member) refuse('member_not_found')
      const { isArchived, ...fields } = changes
      const now = ctx.clock.now()
      const archivedAt = archivedAtAfter(isArchived, { archivedAt: member.archivedAt, now })
      const updated = { ...member, ...fields, archivedAt }

      const involvesOwner = member.role === 'owner' || updated.role === 'owner'
      if (involvesOwner && !(await isOwner(ctx, tx))) refuse('only_owners_make_owners')
      const staysOwner = updated.role === 'owner' && archivedAt === null
      const owners = locked.filter((each) => each.role === 'owner' && each.archivedAt === null)
      if (!staysOwner && owners.length > 0 && owners.every((owner) => owner.id === memberId)) {
        refuse('last_owner_stays', { field: archivedAt === null ? 'role' : 'isArchived' })
      }

      await updateMemberFields(tx, { workspaceId, memberId, fields: updated, archivedAt })
      const about = { subject: 'member', id: memberId, name: updated.name } as const
      await audit(ctx, tx, { action: 'changed', ...about, before: member, after: updated })
      return updated
    }),
  )
}
