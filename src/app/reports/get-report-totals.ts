import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { narrowToVisible } from '#app/registering.ts'
import { kindOfTab, type ReportTab } from '#app/report-tabs.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { type ReportTotals, sumRegistrations } from '#db/reports.ts'

export type ReportTotalsView = {
  count: number
  seconds?: number
  quantity?: string
  km?: string
  amountMinor: number | null
  billableMinor: number | null
  invoicedMinor: number | null
  uninvoicedMinor: number | null
}

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

/** The sums that mean something for the report; without money for those who may not see rates. */
export function viewTotals(
  { count, seconds, quantity, km, ...money }: ReportTotals,
  { tab, seesMoney }: { tab: ReportTab; seesMoney: boolean },
): ReportTotalsView {
  const measure = { hours: { seconds }, expenses: { quantity }, mileages: { km } }[tab]
  return { count, ...measure, ...(seesMoney ? money : noMoney) }
}

const noMoney = {
  amountMinor: null,
  billableMinor: null,
  invoicedMinor: null,
  uninvoicedMinor: null,
}
