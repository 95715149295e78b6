import { answered, api } from '#client/api.ts'
import { type ReportColumn, type ReportSort, textOfReportSort } from '#domain/report-columns.ts'
import type { ReportGrouping } from '#domain/report-views.ts'
import { saveAs, saveBlob } from '../save-file.ts'
import type { ReportFilter, ReportTab } from './report-search.ts'

type Chosen = {
  filter: ReportFilter
  columns: readonly ReportColumn[] | undefined
  sort: ReportSort | undefined
}

/** Has the browser save the rows that match, while they are read. */
export function downloadSheet(
  tab: ReportTab,
  { filter, columns, sort, format }: Chosen & { format: 'csv' | 'xlsx' },
): void {
  const query = { ...filter, ...orderOf(sort), ...(columns ? { columns } : {}), format }
  // Several values stand with commas between them.
  const texts = Object.entries(query).map(([name, value]) => [name, String(value)])
  saveAs(`/api/v1/reports/${tab}/export?${new URLSearchParams(texts)}`, `${tab}.${format}`)
}

/** Has the browser save a PDF; throws the refusal where there is none. */
export async function downloadPdf(
  tab: ReportTab,
  { filter, columns, sort, groupBy }: Chosen & { groupBy: ReportGrouping | undefined },
): Promise<void> {
  const query = {
    ...filter,
    ...orderOf(sort),
    ...(columns ? { columns: [...columns] } : {}),
    ...(groupBy ? { groupBy } : {}),
    format: 'pdf' as const,
  }
  const request = { params: { path: { tab }, query }, parseAs: 'blob' as const }
  const blob = await answered(api.GET('/api/v1/reports/{tab}/export', request))
  saveBlob(blob, `${tab}.pdf`)
}

function orderOf(sort: ReportSort | undefined) {
  return sort ? { sort: textOfReportSort(sort) } : {}
}
