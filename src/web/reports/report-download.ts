import type { ReportFilter, ReportTab } from './report-search.ts'

/** Has the browser save the rows that match. */
export function downloadReport(
  tab: ReportTab,
  { filter, format }: { filter: ReportFilter; format: 'csv' | 'xlsx' },
): void {
  const link = document.createElement('a')
  link.href = `/api/v1/reports/${tab}/export?${new URLSearchParams({ ...filter, format })}`
  link.download = `${tab}.${format}`
  link.click()
}
