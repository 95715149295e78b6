import type { MileageRateRule } from '#domain/rates.ts'
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

export type MileageValues = {
  memberId: string
  projectId: string
  travelledOn: string
  fromPlace: string
  toPlace: string
  /** One way. */
  distanceKm: string
  isReturnTrip: boolean
  kind: 'business' | 'commute' | 'private'
  purpose: string
  vehicle: string | null
  isBillable: boolean
  rate: string
  rateRule: MileageRateRule
  /** Since which day that rate is asked; null from the beginning. */
  rateValidFrom: string | null
}

/** A trip that is held, and what became of it. */
export type LockedMileage = MileageValues & Standing & { id: string; updatedAt: Date }

export type Mileage = MileageValues &
  Approval & {
    id: string
    memberName: string
    projectName: string
    clientId: string
    clientName: string
    createdAt: Date
    updatedAt: Date
    billing: Billing | null
    writeOff: WrittenOff | null
  }

/** The mileages that pass the filter, in the order asked for. */
export async function listMileageRows(
  db: Database,
  request: {
    workspaceId: string
    filter: RegistrationFilter
    order: RegistrationOrder
    limit: number
  },
): Promise<(Mileage & { sortValue: string })[]> {
  const { workspaceId, filter, order, limit } = request
  const named = await findNamed(db, 'mileage', { workspaceId, filter })
  return await mileages(db, workspaceId)
    .where(matches('mileage', { workspaceId, filter, named }))
    .where(comesAfter('mileage', order))
    .select(sortValueOf('mileage', order.sort).as('sortValue'))
    .orderBy(orderOf('mileage', order.sort))
    .limit(limit)
    .execute()
}

/** The mileages with these ids, in no particular order. */
export async function listMileageRowsByIds(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<Mileage[]> {
  return await mileages(db, workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .execute()
}

/** Holds the trips until the transaction ends, and tells what became of them. */
export async function lockMileages(
  tx: Transaction,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<LockedMileage[]> {
  const locked = await tx
    .selectFrom('mileages as e')
    .where('e.workspace_id', '=', workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .select(values)
    .select(['e.id', 'e.updated_at as updatedAt', 'e.approval'])
    // In one order: two who change the same trips wait for each other.
    .orderBy('e.id')
    .forUpdate()
    .execute()
  // Asked after the lock is ours: whoever settles the trip holds it too.
  const statuses = await tx
    .selectFrom('mileages as e')
    .where('e.workspace_id', '=', workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .select(['e.id', statusOf('mileage').as('status')])
    .execute()
  const statusById = new Map(statuses.map(({ id, status }) => [id, status]))
  return locked.map((mileage) => ({ ...mileage, status: statusById.get(mileage.id) ?? 'open' }))
}

export async function insertMileages(
  tx: Transaction,
  request: { workspaceId: string; mileages: (MileageValues & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, mileages, createdAt } = request
  await tx
    .insertInto('mileages')
    .values(
      mileages.map((mileage) => ({
        workspace_id: workspaceId,
        id: mileage.id,
        ...columns(mileage),
        created_at: createdAt,
        updated_at: createdAt,
      })),
    )
    .execute()
}

export async function updateMileageValues(
  tx: Transaction,
  request: { workspaceId: string; mileageId: string; values: MileageValues; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('mileages')
    .set({ ...columns(request.values), updated_at: request.updatedAt })
    .where('workspace_id', '=', request.workspaceId)
    .where('id', '=', request.mileageId)
    .execute()
}

export async function removeMileages(
  tx: Transaction,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<void> {
  await tx
    .deleteFrom('mileages')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

const values = [
  'e.member_id as memberId',
  'e.project_id as projectId',
  'e.travelled_on as travelledOn',
  'e.from_place as fromPlace',
  'e.to_place as toPlace',
  'e.distance_km as distanceKm',
  'e.is_return_trip as isReturnTrip',
  'e.kind',
  'e.purpose',
  'e.vehicle',
  'e.is_billable as isBillable',
  'e.rate',
  'e.rate_rule as rateRule',
  'e.rate_valid_from as rateValidFrom',
] as const

function mileages(db: Database, workspaceId: string) {
  return db
    .selectFrom('mileages as e')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.member_id'),
    )
    .innerJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'e.workspace_id').onRef('p.id', '=', 'e.project_id'),
    )
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .where('e.workspace_id', '=', workspaceId)
    .select(values)
    .select([
      'e.id',
      'm.name as memberName',
      'p.name as projectName',
      'c.id as clientId',
      'c.name as clientName',
      'e.created_at as createdAt',
      'e.updated_at as updatedAt',
    ])
    .select([billingOf('mileage').as('billing'), writeOffOf('mileage').as('writeOff')])
    .select(approvalColumns)
}

function columns(mileage: MileageValues) {
  return {
    member_id: mileage.memberId,
    project_id: mileage.projectId,
    travelled_on: mileage.travelledOn,
    from_place: mileage.fromPlace,
    to_place: mileage.toPlace,
    distance_km: mileage.distanceKm,
    is_return_trip: mileage.isReturnTrip,
    kind: mileage.kind,
    purpose: mileage.purpose,
    vehicle: mileage.vehicle,
    is_billable: mileage.isBillable,
    rate: mileage.rate,
    rate_rule: mileage.rateRule,
    rate_valid_from: mileage.rateValidFrom,
  }
}
