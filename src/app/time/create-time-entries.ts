import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { collectErrors, fieldOfItem } from '#app/parts/item-errors.ts'
import { byId, reaches } from '#app/parts/registering.ts'
import { type TimeEntryView, viewTimeEntry, writeTimeEntries } from '#app/parts/time-entries.ts'
import type { Transaction } from '#db/database.ts'
import { lockMembers } from '#db/members.ts'
import { listTimeEntryIds, listTimeEntryRowsByIds, type TimeEntry } from '#db/time-entries.ts'
import { newId } from '#lib/ids.ts'

export type NewTimeEntry = {
  /** Made by the client: hours sent twice under it are one entry. */
  id?: string | null | undefined
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
  const drafts = items.map((item) => ({
    id: item.id ?? newId(),
    isNamed: Boolean(item.id),
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
    const made = await findMadeBefore(ctx, tx, drafts)
    const fresh = [...drafts.entries()].filter(([, { id }]) => !made.has(id))
    const written = await writeTimeEntries(ctx, tx, {
      drafts: fresh.map(([, draft]) => draft),
      ids: fresh.map(([, { id }]) => id),
      fieldOf: (index, name) => fieldOfItem(fresh[index]?.[0] ?? index, name),
    })
    const all = byId([...made.values(), ...written])
    return drafts.flatMap(({ id }) => all.get(id) ?? []).map((entry) => viewTimeEntry(ctx, entry))
  })
}

/** Which of the given ids were made before. Whose hours they are is held, so that two who send the same make it once. */
async function findMadeBefore(
  ctx: Context,
  tx: Transaction,
  drafts: { id: string; isNamed: boolean; memberId: string | null }[],
): Promise<ReadonlyMap<string, TimeEntry>> {
  const { workspaceId } = ctx
  const named = drafts.map((draft, index) => ({ ...draft, index })).filter(({ isNamed }) => isNamed)
  if (named.length === 0) return new Map()
  const errors = collectErrors()
  const memberIds = [...new Set(named.flatMap(({ memberId }) => memberId ?? []))]
  await lockMembers(tx, { workspaceId, memberIds })
  const ids = named.map(({ id }) => id)
  const taken = await listTimeEntryIds(tx, { workspaceId, ids })
  const made =
    taken.length === 0
      ? new Map<string, TimeEntry>()
      : byId(await listTimeEntryRowsByIds(tx, { workspaceId, ids: taken }))
  for (const { id, memberId, index } of named) {
    const entry = made.get(id)
    if (ids.indexOf(id) !== ids.lastIndexOf(id)) {
      errors.add(
        fieldOfItem(index, 'id'),
        'input_is_not_valid',
        say('Each item has an id of its own.'),
      )
    } else if (entry && (entry.memberId !== memberId || !reaches(ctx, entry.memberId))) {
      errors.add(fieldOfItem(index, 'id'), 'id_is_taken')
    }
  }
  errors.refuseIfAny()
  return made
}
