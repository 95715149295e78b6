import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type CallFilter, callsOf } from '#app/parts/sync-log-filter.ts'
import { listRefusedOfCalls } from '#db/sync-log.ts'
import { callsToRetry } from '#domain/sending.ts'

/** How many documents of these calls Xero refused and can be sent once more, and about what that costs. */
export async function countRefusedDocuments(
  ctx: Context,
  filter: CallFilter,
): Promise<{ documents: number; calls: number }> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const ids = await listRefusedOfCalls(ctx.db, { workspaceId, ...(await callsOf(ctx, filter)) })
  return { documents: ids.length, calls: ids.length === 0 ? 0 : callsToRetry(ids.length) }
}
