import { sql } from 'kysely'
import { isOnSide, mentionsIn, type NamedRequest } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder } from './list-order.ts'
import { countUses, rowsNaming } from './uses.ts'
import type { Use } from '#domain/uses.ts'

export type TagFields = {
  name: string
}

export type Tag = TagFields & { id: string; archivedAt: Date | null; createdAt: Date }

type Key = { workspaceId: string; tagId: string }

const sorts = {}

/** The tags that pass the filter, by name. */
export async function listTagRows(
  db: Database,
  { workspaceId, filter, after, limit }: NamedRequest,
): Promise<(Tag & { sortName: string })[]> {
  const order = listOrder('tags', sorts, { filter, after })
  return await db
    .selectFrom('tags')
    .where('workspace_id', '=', workspaceId)
    .where(isOnSide('tags', filter.archived))
    .where(mentionsIn(['tags.name'], filter.q))
    .where(order.isAfter)
    .select(tag)
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

/** Holds the tag: nothing takes it until the transaction ends. */
export async function lockTag(
  tx: Transaction,
  { workspaceId, tagId }: Key,
): Promise<Tag | undefined> {
  return await tx
    .selectFrom('tags')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', tagId)
    .select(tag)
    .forUpdate()
    .executeTakeFirst()
}

/** Of these ids, those that are tags of the workspace. They cannot be deleted until the transaction ends. */
export async function holdTagIds(
  tx: Transaction,
  { workspaceId, tagIds }: { workspaceId: string; tagIds: string[] },
): Promise<string[]> {
  if (tagIds.length === 0) return []
  const rows = await tx
    .selectFrom('tags')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${tagIds}::uuid[])`)
    .select('id')
    .forKeyShare()
    .execute()
  return rows.map((row) => row.id)
}

/** Of these names, in lower case, those that a living tag has. */
export async function listTakenTagNames(
  db: Database,
  { workspaceId, names }: { workspaceId: string; names: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('tags')
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`lower(name) = any(${names.map((name) => name.toLowerCase())}::text[])`)
    .select(sql<string>`lower(name)`.as('name'))
    .execute()
  return rows.map((row) => row.name)
}

export async function insertTags(
  tx: Transaction,
  request: { workspaceId: string; tags: (TagFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, tags, createdAt } = request
  const rows = tags.map((each) => ({
    workspace_id: workspaceId,
    id: each.id,
    ...columns(each),
    created_at: createdAt,
  }))
  await tx.insertInto('tags').values(rows).execute()
}

export async function updateTagFields(
  tx: Transaction,
  { workspaceId, tagId, fields, archivedAt }: Key & { fields: TagFields; archivedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('tags')
    .set({ ...columns(fields), archived_at: archivedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', tagId)
    .execute()
}

/** What carries the tag, so that it may only be archived. */
export async function countTagUses(
  tx: Transaction,
  { workspaceId, tagId: id }: Key,
): Promise<Use[]> {
  return await countUses(tx, {
    projects: rowsNaming('project_tags', 'tag_id', { workspaceId, id }),
    clients: rowsNaming('client_tags', 'tag_id', { workspaceId, id }),
  })
}

export async function removeTag(tx: Transaction, { workspaceId, tagId }: Key): Promise<void> {
  await tx
    .deleteFrom('tags')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', tagId)
    .execute()
}

const tag = ['id', 'name', 'archived_at as archivedAt', 'created_at as createdAt'] as const

function columns(fields: TagFields) {
  return {
    name: fields.name,
  }
}
