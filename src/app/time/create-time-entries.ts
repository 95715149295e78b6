import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { byId } from '#app/parts/registering.ts'
import { priceTimeEntries, type TimeEntryView, viewTimeEntry } from '#app/parts/time-entries.ts'
import { insertTimeEntries, listTimeEntryRowsByIds } from '#db/time-entries.ts'
import { newId } from '#lib/ids.ts'

export type NewTimeEntry = {
  /** Who worked: the person who asks, when left out. */
  memberId?: string | null | undefined
  projectId: string
  taskId?: string | null | undefined
  workedOn: string
  /** Either the seconds, or both times. */
  seconds?: number | null | undefined
  startedAt?: string | null | undefined
  endedAt?: string | null | undefined
  pauseSeconds?: number | null | undefined
  notes?: string | null | undefined
  isBillable?: boolean | null | undefined
}

/** Registers hours, all of them or none. Each keeps the rate it was made with, and the rule that gave it. */
export async function createTimeEntries(
  ctx: Context,
  { items }: { items: NewTimeEntry[] },
): Promise<TimeEntryView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const drafts = items.map((item) => ({
    memberId: item.memberId ?? ctx.memberId,
    projectId: item.projectId,
    taskId: item.taskId ?? null,
    workedOn: item.workedOn,
    seconds: item.seconds ?? undefined,
    startedAt: item.startedAt ?? null,
    endedAt: item.endedAt ?? null,
    pauseSeconds: item.pauseSeconds ?? 0,
    notes: item.notes ?? '',
    isBillable: item.isBillable ?? undefined,
  }))
  return await inTransaction(ctx, async (tx) => {
    const priced = await priceTimeEntries(ctx, tx, { drafts, fieldOf: fieldOfItem })
    const entries = priced.map((values) => ({ ...values, id: newId() }))
    await insertTimeEntries(tx, { workspaceId, entries, createdAt })
    const ids = entries.map((entry) => entry.id)
    const written = byId(await listTimeEntryRowsByIds(tx, { workspaceId, ids }))
    return ids.flatMap((id) => written.get(id) ?? []).map((entry) => viewTimeEntry(ctx, entry))
  })
}
