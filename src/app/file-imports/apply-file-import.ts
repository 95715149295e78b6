import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { type FileImportDetail, viewFileImport } from '#app/parts/file-import-view.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import { refuse } from '#app/refuse.ts'
import { lockFileImport, updateFileImport } from '#db/file-imports.ts'

/** Promises to write the chosen rows; the worker keeps the promise. */
export async function applyFileImport(
  ctx: Context,
  { importId }: { importId: string },
): Promise<FileImportDetail> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  const { workspaceId } = ctx
  const applying = await inTransaction(ctx, async (tx) => {
    const found = await lockFileImport(tx, { workspaceId, importId })
    if (!found) refuse('file_import_not_found')
    allowKind(ctx, found.kind)
    if (found.state !== 'ready') refuse('file_import_is_not_ready')
    await updateFileImport(tx, { workspaceId, importId, changes: { state: 'applying' } })
    const about = { subject: 'file_import', id: importId, name: found.fileName } as const
    await audit(ctx, tx, { action: 'applied', ...about, after: { rows: found.rowsTotal } })
    await ctx.enqueue(tx, 'apply-file-import', { workspaceId, importId }, { lane: workspaceId })
    return { ...found, state: 'applying' as const }
  })
  return await viewFileImport(ctx, applying)
}
