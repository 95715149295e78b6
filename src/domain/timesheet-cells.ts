import { isClosed } from './closed-period.ts'
import type { TypedWork } from './duration.ts'
import { itemStatusOf, type Standing, whyNot } from './item-status.ts'
import type { RefusalCode } from './refusals.ts'

/** What a cell of a timesheet should say: the work of one project and task on one day. No seconds empty it. */
export type AskedCell = {
  projectId: string
  taskId: string | null
  workedOn: string
  work: TypedWork
  /** Of a new entry. */
  notes?: string | undefined
  /** The one entry that the person saw in the cell, and its state; null when they saw it empty. */
  entryId: string | null
  expectedUpdatedAt: Date | null
}

/** An entry that is in the cell. */
export type CellState = Standing & {
  id: string
  seconds: number
  startedAt: string | null
  endedAt: string | null
  pauseSeconds: number
  updatedAt: Date
}

export type CellPlan =
  | { do: 'create' | 'nothing' | 'ask' }
  | { do: 'change' | 'remove'; entryId: string }
  | { do: 'refuse'; refusal: RefusalCode }

/**
 * What a write to a cell comes to, by what is in it now. A second run of the same write comes to nothing; what somebody
 * else wrote in the meantime is never written over, it is asked about.
 */
export function whatToDo(
  cell: AskedCell,
  entries: readonly CellState[],
  closedThrough: string | null,
): CellPlan {
  const isEmptied = 'seconds' in cell.work && cell.work.seconds === 0
  const isFulfilled = isEmptied
    ? entries.length === 0
    : entries.length === 1 && entries[0] !== undefined && says(entries[0], cell.work)
  if (isFulfilled) return { do: 'nothing' }
  if (cell.entryId === null) return { do: entries.length === 0 ? 'create' : 'ask' }
  const entry = entries.find(({ id }) => id === cell.entryId)
  if (!entry || entry.updatedAt.getTime() !== cell.expectedUpdatedAt?.getTime())
    return { do: 'ask' }
  const refusal = whyNot(isEmptied ? 'delete' : 'change', itemStatusOf(entry), {
    isClosed: isClosed(cell.workedOn, closedThrough),
  })
  if (refusal) return { do: 'refuse', refusal }
  return { do: isEmptied ? 'remove' : 'change', entryId: entry.id }
}

function says(entry: CellState, work: TypedWork): boolean {
  if ('seconds' in work) return entry.seconds === work.seconds
  return (
    entry.startedAt === work.startedAt &&
    entry.endedAt === work.endedAt &&
    entry.pauseSeconds === work.pauseSeconds
  )
}
