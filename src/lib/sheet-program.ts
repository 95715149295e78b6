import { CsvError, parse } from 'csv-parse/sync'
import { readSheet as readWorkbook } from 'read-excel-file/universal'
import { decodeText, delimiterOf } from './csv-text.ts'
import type { ReadSheet, SheetAnswer, SheetProblem, SheetTask } from './read-sheet.ts'

// The program that read-sheet.ts starts for one file.

async function answer(task: SheetTask): Promise<SheetAnswer> {
  const read = task.isZip ? await readZip(task.bytes) : readText(task)
  if (!('sheet' in read)) return read
  const rows = withoutEmptyEnd(read.sheet.rows)
  if (rows.length === 0) return problem('is_empty')
  if (rows.length > task.mostRows) return problem('has_too_many_rows')
  if (rows.some((row) => row.length > task.mostColumns)) return problem('has_too_many_columns')
  return { kind: 'ok', sheet: { ...read.sheet, rows } }
}

async function readZip(bytes: Uint8Array): Promise<{ sheet: ReadSheet } | SheetAnswer> {
  try {
    const own = Uint8Array.from(bytes).buffer
    const data = await readWorkbook(own, { parseNumber: numberText })
    const rows = data.map((row) => row.map(cellText))
    return { sheet: { format: 'xlsx', encoding: null, delimiter: null, rows } }
  } catch {
    return problem('is_unreadable')
  }
}

/** Excel keeps 85.3 as 85.299999999999997: the shortest decimal that means the same is what was typed. */
function numberText(text: string): string {
  const number = Number(text)
  return Number.isFinite(number) ? String(number) : text
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  const moment = cell.toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 16)
}

function readText({ bytes, mostRows }: SheetTask): { sheet: ReadSheet } | SheetAnswer {
  const decoded = decodeText(bytes)
  if (!decoded) return problem('is_unreadable')
  const { text, encoding } = decoded
  const { delimiter, start } = delimiterOf(text)
  try {
    const rows = parse(text.slice(start), {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      // One more than may be, to tell that there are more.
      to: mostRows + 1,
    })
    return { sheet: { format: 'csv', encoding, delimiter, rows } }
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
      return problem('quote_is_not_closed')
    }
    return problem('is_unreadable')
  }
}

function withoutEmptyEnd(rows: string[][]): string[][] {
  const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ''))
  return rows.slice(0, last + 1)
}

function problem(code: SheetProblem): SheetAnswer {
  return { kind: 'problem', problem: code }
}

process.once(
  'message',
  (task) => void answer(task as SheetTask).then((said) => process.send?.(said)),
)
