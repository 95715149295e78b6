import type { PaperCell, ReportDocument } from '#app/ports/printer.ts'
import { createFormats, type Formats } from '#lib/formats.ts'
import { printedWords } from './words.ts'

const mostColumnsUpright = 7
const zeroWidthSpace = '\u200B'

/** The data of templates/table.typ: every cell a text, written as the workspace writes it. */
export function tableData(
  document: ReportDocument & { subtitle?: string; pageWords?: string },
): string {
  const formats = createFormats(document.formats)
  const written = (cells: PaperCell[]) => cells.map((cell) => textOf(cell, formats))
  return JSON.stringify({
    language: document.formats.language,
    workspaceName: document.workspaceName,
    title: document.title,
    subtitle: document.subtitle ?? document.facts[0]?.value ?? '',
    pageWords: document.pageWords ?? printedWords('en').page,
    isWide: document.columns.length > mostColumnsUpright,
    facts: document.facts.map(({ label, value }) => ({ label, value: breakable(value) })),
    columns: document.columns,
    sections: document.sections.map(({ title, note = null, rows, totals }) => ({
      title: title === null ? null : breakable(title),
      note,
      rows: rows.map(written),
      totals: totals && written(totals),
    })),
    totals: document.totals && written(document.totals),
  })
}

function textOf(cell: PaperCell, formats: Formats): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return breakable(cell)
  if ('day' in cell) return formats.day(cell.day)
  if ('time' in cell) return formats.time(cell.time)
  if ('seconds' in cell) return formats.duration(cell.seconds)
  if ('minor' in cell) return formats.money(cell.minor, null)
  return formats.quantity(cell.decimal, cell.decimals)
}

/** A word that is wider than its column, an address for example, would run over the next one. */
export function breakable(text: string): string {
  return text.toWellFormed().replaceAll(/\S{24}(?=\S)/gu, (piece) => piece + zeroWidthSpace)
}
