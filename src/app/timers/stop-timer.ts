import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { viewEntries } from '#app/parts/change-time-entries.ts'
import type { TimeEntryView } from '#app/parts/time-entries.ts'
import { givenMoment, holdTimerOf, stopAndWrite } from '#app/parts/timers.ts'
import { refuse } from '#app/refuse.ts'
import { findRunningTimer, findStoppedTimer } from '#db/timers.ts'
import type { Midnight } from '#domain/timer.ts'

type Stop = {
  timerId: string
  /** When the work ended; now, when left out. */
  endedAt?: Date | undefined
  midnight?: Midnight | undefined
  /** Ids that the client made for the entries, the earliest first. */
  timeEntryIds?: string[] | undefined
}

/** Stops the own timer and writes its hours once: whoever stops it again is told the same hours. */
export async function stopTimer(
  ctx: Context,
  { timerId, endedAt, midnight, timeEntryIds }: Stop,
): Promise<TimeEntryView[]> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  const now = ctx.clock.now()
  return await inTransaction(ctx, async (tx) => {
    const memberId = await holdTimerOf(ctx, tx)
    const timer = await findRunningTimer(tx, { workspaceId, memberId })
    if (timer?.id !== timerId) {
      const stopped = await findStoppedTimer(tx, { workspaceId, memberId, timerId })
      if (!stopped) refuse('timer_not_found')
      return await viewEntries(
        ctx,
        tx,
        stopped.timeEntryIds.map((id) => ({ id })),
      )
    }
    const end = endedAt ? givenMoment(endedAt, now) : now
    if (end < timer.startedAt) refuse('end_is_before_start', { field: 'endedAt' })
    if (end > now) refuse('timer_ends_in_the_future', { field: 'endedAt' })
    return await stopAndWrite(ctx, tx, { timer, memberId, endedAt: end, midnight, timeEntryIds })
  })
}
