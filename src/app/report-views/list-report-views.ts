import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { ownerOf, type ReportViewView, viewReportView } from '#app/parts/report-views.ts'
import type { Page } from '#db/page.ts'
import { listReportViewRows } from '#db/report-views.ts'
import { without } from '#lib/without.ts'

/** The views of reports that the person made, and those that others share, by name, a page at a time. */
export async function listReportViews(
  ctx: Context,
  { limit, cursor }: PageRequest,
): Promise<Page<ReportViewView>> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const asked = { workspaceId, memberId: ownerOf(ctx), after, limit: limit + 1 }
  const rows = await listReportViewRows(ctx.db, asked)
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.sortName)
  return { items: items.map((row) => viewReportView(ctx, without(row, 'sortName'))), nextCursor }
}
