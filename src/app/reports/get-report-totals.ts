import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { kindOfTab } from '#app/parts/report-tabs.ts'
import { type ReportTotalsView, viewTotals } from '#app/parts/report-totals.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { sumRegistrations } from '#db/reports.ts'
import type { ReportTab } from '#domain/report-columns.ts'

/** What the rows of a report add up to; without money for those who may not see rates. */
export async function getReportTotals(
  ctx: Context,
  { tab, ...filter }: { tab: ReportTab } & RegistrationFilter,
): Promise<ReportTotalsView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const totals = await sumRegistrations(ctx.db, kindOfTab[tab], {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
  })
  return viewTotals(totals, { tab, seesMoney: may(ctx, 'rates:read') })
}
