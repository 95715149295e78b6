import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { refuse } from '#app/refuse.ts'
import type { Page } from '#db/page.ts'
import { listStandInRows, type StandIn } from '#db/stand-ins.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { dayIn } from '#lib/zoned-time.ts'

/** Who approves for whom, now and later: all of it for those who may decide about everything, else what concerns oneself. */
export async function listStandIns(
  ctx: Context,
  { limit, cursor }: PageRequest,
): Promise<Page<StandIn>> {
  allow(ctx, 'registrations:own', 'approvals:all')
  const { db, workspaceId } = ctx
  const { timeZone } = await getWorkspace(db, { workspaceId })
  const since = dayIn(timeZone, ctx.clock.now())
  const concerning = may(ctx, 'approvals:all') ? undefined : (ctx.memberId ?? refuse('not_allowed'))
  const after = nameCursorFrom(cursor)
  const asked = { workspaceId, since, concerning, after, limit: limit + 1 }
  return pageOf(await listStandInRows(db, asked), limit, (row) => row.fromOn)
}
