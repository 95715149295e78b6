import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

/** The tokens of one consent, sealed. All organisations of the consent share them. */
export type SealedTokens = {
  accessTokenSealed: string
  refreshTokenSealed: string
  accessExpiresAt: Date
  refreshExpiresAt: Date
  scopes: string
  authEventId: string | null
  xeroUserId: string | null
  refreshedAt: Date
}

type Key = { workspaceId: string; tokenSetId: string }

export async function insertTokenSet(
  tx: Transaction,
  { workspaceId, tokenSetId, tokens }: Key & { tokens: SealedTokens },
): Promise<void> {
  await tx
    .insertInto('xero_token_sets')
    .values({ workspace_id: workspaceId, id: tokenSetId, ...columnsOf(tokens) })
    .execute()
}

export async function findTokenSet(
  db: Database,
  { workspaceId, tokenSetId }: Key,
): Promise<SealedTokens | undefined> {
  return await db
    .selectFrom('xero_token_sets')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', tokenSetId)
    .select(sealedTokenColumns)
    .executeTakeFirst()
}

/** The tokens of every workspace, for replacing the key that seals them. Only the command that does so asks this. */
export async function listTokenSetKeys(db: Database): Promise<Key[]> {
  return await db
    .selectFrom('xero_token_sets')
    .select(['workspace_id as workspaceId', 'id as tokenSetId'])
    .orderBy('workspace_id')
    .orderBy('id')
    .execute()
}

/** Locks the tokens, so that of all processes one refreshes and the others then read what it saved. */
export async function lockTokenSet(
  tx: Transaction,
  { workspaceId, tokenSetId }: Key,
): Promise<SealedTokens | undefined> {
  return await tx
    .selectFrom('xero_token_sets')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', tokenSetId)
    .select(sealedTokenColumns)
    .forUpdate()
    .executeTakeFirst()
}

export async function replaceTokens(
  tx: Transaction,
  { workspaceId, tokenSetId, tokens }: Key & { tokens: SealedTokens },
): Promise<void> {
  await tx
    .updateTable('xero_token_sets')
    .set(columnsOf(tokens))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', tokenSetId)
    .execute()
}

/**
 * The sealed refresh tokens that nothing rests on any more, of users of whom nothing at all is connected, in whichever
 * workspace. Two users may be one where it is not known whose a consent is.
 */
export async function listRevocableTokens(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<string[]> {
  const { rows } = await sql<{ sealed: string }>`
    with live as (
      select tokens.workspace_id, tokens.id, tokens.xero_user_id from xero_token_sets as tokens
      where exists (select from xero_connections as connections
        where connections.workspace_id = tokens.workspace_id and connections.token_set_id = tokens.id
          and connections.state <> 'disconnected'))
    select refresh_token_sealed as sealed from xero_token_sets as idle
    where workspace_id = ${workspaceId} and refresh_token_sealed <> '' and xero_user_id is not null
      and not exists (select from live where live.workspace_id = idle.workspace_id and live.id = idle.id)
      and not exists (select from live
        where live.xero_user_id is null or live.xero_user_id = idle.xero_user_id)`.execute(tx)
  return rows.map(({ sealed }) => sealed)
}

/** Forgets the tokens that no connection uses any more. */
export async function deleteUnusedTokenSets(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  await tx
    .deleteFrom('xero_token_sets')
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('xero_connections')
            .select('xero_connections.id')
            .where('xero_connections.workspace_id', '=', workspaceId)
            .whereRef('xero_connections.token_set_id', '=', 'xero_token_sets.id'),
        ),
      ),
    )
    .execute()
}

/** Empties the tokens whose connections are all ended: nothing is kept that could still open a door. */
export async function eraseIdleTokens(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  await tx
    .updateTable('xero_token_sets')
    .set({ access_token_sealed: '', refresh_token_sealed: '', scopes: '' })
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('xero_connections')
            .select('xero_connections.id')
            .where('xero_connections.workspace_id', '=', workspaceId)
            .where('xero_connections.state', '!=', 'disconnected')
            .whereRef('xero_connections.token_set_id', '=', 'xero_token_sets.id'),
        ),
      ),
    )
    .execute()
}

/** Of `xero_token_sets`, as `SealedTokens` names them. */
export const sealedTokenColumns = [
  'access_token_sealed as accessTokenSealed',
  'refresh_token_sealed as refreshTokenSealed',
  'access_expires_at as accessExpiresAt',
  'refresh_expires_at as refreshExpiresAt',
  'scopes',
  'auth_event_id as authEventId',
  'xero_user_id as xeroUserId',
  'refreshed_at as refreshedAt',
] as const

function columnsOf(tokens: SealedTokens) {
  return {
    access_token_sealed: tokens.accessTokenSealed,
    refresh_token_sealed: tokens.refreshTokenSealed,
    access_expires_at: tokens.accessExpiresAt,
    refresh_expires_at: tokens.refreshExpiresAt,
    scopes: tokens.scopes,
    auth_event_id: tokens.authEventId,
    xero_user_id: tokens.xeroUserId,
    refreshed_at: tokens.refreshedAt,
  }
}
