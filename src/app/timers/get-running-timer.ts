import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type TimerView, viewTimer } from '#app/parts/timers.ts'
import { refuse } from '#app/refuse.ts'
import { findRunningTimer } from '#db/timers.ts'
import { getWorkspace } from '#db/workspaces.ts'

/** The own timer that runs, if any, and the moment it is here: a clock that goes wrong elsewhere does not count. */
export async function getRunningTimer(
  ctx: Context,
): Promise<{ timer: TimerView | null; now: Date }> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  const memberId = ctx.memberId ?? refuse('not_allowed')
  const timer = await findRunningTimer(ctx.db, { workspaceId, memberId })
  const now = ctx.clock.now()
  if (!timer) return { timer: null, now }
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  return { timer: viewTimer(timeZone, timer), now }
}
