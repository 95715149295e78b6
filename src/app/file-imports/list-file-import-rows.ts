import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { positionFrom } from '#app/parts/position-cursor.ts'
import { type PageRequest } from '#app/pages.ts'
import { refuse } from '#app/refuse.ts'
import { type FileFinding, type FileResult, listFoundRows } from '#db/file-import-rows.ts'
import { findFileImport } from '#db/file-imports.ts'
import { encodeCursor } from '#db/page.ts'
import type { RowProblem } from '#domain/client-sheet.ts'
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
  allow(ctx, 'clients:write')
  const key = { workspaceId: ctx.workspaceId, importId }
  const found = await findFileImport(ctx.db, key)
  if (!found) refuse('file_import_not_found')
  const afterPosition = positionFrom(cursor)
  const rows = await listFoundRows(ctx.db, { ...key, ...filter, limit: limit + 1, afterPosition })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  const nextCursor = last ? encodeCursor([String(last.position), importId]) : null
  return { items: items.map(rowView), nextCursor }
}

function rowView(row: Awaited<ReturnType<typeof listFoundRows>>[number]) {
  return {
    position: row.position,
    name: row.name,
    number: row.number,
    finding: row.finding,
    reason: row.reason === null ? null : explainRow(row.reason),
    reasonCode: row.reason,
    // Rows are only ever written with problems and changes.
    problems: row.problems as RowProblem[],
    clientId: row.recordId,
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
