import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type ApprovalSettingsView, viewApprovalSettings } from '#app/parts/approval-settings.ts'

/** Who approves work, and which days are closed: everybody may know. */
export async function getApprovalSettings(ctx: Context): Promise<ApprovalSettingsView> {
  allow(ctx, 'registrations:own')
  return await viewApprovalSettings(ctx, ctx.db)
}
