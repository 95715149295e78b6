import { countCallsAfter } from '#db/sync-log.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { secondsAfter } from '#lib/clock.ts'
import type { Context } from '../context.ts'

const daySeconds = 86_400

/** The calls to an organisation in the last 24 hours, and when there is room for another if there is none now. */
export async function describeDayUse(
  ctx: Context,
  { tenantId }: Pick<XeroConnection, 'tenantId'>,
): Promise<{ left: number; isFreeAt: Date | null }> {
  const { workspaceId, accounting, clock } = ctx
  const limit = accounting.dayLimit
  const after = secondsAfter(clock.now(), -daySeconds)
  const use = await countCallsAfter(ctx.db, { workspaceId, tenantId, after, limit })
  return {
    left: Math.max(0, limit - use.used),
    isFreeAt: use.limitReachedBy && secondsAfter(use.limitReachedBy, daySeconds),
  }
}
