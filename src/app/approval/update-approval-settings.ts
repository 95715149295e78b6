import { allow, may } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type ApprovalSettingsView, viewApprovalSettings } from '#app/parts/approval-settings.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { type ApprovalSettings, setApprovalSettings } from '#db/approval-settings.ts'
import { completeApprovals, openHandedIn } from '#db/approvals.ts'
import { getWorkspace, lockWorkspace } from '#db/workspaces.ts'
import { approversNeeded } from '#domain/approval.ts'

const ofPeriods = ['lockedThrough', 'closesAfterWeeks'] as const
const ofApproval = ['approvalBy', 'billsApprovedOnly'] as const

/**
 * Says who approves, and closes or opens periods. Without approval nothing is handed in: what was submitted, approved or
 * rejected and is not billed becomes open. Where fewer must approve, what they all approved is approved.
 */
export async function updateApprovalSettings(
  ctx: Context,
  { changes }: { changes: Partial<ApprovalSettings> },
): Promise<ApprovalSettingsView> {
  allow(ctx, 'settings:write', 'periods:close')
  const { workspaceId } = ctx
  refuseUnlessMay(ctx, changes)
  return await inTransaction(ctx, async (tx) => {
    if (Object.keys(changes).length === 0) return await viewApprovalSettings(ctx, tx)
    await lockWorkspace(tx, { workspaceId })
    const { closedThrough: _was, ...before } = await viewApprovalSettings(ctx, tx)
    await setApprovalSettings(tx, { workspaceId, changes })
    const now = await viewApprovalSettings(ctx, tx)
    if (now.approvalBy === 'off' && before.approvalBy !== 'off') {
      await openHandedIn(tx, { workspaceId })
    } else if (now.approvalBy !== before.approvalBy) {
      await completeApprovals(tx, { workspaceId, needed: approversNeeded(now.approvalBy) })
    }
    const { closedThrough: _is, ...after } = now
    const { name } = await getWorkspace(tx, { workspaceId })
    const about = { subject: 'workspace', id: workspaceId, name } as const
    await audit(ctx, tx, { action: 'changed', ...about, before, after })
    return now
  })
}

function refuseUnlessMay(ctx: Context, changes: Partial<ApprovalSettings>): void {
  const period = ofPeriods.find((field) => field in changes)
  if (period && !may(ctx, 'periods:close')) refuse('not_allowed', { field: period })
  const approval = ofApproval.find((field) => field in changes)
  if (approval && !may(ctx, 'settings:write')) refuse('not_allowed', { field: approval })
}
