import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { memberOf } from '#app/parts/registering.ts'
import {
  type CellEntry,
  listCellEntries,
  listTimesheetRows,
  type TimesheetRow,
} from '#db/timesheet-weeks.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { weekOf } from '#domain/periods.ts'
import { addDays } from '#domain/work-day.ts'
import { dayIn } from '#lib/zoned-time.ts'

const daysPerWeek = 7

export type TimesheetWeek = {
  from: string
  to: string
  memberId: string
  rows: (TimesheetRow & { entries: CellEntry[] })[]
}

/**
 * Seven days of a person, by project and task, in two queries (a third where nobody said which week): what was worked, and the rows that hours were written on
 * in the two weeks before or that are favourites.
 */
export async function getTimesheetWeek(
  ctx: Context,
  { from: asked, memberId: whose }: { from?: string | undefined; memberId?: string | undefined },
): Promise<TimesheetWeek> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const memberId = memberOf(ctx, whose)
  const from = asked ?? (await thisWeek(ctx))
  const to = addDays(from, daysPerWeek - 1)
  const of = { workspaceId: ctx.workspaceId, memberId, from, to }
  const before = addDays(from, -2 * daysPerWeek)
  const [entries, rows] = await Promise.all([
    listCellEntries(ctx.db, of),
    listTimesheetRows(ctx.db, { ...of, before }),
  ])
  const byRow = Map.groupBy(entries, rowOf)
  return {
    from,
    to,
    memberId,
    rows: rows.map((row) => ({ ...row, entries: byRow.get(rowOf(row)) ?? [] })),
  }
}

async function thisWeek({ db, clock, workspaceId }: Context): Promise<string> {
  const { timeZone, weekStartsOn } = await getWorkspace(db, { workspaceId })
  return weekOf(dayIn(timeZone, clock.now()), weekStartsOn).from
}

function rowOf({ projectId, taskId }: { projectId: string; taskId: string | null }): string {
  return `${projectId} ${taskId ?? ''}`
}
