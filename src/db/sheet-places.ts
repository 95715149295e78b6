import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { MemberFields } from './members.ts'
import type { TaskFields } from './tasks.ts'

// What rows of a file name, looked up by lower-case words: however much there is, only what is named is read.

type Words = { workspaceId: string; words: string[] }
type Found = { id: string; name: string; isArchived: boolean }

const anyOf = (words: string[]) => sql<string>`any(${words}::text[])`

export async function listPeopleNamed(
  db: Database,
  { workspaceId, words }: Words,
): Promise<(Found & Pick<MemberFields, 'email' | 'role' | 'hourlyRate'>)[]> {
  return await db
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([eb(sql`lower(email)`, '=', anyOf(words)), eb(sql`lower(name)`, '=', anyOf(words))]),
    )
    .select(['id', 'name', 'email', 'role', 'hourly_rate as hourlyRate', isArchived])
    .execute()
}

export async function listClientsNamed(
  db: Database,
  { workspaceId, words }: Words,
): Promise<(Found & { number: string | null })[]> {
  return await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([eb(sql`lower(name)`, '=', anyOf(words)), eb(sql`lower(number)`, '=', anyOf(words))]),
    )
    .select(['id', 'name', 'number', isArchived])
    .execute()
}

export type NamedProject = Found & {
  code: string | null
  clientId: string
  clientName: string
  clientNumber: string | null
}

export async function listProjectsNamed(
  db: Database,
  { workspaceId, words }: Words,
): Promise<NamedProject[]> {
  return await db
    .selectFrom('projects as p')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .where('p.workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([eb(sql`lower(p.name)`, '=', anyOf(words)), eb(sql`lower(p.code)`, '=', anyOf(words))]),
    )
    .select(['p.id', 'p.name', 'p.code', 'c.id as clientId', 'c.name as clientName'])
    .select('c.number as clientNumber')
    .select(sql<boolean>`p.archived_at is not null`.as('isArchived'))
    .execute()
}

export async function listTasksNamed(
  db: Database,
  { workspaceId, words }: Words,
): Promise<(Found & Pick<TaskFields, 'isBillable' | 'hourlyRate'>)[]> {
  return await db
    .selectFrom('tasks')
    .where('workspace_id', '=', workspaceId)
    .where(sql`lower(name)`, '=', anyOf(words))
    .select(['id', 'name', 'is_billable as isBillable', 'hourly_rate as hourlyRate', isArchived])
    .execute()
}

export async function listProductsNamed(
  db: Database,
  { workspaceId, words }: Words,
): Promise<Found[]> {
  return await db
    .selectFrom('products')
    .where('workspace_id', '=', workspaceId)
    .where(sql`lower(name)`, '=', anyOf(words))
    .select(['id', 'name', isArchived])
    .execute()
}

export async function listAllVatRates(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<(Found & { percentage: string })[]> {
  return await db
    .selectFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .select(['id', 'name', 'percentage', isArchived])
    .execute()
}

const isArchived = sql<boolean>`archived_at is not null`.as('isArchived')
