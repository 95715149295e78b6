import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  givenStart,
  holdTimerOf,
  refuseImpossibleTimer,
  stopAndWrite,
  type TimerView,
  viewTimer,
} from '#app/parts/timers.ts'
import type { TimeEntryView } from '#app/parts/time-entries.ts'
import { refuse } from '#app/refuse.ts'
import { findRunningTimer, findTimer, insertTimer } from '#db/timers.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

type NewTimer = {
  /** Made by the client: a timer started twice under it is started once. */
  id?: string | undefined
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
  const startedAt = asked.startedAt ? givenStart(asked.startedAt, now) : now
  const values = { projectId, taskId, notes, isBillable, startedAt }
  const timerId = asked.id ?? newId()
  return await inTransaction(ctx, async (tx) => {
    const memberId = await holdTimerOf(ctx, tx)
    const { timeZone } = await getWorkspace(tx, { workspaceId })
    const before = asked.id ? await findTimer(tx, { workspaceId, timerId }) : undefined
    if (before && before.memberId !== memberId) refuse('id_is_taken', { field: 'id' })
    if (before) return { timer: viewTimer(timeZone, before.timer), stopped: [] }
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
    await insertTimer(tx, { workspaceId, memberId, timerId, values, updatedAt: now })
    const timer = await findRunningTimer(tx, { workspaceId, memberId })
    assert(timer, 'a timer that was started runs')
    return { timer: viewTimer(timeZone, timer), stopped }
  })
}
