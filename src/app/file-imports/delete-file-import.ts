import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { lockFileImport, removeFileImport } from '#db/file-imports.ts'

/** Forgets a file with its rows and its report. The clients that came of it stay. */
export async function deleteFileImport(
  ctx: Context,
  { importId }: { importId: string },
): Promise<void> {
  allow(ctx, 'clients:write')
  const key = { workspaceId: ctx.workspaceId, importId }
  await inTransaction(ctx, async (tx) => {
    const found = await lockFileImport(tx, key)
    if (!found) refuse('file_import_not_found')
    if (found.state === 'applying') refuse('file_import_is_being_applied')
    await removeFileImport(tx, key)
    const about = { subject: 'file_import', id: importId, name: found.fileName } as const
    await audit(ctx, tx, { action: 'deleted', ...about })
  })
}
