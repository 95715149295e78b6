import type { Database, Transaction } from './database.ts'

export type Timer = {
  id: string
  projectId: string
  projectName: string
  clientName: string
  taskId: string | null
  taskName: string | null
  notes: string
  isBillable: boolean | null
  startedAt: Date
  updatedAt: Date
}

export type TimerValues = Pick<Timer, 'projectId' | 'taskId' | 'notes' | 'isBillable' | 'startedAt'>

type OfMember = { workspaceId: string; memberId: string }

/** The timer that runs for a person, if any. */
export async function findRunningTimer(
  db: Database,
  { workspaceId, memberId }: OfMember,
): Promise<Timer | undefined> {
  return await timers(db, workspaceId)
    .where('r.member_id', '=', memberId)
    .where('r.stopped_at', 'is', null)
    .executeTakeFirst()
}

/** A timer by its id, running or not, and whose it is. */
export async function findTimer(
  db: Database,
  { workspaceId, timerId }: { workspaceId: string; timerId: string },
): Promise<{ memberId: string; timer: Timer } | undefined> {
  const found = await timers(db, workspaceId)
    .where('r.id', '=', timerId)
    .select('r.member_id as memberId')
    .executeTakeFirst()
  if (!found) return undefined
  const { memberId, ...timer } = found
  return { memberId, timer }
}

function timers(db: Database, workspaceId: string) {
  return db
    .selectFrom('timers as r')
    .innerJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'r.workspace_id').onRef('p.id', '=', 'r.project_id'),
    )
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .leftJoin('tasks as t', (join) =>
      join.onRef('t.workspace_id', '=', 'r.workspace_id').onRef('t.id', '=', 'r.task_id'),
    )
    .where('r.workspace_id', '=', workspaceId)
    .select([
      'r.id',
      'r.project_id as projectId',
      'p.name as projectName',
      'c.name as clientName',
      'r.task_id as taskId',
      't.name as taskName',
      'r.notes',
      'r.is_billable as isBillable',
      'r.started_at as startedAt',
      'r.updated_at as updatedAt',
    ])
}

/** What became of a timer that was stopped. */
export async function findStoppedTimer(
  db: Database,
  { workspaceId, memberId, timerId }: OfMember & { timerId: string },
): Promise<{ timeEntryIds: string[] } | undefined> {
  return await db
    .selectFrom('timers')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('id', '=', timerId)
    .where('stopped_at', 'is not', null)
    .select('time_entry_ids as timeEntryIds')
    .executeTakeFirst()
}

export async function insertTimer(
  tx: Transaction,
  request: OfMember & { timerId: string; values: TimerValues; updatedAt: Date },
): Promise<void> {
  const { workspaceId, memberId, timerId, values, updatedAt } = request
  await tx
    .insertInto('timers')
    .values({
      workspace_id: workspaceId,
      id: timerId,
      member_id: memberId,
      ...columns(values),
      updated_at: updatedAt,
    })
    .execute()
}

export async function updateTimerValues(
  tx: Transaction,
  request: { workspaceId: string; timerId: string; values: TimerValues; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('timers')
    .set({ ...columns(request.values), updated_at: request.updatedAt })
    .where('workspace_id', '=', request.workspaceId)
    .where('id', '=', request.timerId)
    .execute()
}

export async function setTimerStopped(
  tx: Transaction,
  request: { workspaceId: string; timerId: string; stoppedAt: Date; timeEntryIds: string[] },
): Promise<void> {
  await tx
    .updateTable('timers')
    .set({
      stopped_at: request.stoppedAt,
      time_entry_ids: request.timeEntryIds,
      updated_at: request.stoppedAt,
    })
    .where('workspace_id', '=', request.workspaceId)
    .where('id', '=', request.timerId)
    .execute()
}

export async function removeTimer(
  tx: Transaction,
  { workspaceId, timerId }: { workspaceId: string; timerId: string },
): Promise<void> {
  await tx
    .deleteFrom('timers')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', timerId)
    .execute()
}

function columns(values: TimerValues) {
  return {
    project_id: values.projectId,
    task_id: values.taskId,
    notes: values.notes,
    is_billable: values.isBillable,
    started_at: values.startedAt,
  }
}
