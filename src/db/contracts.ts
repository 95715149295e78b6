import { sql } from 'kysely'
import type { NameCursor } from './by-name.ts'
import type { Database, Transaction } from './database.ts'

/** What somebody works on each day of the week, Monday first, and costs an hour. */
export type ContractFields = {
  startsOn: string
  endsOn: string | null
  weekdaySeconds: number[]
  costRate: string | null
}

export type Contract = ContractFields & { id: string; memberId: string; createdAt: Date }

type Of = { workspaceId: string; memberId: string }
type Key = Of & { contractId: string }

/** The contracts of a person, the latest first. */
export async function listContractRows(
  db: Database,
  request: Of & { before: NameCursor | undefined; limit: number },
): Promise<Contract[]> {
  const { workspaceId, memberId, before, limit } = request
  const isBefore =
    before === undefined
      ? sql<boolean>`true`
      : sql<boolean>`(starts_on::text, id) < (${before.name}, ${before.id}::uuid)`
  return await db
    .selectFrom('contracts')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where(isBefore)
    .select(contract)
    .orderBy(sql`starts_on::text`, 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function findContract(
  db: Database,
  { workspaceId, memberId, contractId }: Key,
): Promise<Contract | undefined> {
  return await db
    .selectFrom('contracts')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('id', '=', contractId)
    .select(contract)
    .executeTakeFirst()
}

/** Whether another contract of the person has a day of this one. */
export async function sharesDays(
  tx: Transaction,
  {
    workspaceId,
    memberId,
    startsOn,
    endsOn,
    exceptId,
  }: Of & Pick<ContractFields, 'startsOn' | 'endsOn'> & { exceptId?: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom('contracts')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where(
      sql<boolean>`daterange(starts_on, ends_on, '[]') && daterange(${startsOn}::date, ${endsOn}::date, '[]')`,
    )
    .where(exceptId === undefined ? sql<boolean>`true` : sql<boolean>`id <> ${exceptId}`)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export async function insertContract(
  tx: Transaction,
  {
    workspaceId,
    memberId,
    id,
    createdAt,
    fields,
  }: Of & {
    id: string
    createdAt: Date
    fields: ContractFields
  },
): Promise<void> {
  const key = { workspace_id: workspaceId, member_id: memberId, id, created_at: createdAt }
  await tx
    .insertInto('contracts')
    .values({ ...key, ...columns(fields) })
    .execute()
}

export async function updateContractFields(
  tx: Transaction,
  { workspaceId, memberId, contractId, fields }: Key & { fields: ContractFields },
): Promise<void> {
  await tx
    .updateTable('contracts')
    .set(columns(fields))
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('id', '=', contractId)
    .execute()
}

/** Whether there was such a contract. */
export async function removeContract(
  tx: Transaction,
  { workspaceId, memberId, contractId }: Key,
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('contracts')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('id', '=', contractId)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

const contract = [
  'id',
  'member_id as memberId',
  'starts_on as startsOn',
  'ends_on as endsOn',
  'weekday_seconds as weekdaySeconds',
  'cost_rate as costRate',
  'created_at as createdAt',
] as const

function columns(fields: ContractFields) {
  return {
    starts_on: fields.startsOn,
    ends_on: fields.endsOn,
    weekday_seconds: fields.weekdaySeconds,
    cost_rate: fields.costRate,
  }
}
