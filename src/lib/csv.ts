import type { SheetCell } from './sheet.ts'

/** What a CSV file begins with, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF'

/** One line as RFC 4180 has it. A text that a spreadsheet would run as a formula gets an apostrophe. */
export function csvLine(cells: readonly SheetCell[]): string {
  return `${cells.map((cell) => quoted(plainOf(cell))).join(',')}\r\n`
}

function plainOf(cell: SheetCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return 'day' in cell ? cell.day : cell.decimal
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
