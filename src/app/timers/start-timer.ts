import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  holdTimerOf,
  refuseImpossibleTimer,
  stopAndWrite,
  type TimerView,
  viewTimer,
} from '#app/parts/timers.ts'
import type { TimeEntryView } from '#app/parts/time-entries.ts'
import { refuse } from '#app/refuse.ts'
import { findRunningTimer, insertTimer } from '#db/timers.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

type NewTimer = {
  projectId: string
  taskId?: string | null | undefined
  notes?: string | undefined
  isBillable?: boolean | null | undefined
  /** Now, when left out. */
  startedAt?: Date | undefined
}

/** Starts the own timer. One that runs is stopped where this one begins, and saved: an entry for each day it ran on. */
export async function startTimer(
  ctx: Context,
  asked: NewTimer,
): Promise<{ timer: TimerView; stopped: TimeEntryView[] }> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  const { projectId, taskId = null, notes = '', isBillable = null } = asked
  const now = ctx.clock.now()
  const values = { projectId, taskId, notes, isBillable, startedAt: asked.startedAt ?? now }
  return await inTransaction(ctx, async (tx) => {
    const memberId = await holdTimerOf(ctx, tx)
    await refuseImpossibleTimer(ctx, tx, { values, memberId })
    const running = await findRunningTimer(tx, { workspaceId, memberId })
    if (running && running.startedAt > values.startedAt) {
      refuse('timers_overlap', { field: 'startedAt' })
    }
    const stopped = running
      ? await stopAndWrite(ctx, tx, {
          timer: running,
          memberId,
          endedAt: values.startedAt,
          midnight: 'split',
        })
      : []
    await insertTimer(tx, { workspaceId, memberId, timerId: newId(), values, updatedAt: now })
    const timer = await findRunningTimer(tx, { workspaceId, memberId })
    assert(timer, 'a timer that was started runs')
    const { timeZone } = await getWorkspace(tx, { workspaceId })
    return { timer: viewTimer(timeZone, timer), stopped }
  })
}
