import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  checkView,
  ownerOf,
  type ReportViewView,
  reportViewViolations,
  viewReportView,
} from '#app/parts/report-views.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import {
  countReportViews,
  insertReportView,
  lockReportView,
  type ReportViewFields,
} from '#db/report-views.ts'
import type { ReportTab } from '#domain/report-columns.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

const mostViews = 200

/** Keeps how somebody looks at a report, under a name. */
export async function createReportView(
  ctx: Context,
  view: ReportViewFields & { tab: ReportTab },
): Promise<ReportViewView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const [memberId, id] = [ownerOf(ctx), newId()]
  await checkView(ctx, view)
  if ((await countReportViews(ctx.db, { workspaceId, memberId })) >= mostViews) {
    refuse('too_many_report_views')
  }
  return await refuseViolations(reportViewViolations, () =>
    inTransaction(ctx, async (tx) => {
      const createdAt = ctx.clock.now()
      await insertReportView(tx, { ...view, workspaceId, id, memberId, createdAt })
      const made = await lockReportView(tx, { workspaceId, viewId: id })
      assert(made, 'what was written is there')
      return viewReportView(ctx, made)
    }),
  )
}
