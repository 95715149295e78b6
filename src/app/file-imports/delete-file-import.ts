import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import { refuse } from '#app/refuse.ts'
import { lockFileImport, removeFileImport } from '#db/file-imports.ts'

/** Forgets a file with its rows and its report. What came of it stays, and is recognised when it comes again. */
export async function deleteFileImport(
  ctx: Context,
  { importId }: { importId: string },
): Promise<void> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  const key = { workspaceId: ctx.workspaceId, importId }
  await inTransaction(ctx, async (tx) => {
    const found = await lockFileImport(tx, key)
    if (!found) refuse('file_import_not_found')
    allowKind(ctx, found.kind)
    if (found.state === 'applying') refuse('file_import_is_being_applied')
    await removeFileImport(tx, key)
    const about = { subject: 'file_import', id: importId, name: found.fileName } as const
    await audit(ctx, tx, { action: 'deleted', ...about })
  })
}
