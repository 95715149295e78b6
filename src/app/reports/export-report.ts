import { readerSettings } from '#app/parts/reader-settings.ts'
import { fileWords } from '#domain/words/file-words.ts'
import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { orderFrom } from '#app/parts/registration-pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { chooseColumns, columnWords } from '#app/parts/report-columns.ts'
import { readReportRows, type ReportRow } from '#app/parts/report-rows.ts'
import { sheetFor } from '#app/parts/sheet-for.ts'
import { reportTitles } from '#app/parts/report-tabs.ts'
import type { PaperCell } from '#app/ports/printer.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { hoursFromSeconds, minorToDecimal } from '#domain/money.ts'
import type { ReportColumn, ReportSort, ReportTab } from '#domain/report-columns.ts'
import type { Sheet, SheetCell } from '#lib/sheet.ts'

type Request = {
  tab: ReportTab
  columns?: ReportColumn[] | undefined
  sort?: ReportSort | undefined
} & RegistrationFilter

/**
 * The rows of a report as a table; without money for those who may not see rates. Refuses at once,
 * reads the rows a page at a time.
 */
export async function exportReport(
  ctx: Context,
  { tab, columns, sort, ...filter }: Request,
): Promise<Sheet> {
  allow(ctx, 'registrations:own', 'registrations:all')
  narrowToVisible(ctx, filter)
  const chosen = await chooseColumns(ctx, { tab, columns })
  orderFrom(ctx, { tab, sort })
  const words = fileWords((await readerSettings(ctx)).language)
  return await sheetFor(ctx, {
    name: words(reportTitles[tab]),
    columns: chosen.map((column) => words(columnWords[column].label)),
    rows: sheetRows(readReportRows(ctx, { tab, filter, sort, words }), chosen),
  })
}

async function* sheetRows(
  rows: AsyncIterable<ReportRow>,
  columns: readonly ReportColumn[],
): AsyncGenerator<SheetCell[]> {
  for await (const { cells } of rows) {
    yield columns.map((column) => sheetCell(cells[column] ?? null))
  }
}

function sheetCell(cell: PaperCell): SheetCell {
  if (cell === null || typeof cell === 'string' || 'day' in cell) return cell
  if ('time' in cell) return cell.time
  if ('seconds' in cell) return { decimal: hoursFromSeconds(cell.seconds) }
  if ('minor' in cell) return { decimal: minorToDecimal(cell.minor) }
  return { decimal: cell.decimal }
}
