import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { listStandInRows, type StandIn } from '#db/stand-ins.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { dayIn } from '#lib/zoned-time.ts'

/** Who approves for whom, now and later: all of it for those who may decide about everything, else what concerns oneself. */
export async function listStandIns(ctx: Context): Promise<StandIn[]> {
  allow(ctx, 'registrations:own', 'approvals:all')
  const { db, workspaceId } = ctx
  const { timeZone } = await getWorkspace(db, { workspaceId })
  const since = dayIn(timeZone, ctx.clock.now())
  const concerning = may(ctx, 'approvals:all') ? undefined : (ctx.memberId ?? refuse('not_allowed'))
  return await listStandInRows(db, { workspaceId, since, concerning })
}
