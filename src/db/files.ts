import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

type NewFile = {
  workspaceId: string
  id: string
  sha256: string
  mediaType: string
  content: Uint8Array
  createdAt: Date
}

/** Keeps a file, and answers its id: that of the same bytes where the workspace has them already. */
export async function keepFile(tx: Transaction, file: NewFile): Promise<string> {
  const { id } = await tx
    .insertInto('files')
    .values({
      workspace_id: file.workspaceId,
      id: file.id,
      sha256: file.sha256,
      media_type: file.mediaType,
      size_bytes: file.content.byteLength,
      content: Buffer.from(file.content),
      created_at: file.createdAt,
    })
    // Touched rather than left alone: whoever removes the file waits until it is used again, or this makes it anew.
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'sha256'])
        .doUpdateSet({ media_type: (eb) => eb.ref('excluded.media_type') }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Forgets those of the files that nothing uses any more. */
export async function forgetUnusedFiles(
  tx: Transaction,
  { workspaceId, fileIds }: { workspaceId: string; fileIds: string[] },
): Promise<void> {
  if (fileIds.length === 0) return
  // Locked first: who is just using one again is waited for, and then seen by the statement below.
  await tx
    .selectFrom('files')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', fileIds)
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
  await tx
    .deleteFrom('files as f')
    .where('f.workspace_id', '=', workspaceId)
    .where('f.id', 'in', fileIds)
    .where(
      sql<boolean>`not exists (select from expense_receipts r
          where r.workspace_id = f.workspace_id and r.file_id = f.id)
        and not exists (select from removed_receipts d
          where d.workspace_id = f.workspace_id and d.file_id = f.id)
        and not exists (select from xero_attachments a
          where a.workspace_id = f.workspace_id and a.file_id = f.id)
        and not exists (select from emails e
          where e.workspace_id = f.workspace_id and e.file_id = f.id)`,
    )
    .execute()
}

export async function findFile(
  db: Database,
  { workspaceId, fileId }: { workspaceId: string; fileId: string },
): Promise<{ mediaType: string; content: Buffer } | undefined> {
  return await db
    .selectFrom('files')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', fileId)
    .select(['media_type as mediaType', 'content'])
    .executeTakeFirst()
}
