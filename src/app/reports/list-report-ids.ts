import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { kindOfTab } from '#app/parts/report-tabs.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { listRegistrationIds } from '#db/reports.ts'
import type { ReportTab } from '#domain/report-columns.ts'

const mostIds = 50_000

/** Every id that matches, for a selection of all rows of a report. */
export async function listReportIds(
  ctx: Context,
  { tab, ...filter }: { tab: ReportTab } & RegistrationFilter,
): Promise<string[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const ids = await listRegistrationIds(ctx.db, kindOfTab[tab], {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    limit: mostIds + 1,
  })
  if (ids.length > mostIds) refuse('selection_is_too_large')
  return ids
}
