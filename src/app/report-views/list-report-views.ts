import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { ownerOf, type ReportViewView, viewReportView } from '#app/parts/report-views.ts'
import { listReportViewRows } from '#db/report-views.ts'

/** The views of reports that the person made, and those that others share. */
export async function listReportViews(ctx: Context): Promise<ReportViewView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const rows = await listReportViewRows(ctx.db, { workspaceId, memberId: ownerOf(ctx) })
  return rows.map((row) => viewReportView(ctx, row))
}
