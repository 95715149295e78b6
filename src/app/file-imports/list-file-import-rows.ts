import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { positionFrom } from '#app/parts/position-cursor.ts'
import { type PageRequest } from '#app/pages.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import { sheetKinds } from '#app/parts/sheet-kinds.ts'
import { readingOf, type SheetReading } from '#app/parts/sheet-work.ts'
import { refuse } from '#app/refuse.ts'
import { type FileFinding, type FileResult, listFoundRows } from '#db/file-import-rows.ts'
import { type FileImport, findFileImport } from '#db/file-imports.ts'
import { encodeCursor } from '#db/page.ts'
import type { RowProblem } from '#domain/sheet-row.ts'
import { canBeNew } from '#domain/client-suggestion.ts'
import { canApplyRow, explainRow, type FoundRow } from '#domain/sheet-match.ts'

type Query = PageRequest & {
  importId: string
  finding?: FileFinding | undefined
  result?: FileResult | undefined
  q?: string | undefined
}

/** What was found, row by row in the order of the file: what would change, and what came of it. */
export async function listFileImportRows(
  ctx: Context,
  { importId, limit, cursor, ...filter }: Query,
) {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  const key = { workspaceId: ctx.workspaceId, importId }
  const found = await findFileImport(ctx.db, key)
  if (!found) refuse('file_import_not_found')
  allowKind(ctx, found.kind)
  const afterPosition = positionFrom(cursor)
  const rows = await listFoundRows(ctx.db, { ...key, ...filter, limit: limit + 1, afterPosition })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  const nextCursor = last ? encodeCursor([String(last.position), importId]) : null
  const reading = readingOf(found)
  return { items: items.map((row) => rowView(found, reading, row)), nextCursor }
}

type FoundRowOfFile = Awaited<ReturnType<typeof listFoundRows>>[number]

function rowView(found: FileImport, reading: SheetReading, row: FoundRowOfFile) {
  const { kind, headings } = found
  const headingOf = (field: string | null) =>
    field === null ? null : headings[reading.matching.indexOf(field)] || null
  return {
    reads: kind === 'clients' ? null : sheetKinds[kind].summarise(row.cells, reading),
    position: row.position,
    name: row.name,
    number: row.number,
    finding: row.finding,
    reason: row.reason === null ? null : explainRow(row.reason),
    reasonCode: row.reason,
    // Rows are only ever written with problems and changes.
    problems: (row.problems as RowProblem[]).map(({ field, words }) => ({
      field,
      column: headingOf(field),
      words,
    })),
    recordId: row.recordId,
    clientId: kind === 'clients' ? row.recordId : null,
    clientName: row.clientName,
    clientNumber: row.clientNumber,
    changes: row.changes as FoundRow['changes'],
    choice: row.choice,
    canApply: canApplyRow(row),
    canBeNew: canBeNew(row),
    result: row.result,
    resultDetail: row.resultDetail,
  }
}
