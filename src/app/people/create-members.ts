import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { isOwner } from '#app/parts/owners.ts'
import { refuseTaken } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import { insertMembers, listTakenEmails, type Member, type MemberFields } from '#db/members.ts'
import { newId } from '#lib/ids.ts'

/** Adds people, all of them or none. Hours can be kept for them; they cannot sign in yet. */
export async function createMembers(
  ctx: Context,
  { items }: { items: MemberFields[] },
): Promise<Member[]> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const members = items.map((fields) => ({ ...fields, id: newId() }))
  const emails = items.map((item) => item.email)
  await refuseViolations({ members_email: 'member_email_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const owner = items.findIndex((item) => item.role === 'owner')
      if (owner >= 0 && !(await isOwner(ctx, tx))) {
        refuse('only_owners_make_owners', { field: `items.${owner}.role` })
      }
      const taken = await listTakenEmails(tx, { workspaceId, emails })
      refuseTaken(emails, { taken, field: 'email', code: 'member_email_is_taken' })
      await insertMembers(tx, { workspaceId, members, createdAt })
      await audit(
        ctx,
        tx,
        members.map(({ id, ...after }) => ({
          action: 'created',
          subject: 'member',
          id,
          name: after.name,
          after,
        })),
      )
    }),
  )
  const rest = { canSignIn: false, archivedAt: null, createdAt }
  return members.map((member) => ({ ...member, ...rest }))
}
