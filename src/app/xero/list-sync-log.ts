import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { Page } from '#db/page.ts'
import { listSyncLogRows, type SyncLogEntry, type SyncLogFilter } from '#db/sync-log.ts'

/** Every call to Xero, newest first: what for, what came of it, how long it took. */
export async function listSyncLog(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & SyncLogFilter,
): Promise<Page<SyncLogEntry>> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const beforeId = nameCursorFrom(cursor)?.id
  const page = { workspaceId, ...filter, limit: limit + 1, beforeId }
  return pageOf(await listSyncLogRows(ctx.db, page), limit, (entry) => entry.id)
}
