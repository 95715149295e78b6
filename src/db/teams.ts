import { sql } from 'kysely'
import { isOnSide, mentionsIn, type NamedRequest, sortName } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder } from './list-order.ts'
import { linkedOf, type Named, setLinks } from './links.ts'

export type TeamFields = { name: string; managerId: string | null; memberIds: string[] }

export type Team = Omit<TeamFields, 'memberIds'> & {
  id: string
  managerName: string | null
  members: Named[]
  archivedAt: Date | null
  createdAt: Date
}

type Key = { workspaceId: string; teamId: string }

const membersOfTeam = {
  table: 'team_members',
  owner: 'team_id',
  column: 'member_id',
  named: 'members',
} as const

const sorts = { manager: sql`m.name` }

/** The teams that pass the filter, by name. */
export async function listTeamRows(
  db: Database,
  { workspaceId, filter, after, limit }: NamedRequest,
): Promise<(Team & { sortName: string })[]> {
  const order = listOrder('t', sorts, { filter, after })
  return await teams(db, workspaceId)
    .where(isOnSide('t', filter.archived))
    .where(mentionsIn(['t.name', 'm.name'], filter.q))
    .where(order.isAfter)
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

export async function listTeamRowsByIds(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<Team[]> {
  return await teams(db, workspaceId)
    .where(sql<boolean>`t.id = any(${ids}::uuid[])`)
    .orderBy(sortName('t'))
    .execute()
}

/** Holds the team until the transaction ends. */
export async function lockTeam(
  tx: Transaction,
  { workspaceId, teamId }: Key,
): Promise<Team | undefined> {
  const locked = await tx
    .selectFrom('teams')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', teamId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  if (!locked) return undefined
  const [team] = await listTeamRowsByIds(tx, { workspaceId, ids: [teamId] })
  return team
}

/** Of these names, in lower case, those that a living team has. */
export async function listTakenTeamNames(
  db: Database,
  { workspaceId, names }: { workspaceId: string; names: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('teams')
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`lower(name) = any(${names.map((name) => name.toLowerCase())}::text[])`)
    .select(sql<string>`lower(name)`.as('name'))
    .execute()
  return rows.map((row) => row.name)
}

export async function insertTeams(
  tx: Transaction,
  request: { workspaceId: string; teams: (TeamFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, createdAt } = request
  const rows = request.teams.map(({ id, name, managerId }) => ({
    workspace_id: workspaceId,
    id,
    name,
    manager_id: managerId,
    created_at: createdAt,
  }))
  await tx.insertInto('teams').values(rows).execute()
  for (const { id: ownerId, memberIds: ids } of request.teams) {
    // A transaction carries out one statement at a time.
    // oxlint-disable-next-line no-await-in-loop
    await setLinks(tx, membersOfTeam, { workspaceId, ownerId, ids })
  }
}

export async function updateTeamFields(
  tx: Transaction,
  request: Key & { fields: TeamFields; archivedAt: Date | null },
): Promise<void> {
  const { workspaceId, teamId, fields, archivedAt } = request
  await tx
    .updateTable('teams')
    .set({ name: fields.name, manager_id: fields.managerId, archived_at: archivedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', teamId)
    .execute()
  const ids = fields.memberIds
  await setLinks(tx, membersOfTeam, { workspaceId, ownerId: teamId, ids })
}

export async function removeTeam(tx: Transaction, { workspaceId, teamId }: Key): Promise<void> {
  await tx
    .deleteFrom('teams')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', teamId)
    .execute()
}

function teams(db: Database, workspaceId: string) {
  return db
    .selectFrom('teams as t')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 't.workspace_id').onRef('m.id', '=', 't.manager_id'),
    )
    .where('t.workspace_id', '=', workspaceId)
    .select([
      't.id',
      't.name',
      't.manager_id as managerId',
      'm.name as managerName',
      linkedOf(membersOfTeam, 't').as('members'),
      't.archived_at as archivedAt',
      't.created_at as createdAt',
    ])
}
