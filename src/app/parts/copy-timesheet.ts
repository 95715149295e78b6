import type { Database } from '#db/database.ts'
import { listProjectPricing, type ProjectPricing } from '#db/projects.ts'
import {
  type CellEntry,
  listCellEntries,
  listTimesheetRows,
  type TimesheetRow,
} from '#db/timesheet-weeks.ts'
import { isClosed } from '#domain/closed-period.ts'
import { addDays, daysBetween, secondsPerDay } from '#domain/work-day.ts'
import type { Context } from '../context.ts'
import { readClosedThrough } from './closed-period.ts'
import { byId, distinct, runsOn } from './registering.ts'

/** What becomes of an hour: it is copied, or this is why it is left out. */
export const copyOutcomes = [
  'copied',
  'has_hours',
  'is_archived',
  'is_not_on_project',
  'is_outside_project',
  'period_is_closed',
  'day_is_full',
] as const
export type CopyOutcome = (typeof copyOutcomes)[number]

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
  outcome: CopyOutcome
}

const daysPerWeek = 7

/**
 * What copying a week comes to. A project and task that has hours on a day already gets none there, so that copying
 * twice is copying once; what cannot be there is left out, and keeps nothing else from being copied.
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
  const projectIds = distinct(source.map(({ projectId }) => projectId))
  const projects = byId(await listProjectPricing(db, { workspaceId, projectIds }))
  const through = await readClosedThrough(ctx, db)
  const seconds = new Map<string, number>()
  const addUp = ({ workedOn: on, seconds: more }: { workedOn: string; seconds: number }) =>
    seconds.set(on, (seconds.get(on) ?? 0) + more)
  there.forEach(addUp)
  return source.flatMap((entry): Copied[] => {
    const row = rowOf.get(keyOf(entry))
    const project = projects.get(entry.projectId)
    if (!row || !project || (wanted && !wanted.has(keyOf(entry)))) return []
    const { projectName, clientName, taskName } = row
    const copiedTo = addDays(to, daysBetween(from, entry.workedOn))
    const copy = { ...entry, workedOn: copiedTo, memberId }
    const isFull = (seconds.get(copiedTo) ?? 0) + entry.seconds > secondsPerDay
    const outcome = filled.has(`${copiedTo} ${keyOf(entry)}`)
      ? 'has_hours'
      : row.isArchived
        ? 'is_archived'
        : (whyNotThere(project, copy, through) ?? (isFull ? 'day_is_full' : 'copied'))
    if (outcome === 'copied') addUp(copy)
    return [{ ...entry, projectName, clientName, taskName, copiedTo, outcome }]
  })
}

function whyNotThere(
  project: ProjectPricing,
  { memberId, taskId, workedOn }: { memberId: string; taskId: string | null; workedOn: string },
  closedThrough: string | null,
): CopyOutcome | undefined {
  const { memberIds, taskIds } = project
  const isStranger = memberIds.length > 0 && !memberIds.includes(memberId)
  const isOtherTask = taskId !== null && taskIds.length > 0 && !taskIds.includes(taskId)
  if (project.isArchived) return 'is_archived'
  if (isStranger || isOtherTask) return 'is_not_on_project'
  if (!runsOn(project, workedOn)) return 'is_outside_project'
  return isClosed(workedOn, closedThrough) ? 'period_is_closed' : undefined
}

function keyOf({ projectId, taskId }: { projectId: string; taskId: string | null }): string {
  return `${projectId} ${taskId ?? ''}`
}
