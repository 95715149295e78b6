import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type AskedItem, holdToDecide, writeDecision } from '#app/parts/decide.ts'
import { holdApprovalBy } from '#db/approval-settings.ts'
import { approversNeeded } from '#domain/approval.ts'

/**
 * Approves work, all of it or none, as the manager that somebody is or stands in for. Where both managers must, it is
 * approved when the second has. Doing it again, or twice at once, comes to the same.
 */
export async function approveWork(
  ctx: Context,
  { items: asked }: { items: AskedItem[] },
): Promise<{ count: number }> {
  allow(ctx, 'registrations:own', 'approvals:all')
  return await inTransaction(ctx, async (tx) => {
    const needed = approversNeeded(await holdApprovalBy(tx, ctx))
    const items = await holdToDecide(ctx, tx, { items: asked, decision: 'approve', needed })
    await writeDecision(ctx, tx, { decision: 'approve', items, note: '', needed })
    return { count: items.length }
  })
}
