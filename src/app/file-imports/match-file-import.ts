import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type FileImportDetail, viewFileImport } from '#app/parts/file-import-view.ts'
import { findSheetRows } from '#app/parts/find-sheet-rows.ts'
import { guessFields, headingsOf, rowsBelow } from '#app/parts/sheet-rows.ts'
import { refuse } from '#app/refuse.ts'
import { clearFindings, listRawRows, setFindings } from '#db/file-import-rows.ts'
import {
  type FileImport,
  type FileImportKind,
  lockFileImport,
  saveSheetMatchings,
  updateFileImport,
} from '#db/file-imports.ts'
import { joinInBulk, type Transaction } from '#db/database.ts'
import type { ClientFieldName } from '#domain/client-sheet.ts'
import { headingKey, type Matching } from '#domain/sheet-columns.ts'

type Request = {
  importId: string
  /** The row that has the headings; as it is when left out. */
  headerRow?: number | undefined
  /** For each column its field, or null; guessed anew when left out. */
  fields?: (ClientFieldName | null)[] | undefined
}

/** Says which column is what, and finds out what the file would change. May be said again until the file is applied. */
export async function matchFileImport(
  ctx: Context,
  { importId, headerRow: asked, fields }: Request,
): Promise<FileImportDetail> {
  allow(ctx, 'clients:write')
  const { workspaceId } = ctx
  const key = { workspaceId, importId }
  const matched = await inTransaction(ctx, async (tx): Promise<FileImport> => {
    await joinInBulk(tx)
    const found = await lockFileImport(tx, key)
    if (!found) refuse('file_import_not_found')
    if (found.state !== 'matching' && found.state !== 'ready') refuse('file_import_is_not_open')

    const all = await listRawRows(tx, key)
    const headerRow = asked ?? found.headerRow
    const rows = rowsBelow(all, headerRow)
    if (rows.length === 0) {
      refuse('input_is_not_valid', {
        field: 'headerRow',
        detail: 'There are no rows below this one.',
      })
    }
    const headings = headerRow === found.headerRow ? found.headings : headingsOf(all, headerRow)
    const changes = { headerRow, headings, rowsTotal: rows.length }
    await clearFindings(tx, key)
    if (!fields) {
      const matching = await guessFields({ ...ctx, db: tx }, { kind: found.kind, headings })
      const open = { ...changes, matching, state: 'matching' as const }
      await updateFileImport(tx, { ...key, changes: open })
      return { ...found, ...open }
    }
    refuseUnlessMatching(fields, headings)
    const width = headings.length
    const findings = await findSheetRows(tx, { workspaceId, rows, matching: fields, width })
    await setFindings(tx, { ...key, rows: findings })
    // Without headings there is nothing to recognise the columns by the next time.
    if (headerRow > 0) await remember(ctx, tx, { kind: found.kind, headings, fields })
    const ready = { ...changes, matching: fields, state: 'ready' as const }
    await updateFileImport(tx, { ...key, changes: ready })
    return { ...found, ...ready }
  })
  return await viewFileImport(ctx, matched)
}

function refuseUnlessMatching(fields: Matching<ClientFieldName>, headings: string[]): void {
  const because = (detail: string) => refuse('input_is_not_valid', { field: 'fields', detail })
  if (fields.length !== headings.length) {
    because(
      `The file has ${headings.length} columns: give as many fields, null for those left out.`,
    )
  }
  const given = fields.filter((field) => field !== null)
  const twice = given.find((field, index) => given.indexOf(field) !== index)
  if (twice) because(`Two columns cannot both be the field ${twice}.`)
  if (!given.includes('name')) because('Say which column has the name.')
}

async function remember(
  ctx: Context,
  tx: Transaction,
  given: { kind: FileImportKind; headings: string[]; fields: Matching<ClientFieldName> },
): Promise<void> {
  const { kind, headings, fields } = given
  const byKey = new Map<string, string | null>()
  for (const [index, heading] of headings.entries()) {
    const key = headingKey(heading)
    const field = fields[index] ?? null
    if (key !== '' && (field !== null || !byKey.has(key))) byKey.set(key, field)
  }
  await saveSheetMatchings(tx, {
    workspaceId: ctx.workspaceId,
    kind,
    matchedAt: ctx.clock.now(),
    fields: [...byKey].map(([key, field]) => ({ key, field })),
  })
}
