import type { HourRounding } from '#domain/hour-rounding.ts'
import type { RateRule } from '#domain/rates.ts'
import { sql } from 'kysely'
import type { Standing } from '#domain/item-status.ts'
import type { Database, Transaction } from './database.ts'
import { comesAfter, orderOf, type RegistrationOrder, sortValueOf } from './registration-order.ts'
import {
  type Approval,
  approvalColumns,
  type Billing,
  billingOf,
  findNamed,
  matches,
  type RegistrationFilter,
  statusOf,
  writeOffOf,
  type WrittenOff,
} from './registrations.ts'

export type TimeEntryValues = {
  memberId: string
  projectId: string
  taskId: string | null
  workedOn: string
  startedAt: string | null
  endedAt: string | null
  pauseSeconds: number
  seconds: number
  notes: string
  isBillable: boolean
  rate: string
  rateRule: RateRule
  /** Since which day that rate is asked; null from the beginning. */
  rateValidFrom: string | null
}

export type TimeEntry = TimeEntryValues &
  Approval & {
    id: string
    /** The rule it is billed by, and the seconds that this adds to those that were worked. */
    rounding: HourRounding
    roundingSeconds: number
    memberName: string
    projectName: string
    clientId: string
    clientName: string
    taskName: string | null
    createdAt: Date
    updatedAt: Date
    billing: Billing | null
    writeOff: WrittenOff | null
  }

/** The entries that pass the filter, in the order asked for. */
export async function listTimeEntryRows(
  db: Database,
  request: {
    workspaceId: string
    filter: RegistrationFilter
    order: RegistrationOrder
    limit: number
  },
): Promise<(TimeEntry & { sortValue: string })[]> {
  const { workspaceId, filter, order, limit } = request
  const named = await findNamed(db, 'time_entry', { workspaceId, filter })
  return await timeEntries(db, workspaceId)
    .where(matches('time_entry', { workspaceId, filter, named }))
    .where(comesAfter('time_entry', order))
    .select(sortValueOf('time_entry', order.sort).as('sortValue'))
    .orderBy(orderOf('time_entry', order.sort))
    .limit(limit)
    .execute()
}

/** The entries with these ids, in no particular order. */
export async function listTimeEntryRowsByIds(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<TimeEntry[]> {
  return await timeEntries(db, workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .execute()
}

/** Of these ids, those that are hours of the workspace. */
export async function listTimeEntryIds(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('time_entries')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** An hour as it is while it is held. */
export type LockedTimeEntry = TimeEntryValues & {
  id: string
  updatedAt: Date
} & Standing

/** Holds the entries until the transaction ends, and tells what became of them. */
export async function lockTimeEntries(
  tx: Transaction,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<LockedTimeEntry[]> {
  const locked = await tx
    .selectFrom('time_entries as e')
    .where('e.workspace_id', '=', workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .select(values)
    .select(['e.id', 'e.updated_at as updatedAt', 'e.approval'])
    // In one order: two who change the same entries wait for each other.
    .orderBy('e.id')
    .forUpdate()
    .execute()
  if (locked.length === 0) return []
  // Asked after the lock is ours: whoever settles the entry holds it too.
  const statuses = await tx
    .selectFrom('time_entries as e')
    .where('e.workspace_id', '=', workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .select(['e.id', statusOf('time_entry').as('status')])
    .execute()
  const statusById = new Map(statuses.map(({ id, status }) => [id, status]))
  return locked.map((entry) => ({ ...entry, status: statusById.get(entry.id) ?? 'open' }))
}

/** What each person has worked on each of these days, apart from the entries that are being changed. */
export async function sumSecondsByDay(
  tx: Transaction,
  request: {
    workspaceId: string
    memberIds: string[]
    days: string[]
    exceptIds: string[]
  },
): Promise<{ memberId: string; workedOn: string; seconds: number }[]> {
  const { workspaceId, memberIds, days, exceptIds } = request
  return await tx
    .selectFrom('time_entries as e')
    .where('e.workspace_id', '=', workspaceId)
    .where(sql<boolean>`e.member_id = any(${memberIds}::uuid[])`)
    .where(sql<boolean>`e.worked_on = any(${days}::date[])`)
    .where(sql<boolean>`e.id <> all(${exceptIds}::uuid[])`)
    .groupBy(['e.member_id', 'e.worked_on'])
    .select(['e.member_id as memberId', 'e.worked_on as workedOn'])
    .select(sql<number>`sum(e.seconds)::bigint`.as('seconds'))
    .execute()
}

export async function insertTimeEntries(tx: Transaction, request: New): Promise<void> {
  await insertion(tx, request).execute()
}

type New = { workspaceId: string; entries: (TimeEntryValues & { id: string })[]; createdAt: Date }

function insertion(db: Pick<Database, 'insertInto'>, { workspaceId, entries, createdAt }: New) {
  return db.insertInto('time_entries').values(
    entries.map((entry) => ({
      workspace_id: workspaceId,
      id: entry.id,
      ...columns(entry),
      created_at: createdAt,
      updated_at: createdAt,
    })),
  )
}

/** Inserts them, and answers them in no particular order, with what the person had worked on that day before. */
export async function addTimeEntries(
  tx: Transaction,
  request: New,
): Promise<{ entry: TimeEntry; secondsBefore: number }[]> {
  const rows = await tx
    .with('e', (db) => insertion(db, request).returningAll())
    .selectFrom('e')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.member_id'),
    )
    .innerJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'e.workspace_id').onRef('p.id', '=', 'e.project_id'),
    )
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .leftJoin('tasks as t', (join) =>
      join.onRef('t.workspace_id', '=', 'e.workspace_id').onRef('t.id', '=', 'e.task_id'),
    )
    .where('e.workspace_id', '=', request.workspaceId)
    .select(values)
    .select(named)
    // Nothing can have become of it yet.
    .select(sql<null>`null`.as('billing'))
    .select(sql<null>`null`.as('writeOff'))
    .select(sql<null>`null`.as('rejection'))
    .select('e.approval')
    // The statement does not see what it inserts.
    .select(
      sql<number>`(select coalesce(sum(x.seconds), 0)::bigint from time_entries x
        where x.workspace_id = e.workspace_id and x.member_id = e.member_id and x.worked_on = e.worked_on)`.as(
        'secondsBefore',
      ),
    )
    .execute()
  return rows.map(({ secondsBefore, ...entry }) => ({ entry, secondsBefore }))
}

export async function updateTimeEntryValues(
  tx: Transaction,
  request: { workspaceId: string; timeEntryId: string; values: TimeEntryValues; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('time_entries')
    .set({ ...columns(request.values), updated_at: request.updatedAt })
    .where('workspace_id', '=', request.workspaceId)
    .where('id', '=', request.timeEntryId)
    .execute()
}

export async function removeTimeEntries(
  tx: Transaction,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<void> {
  await tx
    .deleteFrom('time_entries')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

const values = [
  'e.member_id as memberId',
  'e.project_id as projectId',
  'e.task_id as taskId',
  'e.worked_on as workedOn',
  'e.started_at as startedAt',
  'e.ended_at as endedAt',
  'e.pause_seconds as pauseSeconds',
  'e.seconds',
  'e.notes',
  'e.is_billable as isBillable',
  'e.rate',
  'e.rate_rule as rateRule',
  'e.rate_valid_from as rateValidFrom',
] as const

const named = [
  'e.id',
  'm.name as memberName',
  'p.name as projectName',
  'c.id as clientId',
  'c.name as clientName',
  't.name as taskName',
  'e.created_at as createdAt',
  'e.updated_at as updatedAt',
  'e.rounding',
  'e.rounding_seconds as roundingSeconds',
] as const

function timeEntries(db: Database, workspaceId: string) {
  return db
    .selectFrom('time_entries as e')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.member_id'),
    )
    .innerJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'e.workspace_id').onRef('p.id', '=', 'e.project_id'),
    )
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .leftJoin('tasks as t', (join) =>
      join.onRef('t.workspace_id', '=', 'e.workspace_id').onRef('t.id', '=', 'e.task_id'),
    )
    .where('e.workspace_id', '=', workspaceId)
    .select(values)
    .select(named)
    .select([billingOf('time_entry').as('billing'), writeOffOf('time_entry').as('writeOff')])
    .select(approvalColumns)
}

function columns(entry: TimeEntryValues) {
  return {
    member_id: entry.memberId,
    project_id: entry.projectId,
    task_id: entry.taskId,
    worked_on: entry.workedOn,
    started_at: entry.startedAt,
    ended_at: entry.endedAt,
    pause_seconds: entry.pauseSeconds,
    seconds: entry.seconds,
    notes: entry.notes,
    is_billable: entry.isBillable,
    rate: entry.rate,
    rate_rule: entry.rateRule,
    rate_valid_from: entry.rateValidFrom,
  }
}
