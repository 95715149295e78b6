import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  givenStart,
  holdTimerOf,
  refuseImpossibleTimer,
  type TimerView,
  viewTimer,
} from '#app/parts/timers.ts'
import { refuse } from '#app/refuse.ts'
import { findRunningTimer, type TimerValues, updateTimerValues } from '#db/timers.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { assert } from '#lib/assert.ts'

/** Changes the own timer while it runs; what is left out stays. */
export async function updateTimer(
  ctx: Context,
  { timerId, changes }: { timerId: string; changes: Partial<TimerValues> },
): Promise<TimerView> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const memberId = await holdTimerOf(ctx, tx)
    const timer = await findRunningTimer(tx, { workspaceId, memberId })
    if (timer?.id !== timerId) refuse('timer_not_found')
    const startedAt = changes.startedAt ? givenStart(changes.startedAt, ctx.clock.now()) : undefined
    const values = { ...timer, ...changes, startedAt: startedAt ?? timer.startedAt }
    await refuseImpossibleTimer(ctx, tx, { values, memberId })
    await updateTimerValues(tx, { workspaceId, timerId, values, updatedAt: ctx.clock.now() })
    const changed = await findRunningTimer(tx, { workspaceId, memberId })
    assert(changed, 'a timer that was changed runs on')
    const { timeZone } = await getWorkspace(tx, { workspaceId })
    return viewTimer(timeZone, changed)
  })
}
