import type { ApprovalBy } from '#domain/approval.ts'
import type { ClosingRule } from '#domain/closed-period.ts'
import type { Database, Transaction } from './database.ts'

export type ApprovalSettings = ClosingRule & {
  approvalBy: ApprovalBy
  /** Whether only what is approved is billed, while there is approval. */
  billsApprovedOnly: boolean
}

const settings = [
  'approval_by as approvalBy',
  'bills_approved_only as billsApprovedOnly',
  'locked_through as lockedThrough',
  'closes_after_weeks as closesAfterWeeks',
] as const

/** Who approves, what closes periods, and what says which day it is in the workspace. */
export async function getApprovalSettings(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<ApprovalSettings & { timeZone: string; weekStartsOn: 0 | 1 | 6 }> {
  return await db
    .selectFrom('workspaces')
    .where('workspace_id', '=', workspaceId)
    .select(settings)
    .select(['time_zone as timeZone', 'week_starts_on as weekStartsOn'])
    .executeTakeFirstOrThrow()
}

/** Who approves; stays so until the transaction ends. */
export async function holdApprovalBy(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<ApprovalBy> {
  const { approvalBy } = await tx
    .selectFrom('workspaces')
    .where('workspace_id', '=', workspaceId)
    .select('approval_by as approvalBy')
    .forShare()
    .executeTakeFirstOrThrow()
  return approvalBy
}

/** Changes the settings that are given. */
export async function setApprovalSettings(
  tx: Transaction,
  { workspaceId, changes }: { workspaceId: string; changes: Partial<ApprovalSettings> },
): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({
      approval_by: changes.approvalBy,
      bills_approved_only: changes.billsApprovedOnly,
      locked_through: changes.lockedThrough,
      closes_after_weeks: changes.closesAfterWeeks,
    })
    .where('workspace_id', '=', workspaceId)
    .execute()
}
