import type { SheetCell } from './sheet.ts'

/** What a CSV file begins with, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * One line as RFC 4180 has it; where a comma separates decimals, semicolons stand between the cells, as spreadsheets
 * there expect. A text that a spreadsheet would run as a formula gets an apostrophe.
 */
export function csvLine(cells: readonly SheetCell[], decimalSeparator: string = '.'): string {
  const delimiter = decimalSeparator === ',' ? ';' : ','
  const texts = cells.map((cell) => quoted(plainOf(cell, decimalSeparator), delimiter))
  return `${texts.join(delimiter)}\r\n`
}

function plainOf(cell: SheetCell, decimalSeparator: string): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') {
    return 'day' in cell ? cell.day : cell.decimal.replace('.', decimalSeparator)
  }
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quoted(text: string, delimiter: string): string {
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
}
