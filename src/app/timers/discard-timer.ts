import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { holdTimerOf } from '#app/parts/timers.ts'
import { refuse } from '#app/refuse.ts'
import { findRunningTimer, removeTimer } from '#db/timers.ts'

/** Throws the own timer away: no hours come of it. */
export async function discardTimer(ctx: Context, { timerId }: { timerId: string }): Promise<void> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const memberId = await holdTimerOf(ctx, tx)
    const timer = await findRunningTimer(tx, { workspaceId, memberId })
    if (timer?.id !== timerId) refuse('timer_not_found')
    await removeTimer(tx, { workspaceId, timerId })
  })
}
