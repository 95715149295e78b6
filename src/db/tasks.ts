import { sql } from 'kysely'
import { isOnSide, mentionsIn, type NamedRequest } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder } from './list-order.ts'
import { countUses, rowsNaming } from './uses.ts'
import type { Use } from '#domain/uses.ts'

export type TaskFields = {
  name: string
  hourlyRate: string | null
  isBillable: boolean
  xeroItemCode: string | null
}

export type Task = TaskFields & { id: string; archivedAt: Date | null; createdAt: Date }

type Key = { workspaceId: string; taskId: string }

const sorts = {
  isBillable: sql`tasks.is_billable`,
  xeroItemCode: sql`tasks.xero_item_code`,
}

/** The tasks that pass the filter, by name. */
export async function listTaskRows(
  db: Database,
  { workspaceId, filter, after, limit }: NamedRequest,
): Promise<(Task & { sortName: string })[]> {
  const order = listOrder('tasks', sorts, { filter, after })
  return await db
    .selectFrom('tasks')
    .where('workspace_id', '=', workspaceId)
    .where(isOnSide('tasks', filter.archived))
    .where(mentionsIn(['tasks.name'], filter.q))
    .where(order.isAfter)
    .select(task)
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

/** Holds the task: no hours are registered on it until the transaction ends. */
export async function lockTask(
  tx: Transaction,
  { workspaceId, taskId }: Key,
): Promise<Task | undefined> {
  return await tx
    .selectFrom('tasks')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', taskId)
    .select(task)
    .forUpdate()
    .executeTakeFirst()
}

/** The tasks of these ids. They cannot be deleted until the transaction ends. */
export async function holdTasks(
  tx: Transaction,
  { workspaceId, taskIds }: { workspaceId: string; taskIds: string[] },
): Promise<Task[]> {
  return await tx
    .selectFrom('tasks')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${taskIds}::uuid[])`)
    .select(task)
    .forKeyShare()
    .execute()
}

/** Of these names, in lower case, those that a living task has. */
export async function listTakenTaskNames(
  db: Database,
  { workspaceId, names }: { workspaceId: string; names: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('tasks')
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`lower(name) = any(${names.map((name) => name.toLowerCase())}::text[])`)
    .select(sql<string>`lower(name)`.as('name'))
    .execute()
  return rows.map((row) => row.name)
}

export async function insertTasks(
  tx: Transaction,
  request: { workspaceId: string; tasks: (TaskFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, tasks, createdAt } = request
  const rows = tasks.map((each) => ({
    workspace_id: workspaceId,
    id: each.id,
    ...columns(each),
    created_at: createdAt,
  }))
  await tx.insertInto('tasks').values(rows).execute()
}

export async function updateTaskFields(
  tx: Transaction,
  {
    workspaceId,
    taskId,
    fields,
    archivedAt,
  }: Key & { fields: TaskFields; archivedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('tasks')
    .set({ ...columns(fields), archived_at: archivedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', taskId)
    .execute()
}

/** What names the task, so that it may only be archived. */
export async function countTaskUses(
  tx: Transaction,
  { workspaceId, taskId: id }: Key,
): Promise<Use[]> {
  return await countUses(tx, {
    hours: rowsNaming('time_entries', 'task_id', { workspaceId, id }),
    projects: rowsNaming('project_tasks', 'task_id', { workspaceId, id }),
    instalments: rowsNaming('planned_instalments', 'task_id', { workspaceId, id }),
  })
}

export async function removeTask(tx: Transaction, { workspaceId, taskId }: Key): Promise<void> {
  await tx
    .deleteFrom('tasks')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', taskId)
    .execute()
}

const task = [
  'id',
  'name',
  'hourly_rate as hourlyRate',
  'is_billable as isBillable',
  'xero_item_code as xeroItemCode',
  'archived_at as archivedAt',
  'created_at as createdAt',
] as const

function columns(fields: TaskFields) {
  return {
    name: fields.name,
    hourly_rate: fields.hourlyRate,
    is_billable: fields.isBillable,
    xero_item_code: fields.xeroItemCode,
  }
}
