import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type FileImportDetail, viewFileImport } from '#app/parts/file-import-view.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import { refuse } from '#app/refuse.ts'
import { type FileChoice, type FileFinding, setFileChoices } from '#db/file-import-rows.ts'
import { lockFileImport } from '#db/file-imports.ts'
import { suggestingReasons } from '#domain/client-suggestion.ts'

type Choices = {
  importId: string
  positions?: number[] | undefined
  finding?: FileFinding | undefined
  choice: FileChoice
}

/** Chooses for rows, by position or all of a finding, whether they are written, and as whom. */
export async function updateFileImportRows(
  ctx: Context,
  { importId, positions, finding, choice }: Choices,
): Promise<FileImportDetail> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  const { workspaceId } = ctx
  const chosen = await inTransaction(ctx, async (tx) => {
    const found = await lockFileImport(tx, { workspaceId, importId })
    if (!found) refuse('file_import_not_found')
    allowKind(ctx, found.kind)
    if (found.state !== 'ready') refuse('file_import_is_not_ready')
    const updated = await setFileChoices(tx, {
      workspaceId,
      importId,
      positions,
      finding,
      choice,
      createReasons: suggestingReasons,
    })
    if (positions && updated < new Set(positions).size) refuse('file_import_row_cannot_be_applied')
    return found
  })
  return await viewFileImport(ctx, chosen)
}
