import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { printed } from '#app/parts/print.ts'
import { orderFrom } from '#app/parts/registration-pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { chooseColumns, columnWords } from '#app/parts/report-columns.ts'
import { reportFacts } from '#app/parts/report-facts.ts'
import { readReportRows, type ReportRow } from '#app/parts/report-rows.ts'
import { columnsWithin, sectionsOf, sumRows, totalCells } from '#app/parts/report-sections.ts'
import { kindOfTab, reportTitles } from '#app/parts/report-tabs.ts'
import { refuse } from '#app/refuse.ts'
import { listMainProjectsOf } from '#db/projects.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { sumRegistrations } from '#db/reports.ts'
import { readerSettings } from '#app/parts/reader-settings.ts'
import { fileWords, type FileWords } from '#domain/words/file-words.ts'
import type { ReportColumn, ReportSort, ReportTab } from '#domain/report-columns.ts'
import type { ReportGrouping } from '#domain/report-views.ts'
import { createFormats } from '#lib/formats.ts'

const mostRows = 5000

type Request = {
  tab: ReportTab
  columns?: ReportColumn[] | undefined
  groupBy?: ReportGrouping | undefined
  sort?: ReportSort | undefined
} & RegistrationFilter

/** The rows of a report as a PDF, with sums and under the titles of their groups. */
export async function printReport(
  ctx: Context,
  { tab, columns, groupBy, sort, ...asked }: Request,
): Promise<Uint8Array> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const filter = narrowToVisible(ctx, asked)
  const chosen = columnsWithin(await chooseColumns(ctx, { tab, columns }), groupBy)
  orderFrom(ctx, { tab, sort })
  const { count } = await sumRegistrations(ctx.db, kindOfTab[tab], { workspaceId, filter })
  if (count > mostRows) refuse('report_is_too_long_to_print')

  const settings = await readerSettings(ctx)
  const words = fileWords(settings.language)
  const formats = createFormats(settings)
  const facts = await reportFacts(ctx, { filter, groupBy, formats, words })
  const found = await Array.fromAsync(readReportRows(ctx, { tab, filter, sort, words }))
  const rows = groupBy === 'main_project' ? await withMainProjects(ctx, found) : found
  const seesMoney = may(ctx, 'rates:read')
  return await printed(
    ctx.printer.report({
      formats: settings,
      workspaceName: settings.name,
      title: words(reportTitles[tab]),
      facts: seesMoney ? [...facts, { label: words('Currency'), value: settings.currency }] : facts,
      columns: chosen.map((column) => labelled(column, words)),
      sections: sectionsOf({ rows, columns: chosen, groupBy, formats, words }),
      totals: totalCells(chosen, { sums: sumRows(rows), words }),
    }),
  )
}

function labelled(column: ReportColumn, words: FileWords) {
  const { label, kind } = columnWords[column]
  return { label: words(label), kind }
}

/** Each row with the main project of its project, where that is a sub-project. */
async function withMainProjects(
  { db, workspaceId }: Context,
  rows: readonly ReportRow[],
): Promise<ReportRow[]> {
  const projectIds = [...new Set(rows.map((row) => row.project.id))]
  const mains = await listMainProjectsOf(db, { workspaceId, projectIds })
  return rows.map((row) => {
    const mainProject = mains.get(row.project.id)
    return mainProject ? { ...row, mainProject } : row
  })
}
