import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { kindOfTab } from '#app/parts/report-tabs.ts'
import { type ReportTotalsView, viewTotals } from '#app/parts/report-totals.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { sumRegistrationGroups } from '#db/reports.ts'
import type { ReportTab } from '#domain/report-columns.ts'
import type { ReportGrouping } from '#domain/report-views.ts'

const mostGroups = 50_000

export type ReportGroupView = ReportTotalsView & {
  key: string | null
  label: string | null
  clientName: string | null
}

type Request = { tab: ReportTab; groupBy: ReportGrouping } & RegistrationFilter

/** What the rows of a report add up to by client, project, person, task, day or month. */
export async function getReportGroups(
  ctx: Context,
  { tab, groupBy, ...filter }: Request,
): Promise<ReportGroupView[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const groups = await sumRegistrationGroups(ctx.db, kindOfTab[tab], {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    groupBy,
    limit: mostGroups + 1,
  })
  if (groups.length > mostGroups) refuse('selection_is_too_large')
  const seesMoney = may(ctx, 'rates:read')
  return groups.map(({ key, label, clientName, ...totals }) => ({
    key,
    label,
    clientName,
    ...viewTotals(totals, { tab, seesMoney }),
  }))
}
