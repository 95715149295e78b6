import type { TimeEntry } from '../timesheets/registrations.ts'
import { type Queued, subjectsOf } from './writes.ts'

/** A write that was declined, with those that wait for it because they are about the same. */
export type Conflict = { first: Queued; orders: number[]; meant: TimeEntry[] }

export function conflictsOf(queue: readonly Queued[]): Conflict[] {
  return queue
    .filter(({ problem }) => problem !== null)
    .map((first) => {
      const subjects = new Set(subjectsOf(first.write))
      const chain = queue.filter((each) => {
        const own = subjectsOf(each.write)
        const isOf = each.order >= first.order && own.some((id) => subjects.has(id))
        if (isOf) for (const id of own) subjects.add(id)
        return isOf
      })
      return { first, orders: chain.map(({ order }) => order), meant: meantBy(chain) }
    })
}

/** The hours that somebody meant there to be, after all of these. */
function meantBy(chain: readonly Queued[]): TimeEntry[] {
  const meant = new Map<string, TimeEntry>()
  for (const { write } of chain) {
    if (write.kind === 'add' || write.kind === 'change') meant.set(write.entry.id, write.entry)
    else if (write.kind === 'remove') meant.delete(write.entry.id)
    else if (write.kind === 'stop') for (const entry of write.entries) meant.set(entry.id, entry)
  }
  return [...meant.values()]
}
