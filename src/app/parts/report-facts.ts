import type { FileWords, Label } from '#domain/words/file-words.ts'
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
const groupWords: Record<ReportGrouping, Label> = {
  client: 'Client',
  project: 'Project',
  member: 'Person',
  task: 'Task',
  day: 'Day',
  month: 'Month',
  main_project: 'Main project',
}

const statusWords: Record<ReportStatus, Label> = {
  open: 'Open',
  invoiced: 'Invoiced',
  written_off: 'Written off',
  not_submitted: 'Not submitted',
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Rejected',
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
  words: FileWords
}

/** What a report was narrowed to, in words. */
export async function reportFacts(ctx: Context, { filter, groupBy, formats, words }: Request) {
  const facts = [{ label: words('Period'), value: periodOf(filter, { formats, words }) }]
  for (const key of ['clientId', 'projectId', 'memberId', 'taskId'] as const) {
    const ids = [filter[key] ?? []].flat()
    if (ids.length === 0) continue
    // One after the other: there are at most four.
    // oxlint-disable-next-line no-await-in-loop
    const names = await listFilterNames(ctx.db, { workspaceId: ctx.workspaceId, key, ids })
    facts.push({ label: words(named[key]), value: names.join(', ') })
  }
  const { isBillable, isInvoiced, status, q } = filter
  const yesOrNo = (is: boolean) => words(is ? 'Yes' : 'No')
  if (isBillable !== undefined) {
    facts.push({ label: words('Billable'), value: yesOrNo(isBillable) })
  }
  if (isInvoiced !== undefined) {
    facts.push({ label: words('Invoiced'), value: yesOrNo(isInvoiced) })
  }
  if (status !== undefined) {
    const names = [status].flat().map((each) => words(statusWords[each]))
    facts.push({ label: words('Status'), value: names.join(', ') })
  }
  if (q) facts.push({ label: words('Search'), value: q })
  if (groupBy) facts.push({ label: words('Grouped by'), value: words(groupWords[groupBy]) })
  return facts
}

function periodOf(
  { from, to }: RegistrationFilter,
  { formats: { day }, words }: Pick<Request, 'formats' | 'words'>,
): string {
  if (from !== undefined && to !== undefined)
    return from === to ? day(from) : `${day(from)} – ${day(to)}`
  if (from !== undefined) return words('From {{day}}', { day: day(from) })
  return to === undefined ? words('All time') : words('Until {{day}}', { day: day(to) })
}
