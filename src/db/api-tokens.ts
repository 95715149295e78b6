import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

export type ApiToken = {
  id: string
  memberId: string
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

export async function insertApiToken(
  tx: Transaction,
  values: {
    workspaceId: string
    id: string
    memberId: string
    name: string
    secretHash: string
    createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('api_tokens')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      member_id: values.memberId,
      name: values.name,
      secret_hash: values.secretHash,
      created_at: values.createdAt,
    })
    .execute()
}

/** The living tokens of one person, the newest first. */
export async function listApiTokensOfMember(
  db: Database,
  request: {
    workspaceId: string
    memberId: string
    beforeId: string | undefined
    limit: number
  },
): Promise<ApiToken[]> {
  const { workspaceId, memberId, beforeId, limit } = request
  return await db
    .selectFrom('api_tokens')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where(beforeId === undefined ? sql<boolean>`true` : sql<boolean>`id < ${beforeId}`)
    .where('revoked_at', 'is', null)
    .select([
      'id',
      'member_id as memberId',
      'name',
      'created_at as createdAt',
      'last_used_at as lastUsedAt',
    ])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Its name; undefined when the person has no such token. */
export async function setApiTokenRevoked(
  tx: Transaction,
  values: { workspaceId: string; memberId: string; tokenId: string; revokedAt: Date },
): Promise<string | undefined> {
  const revoked = await tx
    .updateTable('api_tokens')
    .set({ revoked_at: values.revokedAt })
    .where('workspace_id', '=', values.workspaceId)
    .where('member_id', '=', values.memberId)
    .where('id', '=', values.tokenId)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  return revoked?.name
}

export async function setApiTokenUsed(
  db: Database,
  values: { workspaceId: string; tokenId: string; usedAt: Date },
): Promise<void> {
  await db
    .updateTable('api_tokens')
    .set({ last_used_at: values.usedAt })
    .where('workspace_id', '=', values.workspaceId)
    .where('id', '=', values.tokenId)
    .execute()
}
