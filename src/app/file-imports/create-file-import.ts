import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type FileImportDetail, viewFileImport } from '#app/parts/file-import-view.ts'
import { guessFields, headingsOf, rowsBelow } from '#app/parts/sheet-rows.ts'
import { refuse } from '#app/refuse.ts'
import { insertRawRows } from '#db/file-import-rows.ts'
import { type FileImport, type FileImportKind, insertFileImport } from '#db/file-imports.ts'
import { clientSheetFields } from '#domain/client-sheet.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { findHeaderRow } from '#domain/sheet-columns.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { type ReadSheet, readSheet, type SheetProblem } from '#lib/read-sheet.ts'

const mostRows = 10_000
/** Titles and the like, above the rows. */
const rowsAround = 100
const mostColumns = 200
const longestName = 255

const refusalOf: Record<SheetProblem, RefusalCode> = {
  is_empty: 'import_file_is_empty',
  has_too_many_rows: 'import_file_has_too_many_rows',
  has_too_many_columns: 'import_file_has_too_many_columns',
  unpacks_too_large: 'import_file_unpacks_too_large',
  is_old_excel: 'import_file_is_old_excel',
  quote_is_not_closed: 'import_file_has_an_open_quote',
  is_unreadable: 'import_file_is_unreadable',
}

/** Takes in a file and guesses what its columns are. Nothing of the clients changes before it is applied. */
export async function createFileImport(
  ctx: Context,
  { kind, fileName, content }: { kind: FileImportKind; fileName: string; content: Uint8Array },
): Promise<FileImportDetail> {
  allow(ctx, 'clients:write')
  assert(ctx.memberId, 'a person uploads')
  const requestedBy = ctx.memberId
  const limits = { mostRows: mostRows + rowsAround, mostColumns }
  const answer = await readSheet(Buffer.from(content), limits)
  if (answer.kind === 'problem') refuse(refusalOf[answer.problem], { field: 'file' })
  const { sheet } = answer
  const rows = sheet.rows.map((cells, index) => ({
    position: index + 1,
    cells: cells.map(keepable),
  }))
  const headerRow = findHeaderRow(sheet.rows, clientSheetFields)
  const below = rowsBelow(rows, headerRow)
  if (below.length === 0) refuse('import_file_is_empty', { field: 'file' })
  if (below.length > mostRows) refuse('import_file_has_too_many_rows', { field: 'file' })

  const headings = headingsOf(rows, headerRow)
  const matching = await guessFields(ctx, { kind, headings })
  const created: FileImport = {
    ...aboutSheet(sheet),
    id: newId(),
    kind,
    state: 'matching',
    fileName: keepable(fileName).slice(0, longestName) || 'file',
    headerRow,
    headings,
    matching,
    rowsTotal: below.length,
    rowsApplied: 0,
    createdAt: ctx.clock.now(),
    finishedAt: null,
  }
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    await insertFileImport(tx, { workspaceId, requestedBy, ...created })
    await insertRawRows(tx, { workspaceId, importId: created.id, rows })
  })
  return await viewFileImport(ctx, created)
}

function aboutSheet({ format, encoding, delimiter }: ReadSheet) {
  return { format, encoding, delimiter }
}

/** Characters that a database cannot keep, made visible; whoever needs the cell is told by its field. */
function keepable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}
