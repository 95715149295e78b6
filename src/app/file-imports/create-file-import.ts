import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type FileImportDetail, viewFileImport } from '#app/parts/file-import-view.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import {
  guessFields,
  guessFormats,
  headingsOf,
  layoutOf,
  rowsBelow,
} from '#app/parts/sheet-rows.ts'
import { refuse } from '#app/refuse.ts'
import { insertRawRows, type RawRow } from '#db/file-import-rows.ts'
import { type FileImport, insertFileImport, updateFileImport } from '#db/file-imports.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { findHeaderRow } from '#domain/sheet-columns.ts'
import { type FileImportKind, mostRowsOf, sheetFieldsOf } from '#domain/sheet-kinds.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { openSheet, type SheetProblem } from '#lib/read-sheet.ts'

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

type Given = { kind: FileImportKind; fileName: string; content: Uint8Array }

/** Takes in a file and guesses what its columns are. Nothing else changes before it is applied. */
export async function createFileImport(
  ctx: Context,
  { kind, fileName, content }: Given,
): Promise<FileImportDetail> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  allowKind(ctx, kind)
  assert(ctx.memberId, 'a person uploads')
  const requestedBy = ctx.memberId
  const mostRows = mostRowsOf(kind)
  const limits = { mostRows: mostRows + rowsAround, mostColumns }
  await using sheet = openSheet(Buffer.from(content), limits)
  const next = async () => {
    const answer = await sheet.next()
    if (answer.kind === 'problem') refuse(refusalOf[answer.problem], { field: 'file' })
    return answer
  }
  const first = await next()
  const rows = rawRows(first.rows, 0)
  const headerRow = findHeaderRow(first.rows, sheetFieldsOf[kind])
  const headings = headingsOf(rows, headerRow)
  const layout = layoutOf(kind, headings)
  const matching = await guessFields(ctx, { kind, layout, headings })
  const below = rowsBelow(rows, headerRow)
  const formats = await guessFormats(ctx, { kind, layout, matching, rows: below })
  const created: FileImport = {
    ...first.about,
    id: newId(),
    kind,
    state: 'matching',
    fileName: keepable(fileName).slice(0, longestName) || 'file',
    headerRow,
    headings,
    matching,
    layout,
    options: { ...formats, creates: { clients: false, projects: false, tasks: false } },
    rowsTotal: 0,
    rowsChecked: 0,
    rowsApplied: 0,
    round: 0,
    requestedBy,
    createdAt: ctx.clock.now(),
    finishedAt: null,
  }
  const key = { workspaceId: ctx.workspaceId, importId: created.id }
  const rowsTotal = await inTransaction(ctx, async (tx) => {
    await insertFileImport(tx, { workspaceId: ctx.workspaceId, ...created })
    let [total, position] = [below.length, rows.length]
    await insertRawRows(tx, { ...key, rows })
    for (let isLast = first.isLast; !isLast;) {
      // A few thousand rows are in memory at a time, however long the file is.
      // oxlint-disable-next-line no-await-in-loop
      const some = await next()
      const more = rawRows(some.rows, position)
      // oxlint-disable-next-line no-await-in-loop
      await insertRawRows(tx, { ...key, rows: more })
      position += more.length
      total += rowsBelow(more, headerRow).length
      isLast = some.isLast
    }
    if (total === 0) refuse('import_file_is_empty', { field: 'file' })
    if (total > mostRows)
      refuse('import_file_has_too_many_rows', { field: 'file', detail: tooMany(mostRows) })
    await updateFileImport(tx, { ...key, changes: { rowsTotal: total } })
    return total
  })
  return await viewFileImport(ctx, { ...created, rowsTotal })
}

function tooMany(most: number): string {
  return say('This file has more than {{count}} rows.', { count: most })
}

function rawRows(rows: readonly string[][], after: number): RawRow[] {
  return rows.map((cells, index) => ({
    position: after + index + 1,
    cells: cells.map(keepable),
    isBlank: cells.every((cell) => cell.trim() === ''),
  }))
}

/** Characters that a database cannot keep, made visible; whoever needs the cell is told by its field. */
function keepable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}
