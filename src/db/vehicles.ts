import { sql } from 'kysely'
import { isOnSide, mentionsIn, type NamedRequest } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder } from './list-order.ts'
import { countUses } from './uses.ts'
import type { Use } from '#domain/uses.ts'

export type VehicleFields = {
  name: string
  licencePlate: string | null
}

export type Vehicle = VehicleFields & { id: string; archivedAt: Date | null; createdAt: Date }

type Key = { workspaceId: string; vehicleId: string }

const sorts = { licencePlate: sql`vehicles.licence_plate` }

/** The vehicles that pass the filter, by name. */
export async function listVehicleRows(
  db: Database,
  { workspaceId, filter, after, limit }: NamedRequest,
): Promise<(Vehicle & { sortName: string })[]> {
  const order = listOrder('vehicles', sorts, { filter, after })
  return await db
    .selectFrom('vehicles')
    .where('workspace_id', '=', workspaceId)
    .where(isOnSide('vehicles', filter.archived))
    .where(mentionsIn(['vehicles.name', 'vehicles.licence_plate'], filter.q))
    .where(order.isAfter)
    .select(vehicle)
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

/** Holds the vehicle: nothing takes it until the transaction ends. */
export async function lockVehicle(
  tx: Transaction,
  { workspaceId, vehicleId }: Key,
): Promise<Vehicle | undefined> {
  return await tx
    .selectFrom('vehicles')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', vehicleId)
    .select(vehicle)
    .forUpdate()
    .executeTakeFirst()
}

/** Of these names, in lower case, those that a living vehicle has. */
export async function listTakenVehicleNames(
  db: Database,
  { workspaceId, names }: { workspaceId: string; names: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('vehicles')
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`lower(name) = any(${names.map((name) => name.toLowerCase())}::text[])`)
    .select(sql<string>`lower(name)`.as('name'))
    .execute()
  return rows.map((row) => row.name)
}

export async function insertVehicles(
  tx: Transaction,
  request: { workspaceId: string; vehicles: (VehicleFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, vehicles, createdAt } = request
  const rows = vehicles.map((each) => ({
    workspace_id: workspaceId,
    id: each.id,
    ...columns(each),
    created_at: createdAt,
  }))
  await tx.insertInto('vehicles').values(rows).execute()
}

export async function updateVehicleFields(
  tx: Transaction,
  {
    workspaceId,
    vehicleId,
    fields,
    archivedAt,
  }: Key & { fields: VehicleFields; archivedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('vehicles')
    .set({ ...columns(fields), archived_at: archivedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', vehicleId)
    .execute()
}

/** The trips that name the vehicle, so that it may only be archived. */
export async function countVehicleUses(
  tx: Transaction,
  { workspaceId, vehicleId }: Key,
): Promise<Use[]> {
  return await countUses(tx, {
    trips: sql`(select count(*) from mileages m
      join vehicles v on v.workspace_id = m.workspace_id and lower(v.name) = lower(m.vehicle)
      where m.workspace_id = ${workspaceId} and v.id = ${vehicleId})`,
  })
}

export async function removeVehicle(
  tx: Transaction,
  { workspaceId, vehicleId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('vehicles')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', vehicleId)
    .execute()
}

const vehicle = [
  'id',
  'name',
  'licence_plate as licencePlate',
  'archived_at as archivedAt',
  'created_at as createdAt',
] as const

function columns(fields: VehicleFields) {
  return {
    name: fields.name,
    licence_plate: fields.licencePlate,
  }
}
