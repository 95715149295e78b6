import type { Role } from '#domain/permissions.ts'
import type { Language } from '#lib/languages.ts'
import { sql } from 'kysely'
import { isOnSide, mentionsIn, type NamedRequest } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder } from './list-order.ts'

export type MemberFields = { name: string; email: string; role: Role; hourlyRate: string | null }

export type Member = MemberFields & {
  id: string
  canSignIn: boolean
  archivedAt: Date | null
  createdAt: Date
}

const sorts = {
  email: sql`members.email`,
  role: sql`members.role`,
}

/** The people that pass the filter, by name. */
export async function listMemberRows(
  db: Database,
  { workspaceId, filter, after, limit }: NamedRequest,
): Promise<(Member & { sortName: string })[]> {
  const order = listOrder('members', sorts, { filter, after })
  return await db
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where(isOnSide('members', filter.archived))
    .where(mentionsIn(['members.name', 'members.email'], filter.q))
    .where(order.isAfter)
    .select(member)
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

export async function findMember(
  db: Database,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<Member | undefined> {
  return await db
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .select(member)
    .executeTakeFirst()
}

/** Of these people, those who are still here and want e-mails about approval: where and in which language they read. */
export async function listEmailReaders(
  db: Database,
  { workspaceId, memberIds }: { workspaceId: string; memberIds: readonly string[] },
): Promise<{ id: string; name: string; email: string; language: Language | null }[]> {
  return await db
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${[...memberIds]}::uuid[])`)
    .where('wants_approval_emails', '=', true)
    .where('archived_at', 'is', null)
    .select(['id', 'name', 'email', 'language'])
    .orderBy('id')
    .execute()
}

/** Holds these people, in one order for everybody: whoever adds to their day waits for the one before. */
export async function lockMembers(
  tx: Transaction,
  { workspaceId, memberIds }: { workspaceId: string; memberIds: string[] },
): Promise<Member[]> {
  return await tx
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${memberIds}::uuid[])`)
    .select(member)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** Of these ids, those that are people of the workspace. */
export async function holdMemberIds(
  tx: Transaction,
  { workspaceId, memberIds }: { workspaceId: string; memberIds: string[] },
): Promise<string[]> {
  if (memberIds.length === 0) return []
  const rows = await tx
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${memberIds}::uuid[])`)
    .select('id')
    .forKeyShare()
    .execute()
  return rows.map((row) => row.id)
}

/** Holds a person and every owner, all in the order of lockMembers, so that nobody waits for each other. */
export async function lockMemberAndOwners(
  tx: Transaction,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<Member[]> {
  return await tx
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or([eb('id', '=', memberId), eb('role', '=', 'owner')]))
    .select(member)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** Of these addresses, in lower case, those that somebody has. */
export async function listTakenEmails(
  db: Database,
  { workspaceId, emails }: { workspaceId: string; emails: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`lower(email) = any(${emails.map((email) => email.toLowerCase())}::text[])`)
    .select(sql<string>`lower(email)`.as('email'))
    .execute()
  return rows.map((row) => row.email)
}

export async function insertMembers(
  tx: Transaction,
  request: { workspaceId: string; members: (MemberFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, members, createdAt } = request
  const rows = members.map((each) => ({
    workspace_id: workspaceId,
    id: each.id,
    user_id: null,
    ...columns(each),
    created_at: createdAt,
  }))
  await tx.insertInto('members').values(rows).execute()
}

export async function updateMemberFields(
  tx: Transaction,
  request: {
    workspaceId: string
    memberId: string
    fields: MemberFields
    archivedAt: Date | null
  },
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ ...columns(request.fields), archived_at: request.archivedAt })
    .where('workspace_id', '=', request.workspaceId)
    .where('id', '=', request.memberId)
    .execute()
}

/** Lets the person sign in as this user. */
export async function setMemberUser(
  tx: Transaction,
  { workspaceId, memberId, userId }: { workspaceId: string; memberId: string; userId: string },
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ user_id: userId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .execute()
}

const member = [
  'id',
  'name',
  'email',
  'role',
  'hourly_rate as hourlyRate',
  sql<boolean>`user_id is not null`.as('canSignIn'),
  'archived_at as archivedAt',
  'created_at as createdAt',
] as const

function columns(fields: MemberFields) {
  return {
    name: fields.name,
    email: fields.email,
    role: fields.role,
    hourly_rate: fields.hourlyRate,
  }
}
