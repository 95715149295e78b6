import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { lockOwnView } from '#app/parts/report-views.ts'
import { removeReportView } from '#db/report-views.ts'

/** Removes one of the own views. */
export async function deleteReportView(
  ctx: Context,
  { reportViewId }: { reportViewId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  await inTransaction(ctx, async (tx) => {
    await lockOwnView(ctx, tx, reportViewId)
    await removeReportView(tx, { workspaceId: ctx.workspaceId, viewId: reportViewId })
  })
}
