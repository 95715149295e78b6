import { sql } from 'kysely'
import type { Standing } from '#domain/item-status.ts'
import type { Database } from './database.ts'
import { type Approval, approvalColumns, statusOf } from './registrations.ts'

/** An hour as the cells of a week show it. */
export type CellEntry = {
  id: string
  projectId: string
  taskId: string | null
  workedOn: string
  startedAt: string | null
  endedAt: string | null
  pauseSeconds: number
  seconds: number
  notes: string
  isBillable: boolean
  updatedAt: Date
} & Approval &
  Standing

type OfMember = { workspaceId: string; memberId: string; from: string; to: string }

/** What a person worked on these days, in the order of the days. */
export async function listCellEntries(db: Database, of: OfMember): Promise<CellEntry[]> {
  return await db
    .selectFrom('time_entries as e')
    .where('e.workspace_id', '=', of.workspaceId)
    .where('e.member_id', '=', of.memberId)
    .where('e.worked_on', '>=', of.from)
    .where('e.worked_on', '<=', of.to)
    .select([
      'e.id',
      'e.project_id as projectId',
      'e.task_id as taskId',
      'e.worked_on as workedOn',
      'e.started_at as startedAt',
      'e.ended_at as endedAt',
      'e.pause_seconds as pauseSeconds',
      'e.seconds',
      'e.notes',
      'e.is_billable as isBillable',
      statusOf('time_entry').as('status'),
      'e.updated_at as updatedAt',
    ])
    .select(approvalColumns)
    .orderBy('e.worked_on')
    .orderBy('e.started_at')
    .orderBy('e.id')
    .execute()
}

export type TimesheetRow = {
  projectId: string
  projectName: string
  clientName: string
  taskId: string | null
  taskName: string | null
  isFavourite: boolean
  /** Nothing can be added to it: the project or the task is archived. */
  isArchived: boolean
}

/** What a person works on: projects and tasks of the days given and of the days before, and the favourites. */
export async function listTimesheetRows(
  db: Database,
  { before, ...of }: OfMember & { before: string },
): Promise<TimesheetRow[]> {
  const { rows } = await sql<TimesheetRow>`
    with wanted as (
      select e.project_id, e.task_id, false as is_favourite, e.worked_on >= ${of.from}::date as is_now
      from time_entries e
      where e.workspace_id = ${of.workspaceId} and e.member_id = ${of.memberId}
        and e.worked_on between ${before}::date and ${of.to}::date
      union all
      select f.project_id, f.task_id, true, false from favourites f
      where f.workspace_id = ${of.workspaceId} and f.member_id = ${of.memberId}
    ), told as (
      select project_id, task_id, bool_or(is_favourite) as is_favourite, bool_or(is_now) as is_now
      from wanted group by project_id, task_id
    )
    select p.id as "projectId", p.name as "projectName", c.name as "clientName", t.id as "taskId",
      t.name as "taskName", w.is_favourite as "isFavourite",
      p.archived_at is not null or t.archived_at is not null as "isArchived"
    from told w
    join projects p on p.workspace_id = ${of.workspaceId} and p.id = w.project_id
    join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
    left join tasks t on t.workspace_id = p.workspace_id and t.id = w.task_id
    where w.is_now or (p.archived_at is null and t.archived_at is null)
    order by lower(c.name) collate "C", lower(p.name) collate "C", lower(t.name) collate "C" nulls first, p.id`.execute(
    db,
  )
  return rows
}
