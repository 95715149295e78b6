import { sql } from 'kysely'
import { comesAfter, type Slice } from './by-name.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'

export type StandIn = {
  id: string
  managerId: string
  managerName: string
  standInId: string
  standInName: string
  fromOn: string
  untilOn: string
}

/** Who stands in for whom, from a day on; only what concerns a person, when one is named. */
export async function listStandInRows(
  db: Database,
  request: { workspaceId: string; since: string; concerning?: string | undefined } & Slice,
): Promise<StandIn[]> {
  const { workspaceId, since, concerning, after, limit } = request
  return await db
    .selectFrom('stand_ins as s')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 's.workspace_id').onRef('m.id', '=', 's.manager_id'),
    )
    .innerJoin('members as i', (join) =>
      join.onRef('i.workspace_id', '=', 's.workspace_id').onRef('i.id', '=', 's.stand_in_id'),
    )
    .where('s.workspace_id', '=', workspaceId)
    .where('s.until_on', '>=', since)
    .where(comesAfter(sql`s.from_on::text`, { id: sql`s.id`, after }))
    .$if(concerning !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('s.manager_id', '=', concerning ?? ''),
          eb('s.stand_in_id', '=', concerning ?? ''),
        ]),
      ),
    )
    .select(['s.id', 's.manager_id as managerId', 'm.name as managerName'])
    .select(['s.stand_in_id as standInId', 'i.name as standInName'])
    .select(['s.from_on as fromOn', 's.until_on as untilOn'])
    .orderBy(sql`s.from_on::text`)
    .orderBy('s.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
}

/** For whom a person stands in on a day. */
export async function listStoodInFor(
  db: Database,
  { workspaceId, standInId, on }: { workspaceId: string; standInId: string; on: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('stand_ins')
    .where('workspace_id', '=', workspaceId)
    .where('stand_in_id', '=', standInId)
    .where('from_on', '<=', on)
    .where('until_on', '>=', on)
    .select('manager_id as managerId')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.managerId)
}

/** Who stands in for any of these managers on a day. */
export async function listStandInsOf(
  db: Database,
  request: { workspaceId: string; managerIds: readonly string[]; on: string },
): Promise<string[]> {
  const { workspaceId, managerIds, on } = request
  const rows = await db
    .selectFrom('stand_ins')
    .where('workspace_id', '=', workspaceId)
    .where('manager_id', '=', anyUuid(managerIds))
    .where('from_on', '<=', on)
    .where('until_on', '>=', on)
    .select('stand_in_id as standInId')
    .distinct()
    .orderBy('stand_in_id')
    .execute()
  return rows.map((row) => row.standInId)
}

export async function insertStandIn(
  tx: Transaction,
  request: {
    workspaceId: string
    standIn: Pick<StandIn, 'id' | 'managerId' | 'standInId' | 'fromOn' | 'untilOn'>
    createdAt: Date
  },
): Promise<void> {
  const { workspaceId, standIn, createdAt } = request
  await tx
    .insertInto('stand_ins')
    .values({
      workspace_id: workspaceId,
      id: standIn.id,
      manager_id: standIn.managerId,
      stand_in_id: standIn.standInId,
      from_on: standIn.fromOn,
      until_on: standIn.untilOn,
      created_at: createdAt,
    })
    .execute()
}

export async function removeStandIn(
  tx: Transaction,
  { workspaceId, standInId }: { workspaceId: string; standInId: string },
): Promise<void> {
  await tx
    .deleteFrom('stand_ins')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', standInId)
    .execute()
}
