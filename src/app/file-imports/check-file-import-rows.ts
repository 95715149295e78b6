import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { sheetKinds } from '#app/parts/sheet-kinds.ts'
import { importerContext } from '#app/parts/sheet-permission.ts'
import { listUncheckedRows, setFindings } from '#db/file-import-rows.ts'
import { findFileImport, lockFileImport, updateFileImport } from '#db/file-imports.ts'

const rowsPerTransaction = 1000

/** Finds out what the rows of a file would change, some at a time. What was found is kept with its rows, so a second run goes on. */
export async function checkFileImportRows(
  ctx: Context,
  { importId }: { importId: string },
): Promise<void> {
  allow(ctx, 'registrations:all')
  const key = { workspaceId: ctx.workspaceId, importId }
  const begun = await findFileImport(ctx.db, key)
  if (begun?.state !== 'checking' || begun.kind === 'clients') return
  const { kind, round } = begun
  const importer = await importerContext(ctx, begun)
  let afterPosition: number | null = begun.headerRow
  while (afterPosition !== null) {
    const after: number = afterPosition
    afterPosition = await inTransaction(ctx, async (tx) => {
      const found = await lockFileImport(tx, key)
      // Matched otherwise in the meantime: another job is on its way.
      if (found?.state !== 'checking' || found.round !== round) return null
      const step = { ...key, afterPosition: after, limit: rowsPerTransaction }
      const rows = importer ? await listUncheckedRows(tx, step) : []
      if (importer && rows.length > 0) {
        const findings = await sheetKinds[kind].check(importer, tx, { found, rows })
        await setFindings(tx, { ...key, rows: findings })
      }
      const isLast = rows.length < rowsPerTransaction
      const rowsChecked = isLast ? found.rowsTotal : found.rowsChecked + rows.length
      const state = isLast ? 'ready' : 'checking'
      await updateFileImport(tx, { ...key, changes: { rowsChecked, state } })
      return isLast ? null : (rows.at(-1)?.position ?? null)
    })
  }
}
