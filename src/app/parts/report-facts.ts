import type { RegistrationFilter } from '#db/registrations.ts'
import { listFilterNames } from '#db/reports.ts'
import type { ReportStatus } from '#domain/report-status.ts'
import type { ReportGrouping } from '#domain/report-views.ts'
import type { Formats } from '#lib/formats.ts'
import type { Context } from '../context.ts'

const named = {
  clientId: 'Client',
  projectId: 'Project',
  memberId: 'Person',
  taskId: 'Task',
} as const
const groupWords: Record<ReportGrouping, string> = {
  client: 'Client',
  project: 'Project',
  member: 'Person',
  task: 'Task',
  day: 'Day',
  month: 'Month',
  main_project: 'Main project',
}

const statusWords: Record<ReportStatus, string> = {
  open: 'Open',
  invoiced: 'Invoiced',
  written_off: 'Written off',
  xero_sending: 'On its way to Xero',
  xero_unknown: 'Unknown in Xero',
  xero_refused: 'Refused by Xero',
  xero_draft: 'Draft in Xero',
  xero_awaiting_approval: 'Awaiting approval in Xero',
  xero_awaiting_payment: 'Awaiting payment in Xero',
  xero_part_paid: 'Part paid in Xero',
  xero_paid: 'Paid in Xero',
  xero_credited: 'Credited in Xero',
  xero_voided: 'Voided in Xero',
  xero_deleted: 'Deleted in Xero',
  xero_other: 'Another status of Xero',
}

type Request = {
  filter: RegistrationFilter
  groupBy: ReportGrouping | undefined
  formats: Formats
}

/** What a report was narrowed to, in words. */
export async function reportFacts(ctx: Context, { filter, groupBy, formats }: Request) {
  const facts = [{ label: 'Period', value: periodOf(filter, formats) }]
  for (const key of ['clientId', 'projectId', 'memberId', 'taskId'] as const) {
    const ids = [filter[key] ?? []].flat()
    if (ids.length === 0) continue
    // One after the other: there are at most four.
    // oxlint-disable-next-line no-await-in-loop
    const names = await listFilterNames(ctx.db, { workspaceId: ctx.workspaceId, key, ids })
    facts.push({ label: named[key], value: names.join(', ') })
  }
  const { isBillable, isInvoiced, status, q } = filter
  if (isBillable !== undefined) facts.push({ label: 'Billable', value: isBillable ? 'Yes' : 'No' })
  if (isInvoiced !== undefined) facts.push({ label: 'Invoiced', value: isInvoiced ? 'Yes' : 'No' })
  if (status !== undefined) {
    const words = [status].flat().map((each) => statusWords[each])
    facts.push({ label: 'Status', value: words.join(', ') })
  }
  if (q) facts.push({ label: 'Search', value: q })
  if (groupBy) facts.push({ label: 'Grouped by', value: groupWords[groupBy] })
  return facts
}

function periodOf({ from, to }: RegistrationFilter, { day }: Formats): string {
  if (from !== undefined && to !== undefined)
    return from === to ? day(from) : `${day(from)} – ${day(to)}`
  if (from !== undefined) return `From ${day(from)}`
  return to === undefined ? 'All time' : `Until ${day(to)}`
}
