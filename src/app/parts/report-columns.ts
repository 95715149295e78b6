import { getApprovalSettings } from '#db/approval-settings.ts'
import type { Label } from '#domain/words/file-words.ts'
import { say } from '#domain/words/say.ts'
import {
  isColumnOf,
  isOfMoney,
  type ReportColumn,
  reportColumns,
  type ReportTab,
  usualColumns,
} from '#domain/report-columns.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import type { ReportColumn as PrintedColumn } from '../ports/printer.ts'
import { refuse } from '../refuse.ts'

/** What a column is called in files, and how it is printed. */
export const columnWords: Record<ReportColumn, PrintedColumn & { label: Label }> = {
  day: { label: 'Date', kind: 'day' },
  client: { label: 'Client', kind: 'words' },
  project: { label: 'Project', kind: 'words' },
  task: { label: 'Task', kind: 'words' },
  product: { label: 'Product', kind: 'words' },
  purpose: { label: 'Purpose', kind: 'words' },
  member: { label: 'Person', kind: 'words' },
  notes: { label: 'Notes', kind: 'prose' },
  description: { label: 'Description', kind: 'prose' },
  from: { label: 'From', kind: 'words' },
  to: { label: 'To', kind: 'words' },
  returnTrip: { label: 'Return trip', kind: 'short' },
  startedAt: { label: 'Start', kind: 'short' },
  endedAt: { label: 'End', kind: 'short' },
  hours: { label: 'Hours', kind: 'number' },
  quantity: { label: 'Quantity', kind: 'number' },
  km: { label: 'km', kind: 'number' },
  rate: { label: 'Rate', kind: 'number' },
  rateOrigin: { label: 'Rate of', kind: 'words' },
  amount: { label: 'Amount', kind: 'number' },
  billable: { label: 'Billable', kind: 'short' },
  approval: { label: 'Approval', kind: 'short' },
  invoice: { label: 'Invoice', kind: 'short' },
  inXero: { label: 'In Xero', kind: 'short' },
}

/** The columns that were asked for, or the usual ones. Refuses what the report does not have or the person may not see. */
export async function chooseColumns(
  ctx: Context,
  { tab, columns }: { tab: ReportTab; columns: readonly ReportColumn[] | undefined },
): Promise<ReportColumn[]> {
  const seesMoney = may(ctx, 'rates:read')
  if (columns === undefined) {
    const { approvalBy } = await getApprovalSettings(ctx.db, ctx)
    return usualColumns(tab, { seesMoney, isApproved: approvalBy !== 'off' })
  }
  const unknown = columns.find((column) => !isColumnOf(tab, column))
  if (unknown !== undefined) {
    const known = reportColumns[tab].join(', ')
    const detail = say('The report of {{tab}} has no column “{{column}}”. It has {{known}}.', {
      tab,
      column: unknown,
      known,
    })
    refuse('input_is_not_valid', { field: 'columns', detail })
  }
  const hidden = columns.find((column) => !seesMoney && isOfMoney(column))
  if (hidden !== undefined) {
    refuse('not_allowed', {
      field: 'columns',
      detail: say('Your role does not see “{{by}}”.', { by: hidden }),
    })
  }
  return [...new Set(columns)]
}
