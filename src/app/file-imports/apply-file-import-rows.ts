import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { writeSheetRows } from '#app/parts/write-sheet-rows.ts'
import { joinInBulk, type Transaction } from '#db/database.ts'
import { lockFileRowsToApply, setFileRowResults, settleIdleFileRows } from '#db/file-import-rows.ts'
import { lockFileImport, updateFileImport } from '#db/file-imports.ts'

const rowsPerTransaction = 500

/** Writes the chosen rows of a file. A row is written together with its result, so a second run finds nothing left to do. */
export async function applyFileImportRows(
  ctx: Context,
  { importId }: { importId: string },
): Promise<void> {
  allow(ctx, 'clients:write')
  let isMore = true
  while (isMore) {
    isMore = await inTransaction(ctx, async (tx) => await applySome(ctx, tx, importId))
  }
}

async function applySome(ctx: Context, tx: Transaction, importId: string): Promise<boolean> {
  const key = { workspaceId: ctx.workspaceId, importId }
  await joinInBulk(tx)
  const found = await lockFileImport(tx, key)
  if (found?.state !== 'applying') return false

  const idle = found.rowsApplied === 0 ? await settleIdleFileRows(tx, key) : 0
  const rows = await lockFileRowsToApply(tx, { ...key, limit: rowsPerTransaction })
  const settled = await writeSheetRows(ctx, tx, { found, rows })
  await setFileRowResults(tx, { ...key, rows: settled })

  const rowsApplied = found.rowsApplied + idle + rows.length
  const isLast = rows.length < rowsPerTransaction
  const ended = { state: 'done', finishedAt: ctx.clock.now() } as const
  await updateFileImport(tx, { ...key, changes: { rowsApplied, ...(isLast && ended) } })
  return !isLast
}
