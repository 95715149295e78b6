import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type FileImportDetail, viewFileImport } from '#app/parts/file-import-view.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import { refuse } from '#app/refuse.ts'
import { findFileImport } from '#db/file-imports.ts'

/** One file: its columns, what was found, how far it is. */
export async function getFileImport(
  ctx: Context,
  { importId }: { importId: string },
): Promise<FileImportDetail> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  const found = await findFileImport(ctx.db, { workspaceId: ctx.workspaceId, importId })
  if (!found) refuse('file_import_not_found')
  allowKind(ctx, found.kind)
  return await viewFileImport(ctx, found)
}
