import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { tellRejected } from '#app/parts/approval-emails.ts'
import { type AskedItem, holdToDecide, writeDecision } from '#app/parts/decide.ts'
import { holdApprovalBy } from '#db/approval-settings.ts'
import { approversNeeded } from '#domain/approval.ts'

/** Rejects work that is submitted or approved, with a note: whose it is can change it again. Doing it again changes nothing. */
export async function rejectWork(
  ctx: Context,
  { items: asked, note }: { items: AskedItem[]; note: string },
): Promise<{ count: number }> {
  allow(ctx, 'registrations:own', 'approvals:all')
  return await inTransaction(ctx, async (tx) => {
    const needed = approversNeeded(await holdApprovalBy(tx, ctx))
    const items = await holdToDecide(ctx, tx, { items: asked, decision: 'reject', needed })
    const steps = await writeDecision(ctx, tx, { decision: 'reject', items, note, needed })
    await tellRejected(ctx, tx, { steps, note })
    return { count: items.length }
  })
}
