import { once } from 'node:events'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { readSheet as readWorkbook } from 'read-excel-file/universal'
import { decodeText, delimiterOf } from './csv-text.ts'
import type { AboutSheet, SheetAnswer, SheetProblem, SheetTask } from './read-sheet.ts'

// The program that read-sheet.ts starts for one file. It is asked for the rows some at a time.

const rowsAtOnce = 2000
const piece = 64 * 1024

class Broken extends Error {
  readonly problem: SheetProblem
  constructor(problem: SheetProblem) {
    super(problem)
    this.problem = problem
  }
}

async function* answers(task: SheetTask): AsyncGenerator<SheetAnswer> {
  try {
    const { about, rows } = task.isZip ? await readZip(task.bytes) : readText(task.bytes)
    yield* inParts(about, withoutEmptyEnd(rows), task)
  } catch (error) {
    yield { kind: 'problem', problem: problemOf(error) }
  }
}

function problemOf(error: unknown): SheetProblem {
  if (error instanceof Broken) return error.problem
  const isOpen = error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED'
  return isOpen ? 'quote_is_not_closed' : 'is_unreadable'
}

async function* inParts(
  about: AboutSheet,
  rows: AsyncIterable<string[]>,
  { mostRows, mostColumns }: SheetTask,
): AsyncGenerator<SheetAnswer> {
  let part: string[][] = []
  let count = 0
  for await (const row of rows) {
    // Another row proves that the part before it is not the last.
    if (part.length === rowsAtOnce) {
      yield { kind: 'rows', about, rows: part, isLast: false }
      part = []
    }
    count += 1
    if (count > mostRows) throw new Broken('has_too_many_rows')
    if (row.length > mostColumns) throw new Broken('has_too_many_columns')
    part.push(row)
  }
  if (count === 0) throw new Broken('is_empty')
  yield { kind: 'rows', about, rows: part, isLast: true }
}

/** Empty rows are kept back until something follows them. */
async function* withoutEmptyEnd(
  rows: AsyncIterable<string[]> | Iterable<string[]>,
): AsyncGenerator<string[]> {
  let empty: string[][] = []
  for await (const row of rows) {
    empty.push(row)
    if (row.every((cell) => cell.trim() === '')) continue
    yield* empty
    empty = []
  }
}

async function readZip(
  bytes: Uint8Array,
): Promise<{ about: AboutSheet; rows: Iterable<string[]> }> {
  const own = Uint8Array.from(bytes).buffer
  const data = await readWorkbook(own, { parseNumber: numberText })
  const about = { format: 'xlsx' as const, encoding: null, delimiter: null }
  return { about, rows: data.values().map((row) => row.map(cellText)) }
}

/** Excel keeps 85.3 as 85.299999999999997: the shortest decimal that means the same is what was typed. */
function numberText(text: string): string {
  const number = Number(text)
  return Number.isFinite(number) ? String(number) : text
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  // Times are fractions of a day there, and a fraction of a second off.
  const moment = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
  if (moment.endsWith('T00:00:00.000Z')) return moment.slice(0, 10)
  return moment.slice(0, moment.endsWith(':00.000Z') ? 16 : 19)
}

function readText(bytes: Uint8Array): { about: AboutSheet; rows: AsyncIterable<string[]> } {
  const decoded = decodeText(bytes)
  if (!decoded) throw new Broken('is_unreadable')
  const { text, encoding } = decoded
  const { delimiter, start } = delimiterOf(text)
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  })
  const rows = Readable.from(piecesOf(text, start)).pipe(parser)
  return { about: { format: 'csv', encoding, delimiter }, rows: rows as AsyncIterable<string[]> }
}

function* piecesOf(text: string, start: number): Generator<string> {
  for (let at = start; at < text.length; at += piece) yield text.slice(at, at + piece)
}

const [task] = (await once(process, 'message')) as [SheetTask]
for await (const answer of answers(task)) {
  process.send?.(answer)
  await once(process, 'message')
}
