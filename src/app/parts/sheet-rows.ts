import type { RawRow } from '#db/file-import-rows.ts'
import { listSheetMatchings, type FileImportKind } from '#db/file-imports.ts'
import { clientSheetFields } from '#domain/client-sheet.ts'
import { guessMatching, headingKey } from '#domain/sheet-columns.ts'
import type { Context } from '../context.ts'

/** The rows of a file that have something in them, below the headings. */
export function rowsBelow(rows: readonly RawRow[], headerRow: number): RawRow[] {
  return rows.filter(
    ({ position, cells }) => position > headerRow && cells.some((cell) => cell.trim() !== ''),
  )
}

/** What the columns are called. Without headings, as spreadsheets call them. */
export function headingsOf(rows: readonly RawRow[], headerRow: number): string[] {
  const header = rows.find(({ position }) => position === headerRow)
  if (header) return header.cells.map((cell) => cell.trim())
  const [first] = rows
  return (first?.cells ?? []).map((_, index) => columnName(index))
}

/** Which field each heading is: as the workspace matched it before, else by its name. */
export async function guessFields(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  { kind, headings }: { kind: FileImportKind; headings: string[] },
): Promise<(string | null)[]> {
  const { workspaceId } = ctx
  const keys = headings.map(headingKey)
  const remembered = await listSheetMatchings(ctx.db, { workspaceId, kind, keys })
  return guessMatching(headings, clientSheetFields, remembered)
}

/** A to Z, then AA and on. */
function columnName(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}
