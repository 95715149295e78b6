import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { narrowToVisible } from '#app/registering.ts'
import { kindOfTab, type ReportTab } from '#app/report-tabs.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { sumRegistrations } from '#db/reports.ts'

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
  const { count, seconds, quantity, km, ...money } = totals
  const measure = { hours: { seconds }, expenses: { quantity }, mileages: { km } }[tab]
  return { count, ...measure, ...(may(ctx, 'rates:read') ? money : noMoney) }
}

const noMoney = {
  amountMinor: null,
  billableMinor: null,
  invoicedMinor: null,
  uninvoicedMinor: null,
}
