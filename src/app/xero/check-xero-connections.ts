import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { listIdleConnections } from '#db/xero-connections.ts'
import { secondsAfter } from '#lib/clock.ts'

const daySeconds = 86_400
const offeredDays = 7

/**
 * Speaks to every organisation that was not spoken to for a day, and weekly to those only offered. It keeps their tokens alive,
 * which Xero ends after sixty days without use, and notices who was disconnected in Xero. Safe to run at any time.
 */
export async function checkXeroConnections(ctx: Context): Promise<void> {
  allow(ctx, 'xero:read')
  const now = ctx.clock.now()
  const idle = await listIdleConnections(ctx.db, {
    activeSince: secondsAfter(now, -daySeconds),
    offeredSince: secondsAfter(now, -offeredDays * daySeconds),
  })
  for (const { workspaceId, connectionId } of idle) {
    // Reading the organisation is what Xero does not count as data taken from it.
    const call = { connectionId, purpose: 'check_connection', isBackground: true } as const
    await callXero({ ...ctx, workspaceId }, call, ctx.accounting.getOrganisation)
  }
}
