import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  checkView,
  lockOwnView,
  type ReportViewView,
  reportViewViolations,
  viewReportView,
} from '#app/parts/report-views.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { type ReportViewFields, updateReportViewFields } from '#db/report-views.ts'

type Request = { reportViewId: string; changes: Partial<ReportViewFields> }

/** Renames, shares or changes one of the own views. */
export async function updateReportView(
  ctx: Context,
  { reportViewId, changes }: Request,
): Promise<ReportViewView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  return await refuseViolations(reportViewViolations, () =>
    inTransaction(ctx, async (tx) => {
      const view = await lockOwnView(ctx, tx, reportViewId)
      await checkView(ctx, { ...changes, tab: view.tab })
      const updated = { ...view, ...changes }
      await updateReportViewFields(tx, {
        workspaceId,
        viewId: reportViewId,
        fields: updated,
        updatedAt: ctx.clock.now(),
      })
      return viewReportView(ctx, updated)
    }),
  )
}
