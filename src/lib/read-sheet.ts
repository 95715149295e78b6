import { fork } from 'node:child_process'
import type { Delimiter, TextEncoding } from './csv-text.ts'
import { unpackedSizeOf } from './zip-directory.ts'

/** How a table was kept in a file. */
export type AboutSheet = {
  format: 'csv' | 'xlsx'
  /** Null for a workbook, which says it itself. */
  encoding: TextEncoding | null
  delimiter: Delimiter | null
}

export type SheetProblem =
  | 'is_empty'
  | 'has_too_many_rows'
  | 'has_too_many_columns'
  | 'unpacks_too_large'
  | 'is_old_excel'
  | 'quote_is_not_closed'
  | 'is_unreadable'

/** The next rows of a table: every cell as text, every row as long as it is. */
export type SheetAnswer =
  | { kind: 'rows'; about: AboutSheet; rows: string[][]; isLast: boolean }
  | { kind: 'problem'; problem: SheetProblem }

export type SheetTask = { bytes: Uint8Array; isZip: boolean; mostRows: number; mostColumns: number }

/** A table that is read as it is asked for, some rows at a time. */
export type OpenSheet = AsyncDisposable & { next: () => Promise<SheetAnswer> }

const unpackedLimitBytes = 60_000_000
const memoryLimitMb = 256
const patienceMs = 20_000

const marks = { zip: [0x50, 0x4b, 0x03, 0x04], oldExcel: [0xd0, 0xcf, 0x11, 0xe0] }

/**
 * Opens a CSV file or the first sheet of a workbook. It is read in a process of its own with little memory and time: whatever
 * the file is made to do, it does it there.
 */
export function openSheet(
  bytes: Buffer,
  { mostRows, mostColumns }: { mostRows: number; mostColumns: number },
): OpenSheet {
  if (bytes.length === 0) return broken('is_empty')
  if (beginsWith(bytes, marks.oldExcel)) return broken('is_old_excel')
  const isZip = beginsWith(bytes, marks.zip)
  if (isZip) {
    const size = unpackedSizeOf(bytes)
    if (size === undefined) return broken('is_unreadable')
    if (size > unpackedLimitBytes) return broken('unpacks_too_large')
  }
  return inOwnProcess({ bytes, isZip, mostRows, mostColumns })
}

function broken(problem: SheetProblem): OpenSheet {
  return {
    next: async () => await Promise.resolve({ kind: 'problem', problem }),
    [Symbol.asyncDispose]: async () => {},
  }
}

function inOwnProcess(task: SheetTask): OpenSheet {
  // Not a thread: one that runs out of memory may take the whole program with it.
  const child = fork(new URL('./sheet-program.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryLimitMb}`],
    // What a broken file makes the reader complain about is no news to the log.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // It may end between two questions; then the next is answered at once.
  const ended = new Promise<SheetAnswer>((resolve) => {
    const gone = () => resolve({ kind: 'problem', problem: 'unpacks_too_large' })
    child.once('error', gone)
    child.once('exit', gone)
  })
  let question: SheetTask | 'next' = task
  return {
    next: async () => {
      const said = new Promise<SheetAnswer>((resolve) => {
        child.once('message', (answer) => resolve(answer as SheetAnswer))
      })
      const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      child.send(question, () => {})
      question = 'next'
      try {
        return await Promise.race([said, ended])
      } finally {
        clearTimeout(patience)
      }
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function beginsWith(bytes: Buffer, mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}
