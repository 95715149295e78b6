import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

type Key = { workspaceId: string; memberId: string; key: string }

export type RecordedWrite = {
  requestHash: string
  status: number | null
  response: unknown
  createdAt: Date
}

/** False when the key is there already. Waits for a transaction that is just recording the same key. */
export async function insertIdempotencyKey(
  tx: Transaction,
  values: Key & { requestHash: string; createdAt: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('idempotency_keys')
    .values({
      workspace_id: values.workspaceId,
      member_id: values.memberId,
      key: values.key,
      request_hash: values.requestHash,
      created_at: values.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * The write itself is on the disk already, and its key with it. Its answer need not be waited for: a write whose answer
 * was lost in a crash is told to be done.
 */
export async function setIdempotentResponse(
  db: Database,
  { workspaceId, memberId, key, status, response }: Key & { status: number; response: string },
): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ status, response })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('key', '=', key)
    .where(sql<boolean>`set_config('synchronous_commit', 'off', true) = 'off'`)
    .execute()
}
