import type { Database } from '#db/database.ts'
import {
  type CellEntry,
  listCellEntries,
  listTimesheetRows,
  type TimesheetRow,
} from '#db/timesheet-weeks.ts'
import { addDays, daysBetween } from '#domain/work-day.ts'
import type { Context } from '../context.ts'

export type CopyRequest = {
  memberId?: string | undefined
  /** The first day of the week that is copied. */
  from: string
  /** The first day of the week it is copied to. */
  to: string
  /** Only these rows; all, when left out. */
  rows?: readonly { projectId: string; taskId: string | null }[] | undefined
}

export type Copied = CellEntry & {
  projectName: string
  clientName: string
  taskName: string | null
  /** The day it goes to. */
  copiedTo: string
  outcome: 'copied' | 'has_hours' | 'is_archived'
}

const daysPerWeek = 7

/**
 * What copying a week comes to. A project and task that has hours on a day already gets none there, so that copying
 * twice is copying once.
 */
export async function planCopy(
  ctx: Context,
  db: Database,
  { memberId, from, to, rows }: CopyRequest & { memberId: string },
): Promise<Copied[]> {
  const { workspaceId } = ctx
  const weekOf = (first: string) => ({
    workspaceId,
    memberId,
    from: first,
    to: addDays(first, daysPerWeek - 1),
  })
  const source = await listCellEntries(db, weekOf(from))
  const there = await listCellEntries(db, weekOf(to))
  const named = await listTimesheetRows(db, { ...weekOf(from), before: from })
  const rowOf = new Map<string, TimesheetRow>(named.map((row) => [keyOf(row), row]))
  const wanted = rows && new Set(rows.map(keyOf))
  const filled = new Set(there.map((entry) => `${entry.workedOn} ${keyOf(entry)}`))
  return source.flatMap((entry): Copied[] => {
    const row = rowOf.get(keyOf(entry))
    if (!row || (wanted && !wanted.has(keyOf(entry)))) return []
    const { projectName, clientName, taskName } = row
    const copiedTo = addDays(to, daysBetween(from, entry.workedOn))
    const isFilled = filled.has(`${copiedTo} ${keyOf(entry)}`)
    const outcome = row.isArchived ? 'is_archived' : isFilled ? 'has_hours' : 'copied'
    return [{ ...entry, projectName, clientName, taskName, copiedTo, outcome }]
  })
}

function keyOf({ projectId, taskId }: { projectId: string; taskId: string | null }): string {
  return `${projectId} ${taskId ?? ''}`
}
