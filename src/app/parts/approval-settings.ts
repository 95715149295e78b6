import { type ApprovalSettings, getApprovalSettings } from '#db/approval-settings.ts'
import type { Database } from '#db/database.ts'
import { closedThrough } from '#domain/closed-period.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'

export type ApprovalSettingsView = ApprovalSettings & {
  /** The last day that is closed today, by either rule; null when none is. */
  closedThrough: string | null
}

export async function viewApprovalSettings(
  ctx: Context,
  db: Database,
): Promise<ApprovalSettingsView> {
  const { timeZone, weekStartsOn, ...settings } = await getApprovalSettings(db, ctx)
  const today = dayIn(timeZone, ctx.clock.now())
  return { ...settings, closedThrough: closedThrough(settings, { today, weekStartsOn }) }
}
