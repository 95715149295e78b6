import { fork } from 'node:child_process'
import type { Delimiter, TextEncoding } from './csv-text.ts'
import { unpackedSizeOf } from './zip-directory.ts'

/** A table that somebody kept in a file: every cell as text, every row as long as it is. */
export type ReadSheet = {
  format: 'csv' | 'xlsx'
  /** Null for a workbook, which says it itself. */
  encoding: TextEncoding | null
  delimiter: Delimiter | null
  rows: string[][]
}

export type SheetProblem =
  | 'is_empty'
  | 'has_too_many_rows'
  | 'has_too_many_columns'
  | 'unpacks_too_large'
  | 'is_old_excel'
  | 'quote_is_not_closed'
  | 'is_unreadable'

export type SheetAnswer =
  | { kind: 'ok'; sheet: ReadSheet }
  | { kind: 'problem'; problem: SheetProblem }

export type SheetTask = { bytes: Uint8Array; isZip: boolean; mostRows: number; mostColumns: number }

const unpackedLimitBytes = 60_000_000
const memoryLimitMb = 256
const patienceMs = 20_000

const marks = { zip: [0x50, 0x4b, 0x03, 0x04], oldExcel: [0xd0, 0xcf, 0x11, 0xe0] }

/**
 * Reads a CSV file or the first sheet of a workbook. It is read in a process of its own with little memory and time: whatever
 * the file is made to do, it does it there.
 */
export async function readSheet(
  bytes: Buffer,
  { mostRows, mostColumns }: { mostRows: number; mostColumns: number },
): Promise<SheetAnswer> {
  if (bytes.length === 0) return problem('is_empty')
  if (beginsWith(bytes, marks.oldExcel)) return problem('is_old_excel')
  const isZip = beginsWith(bytes, marks.zip)
  if (isZip) {
    const size = unpackedSizeOf(bytes)
    if (size === undefined) return problem('is_unreadable')
    if (size > unpackedLimitBytes) return problem('unpacks_too_large')
  }
  return await inOwnProcess({ bytes, isZip, mostRows, mostColumns })
}

async function inOwnProcess(task: SheetTask): Promise<SheetAnswer> {
  // Not a thread: one that runs out of memory may take the whole program with it.
  const child = fork(new URL('./sheet-program.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryLimitMb}`],
    // What a broken file makes the reader complain about is no news to the log.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  try {
    return await new Promise<SheetAnswer>((resolve) => {
      child.once('message', (said) => resolve(said as SheetAnswer))
      child.once('error', () => resolve(problem('unpacks_too_large')))
      child.once('exit', () => resolve(problem('unpacks_too_large')))
      child.send(task, () => {})
    })
  } finally {
    clearTimeout(patience)
    child.kill('SIGKILL')
  }
}

function beginsWith(bytes: Buffer, mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

function problem(code: SheetProblem): SheetAnswer {
  return { kind: 'problem', problem: code }
}
