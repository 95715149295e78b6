import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { findMe } from '#db/me.ts'
import type { Permission } from '#domain/permissions.ts'
import { momentOf } from '#lib/clock.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { assert } from '#lib/assert.ts'

/** Who asks, where, and what they may do. */
export async function getMe(ctx: Context) {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person asks')
  const me = await findMe(ctx.db, { workspaceId, memberId, now: ctx.clock.now() })
  assert(me, 'who asks is a member')
  const { memberId: id, memberName, email, role, memberLanguage: language, ...others } = me
  const { wantsApprovalEmails, ...rest } = others
  const { xeroState, administrations, ...workspace } = rest
  const state = xeroState === 'offered' ? ('choosing' as const) : (xeroState ?? ('none' as const))
  return {
    member: { id, name: memberName, email, role, language, wantsApprovalEmails },
    workspace: { id: workspaceId, ...workspace },
    today: dayIn(workspace.timeZone, ctx.clock.now()),
    permissions: [...ctx.permissions] satisfies Permission[],
    xero: {
      isSimulator: ctx.accounting.simulatorUrl !== null,
      simulatorUrl: ctx.accounting.simulatorUrl,
      state,
      administrations: administrations.map((each) => ({
        ...each,
        offlineUntil: each.offlineUntil === null ? null : momentOf(each.offlineUntil),
      })),
    },
  }
}
