import type { RawRow } from '#db/file-import-rows.ts'
import { type FileOptions, findSheetFormats, listSheetMatchings } from '#db/file-imports.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { type ForeignLayout, layoutFields, recogniseLayout } from '#domain/foreign-layouts.ts'
import { guessMatching, headingKey, type Matching } from '#domain/sheet-columns.ts'
import { type DateOrder, type FormatSamples, recogniseFormats } from '#domain/sheet-formats.ts'
import {
  dayFields,
  durationFields,
  type FileImportKind,
  numberFields,
  sheetFieldsOf,
} from '#domain/sheet-kinds.ts'
import { contentHash } from '#lib/content-hash.ts'
import type { Context } from '../context.ts'

/** The rows of a file that have something in them, below the headings. */
export function rowsBelow(rows: readonly RawRow[], headerRow: number): RawRow[] {
  return rows.filter(({ position, isBlank }) => position > headerRow && !isBlank)
}

/** What the columns are called. Without headings, as spreadsheets call them. */
export function headingsOf(rows: readonly RawRow[], headerRow: number): string[] {
  const header = rows.find(({ position }) => position === headerRow)
  if (header) return header.cells.map((cell) => cell.trim())
  const [first] = rows
  return (first?.cells ?? []).map((_, index) => columnName(index))
}

/** The program whose export has these headings, else a fingerprint of them. */
export function layoutOf(kind: FileImportKind, headings: readonly string[]): string {
  const program: ForeignLayout | undefined =
    kind === 'hours' ? recogniseLayout(headings) : undefined
  const keys = headings.map(headingKey).filter((key) => key !== '')
  return program ?? contentHash(keys.toSorted()).slice(0, fingerprintLength)
}

const fingerprintLength = 16

type Headed = { kind: FileImportKind; layout: string; headings: string[] }

/** Which field each heading is: as the workspace matched it in such a file, else as its program means it, else by its name. */
export async function guessFields(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  { kind, layout, headings }: Headed,
): Promise<(string | null)[]> {
  const { workspaceId } = ctx
  const keys = headings.map(headingKey)
  const { here, elsewhere } = await listSheetMatchings(ctx.db, { workspaceId, kind, layout, keys })
  const program = kind === 'hours' ? recogniseLayout(headings) : undefined
  const meant = program ? layoutFields(program) : new Map<string, string | null>()
  return guessMatching(headings, sheetFieldsOf[kind], new Map([...elsewhere, ...meant, ...here]))
}

/** How the file is written: as it looks; what that leaves open is as a person said of such a file, else as the workspace writes. */
export async function guessFormats(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  given: { kind: FileImportKind; layout: string; matching: Matching; rows: readonly RawRow[] },
): Promise<Pick<FileOptions, 'formats' | 'isDateSure'>> {
  const { workspaceId } = ctx
  const { kind, layout, matching, rows } = given
  const { dateFormat, numberFormat } = await getWorkspace(ctx.db, { workspaceId })
  const said = await findSheetFormats(ctx.db, { workspaceId, kind, layout })
  return recogniseFormats(samplesOf(rows, matching), {
    dateOrder: said?.dateOrder ?? orderOf(dateFormat),
    decimalSign: said?.decimalSign ?? (numberFormat.startsWith('1,') ? '.' : ','),
  })
}

function orderOf(dateFormat: string): DateOrder {
  const first = /[dMy]/.exec(dateFormat)?.[0]
  return first === 'M' ? 'mdy' : first === 'y' ? 'ymd' : 'dmy'
}

function samplesOf(rows: readonly RawRow[], matching: Matching): FormatSamples {
  const cellsOf = (fields: readonly string[]) =>
    fields.flatMap((field) => {
      const index = matching.indexOf(field)
      return index < 0 ? [] : rows.map(({ cells }) => cells[index] ?? '')
    })
  return {
    days: cellsOf(dayFields),
    numbers: cellsOf(numberFields),
    durations: cellsOf(durationFields),
  }
}

/** A to Z, then AA and on. */
function columnName(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}
