import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import type { Troubles } from '#app/parts/create-named.ts'
import { sheetKinds } from '#app/parts/sheet-kinds.ts'
import { importerContext } from '#app/parts/sheet-permission.ts'
import { writeSheetRows } from '#app/parts/write-sheet-rows.ts'
import { joinInBulk, type Transaction } from '#db/database.ts'
import {
  listFileRowsToApply,
  lockFileRowsToApply,
  type RowToWrite,
  type SettledFileRow,
  setFileRowResults,
  settleIdleFileRows,
} from '#db/file-import-rows.ts'
import {
  type FileImport,
  findFileImport,
  lockFileImport,
  updateFileImport,
} from '#db/file-imports.ts'

const rowsPerTransaction = 500

type Step = {
  importer: Context | undefined
  troubles: Troubles
  afterPosition: number
}

/** Writes the chosen rows of a file. A row is written together with its result, so a second run finds nothing left to do. */
export async function applyFileImportRows(
  ctx: Context,
  { importId }: { importId: string },
): Promise<void> {
  allow(ctx, 'clients:write')
  const key = { workspaceId: ctx.workspaceId, importId }
  const found = await findFileImport(ctx.db, key)
  if (found?.state !== 'applying') return
  const importer = await importerContext(ctx, found)
  const troubles: Troubles = new Map()
  let afterPosition: number | null = 0
  while (afterPosition !== null) {
    const step: Step = { importer, troubles, afterPosition }
    afterPosition = await applySome(ctx, found, step)
  }
}

/** Answers the position of the last row that was written; null when that was all. */
async function applySome(ctx: Context, found: FileImport, step: Step): Promise<number | null> {
  const { importer, troubles, afterPosition } = step
  const key = { workspaceId: ctx.workspaceId, importId: found.id }
  const range = { ...key, afterPosition, limit: rowsPerTransaction }
  const rows = await listFileRowsToApply(ctx.db, range)
  const prepared =
    importer && found.kind !== 'clients'
      ? await sheetKinds[found.kind].prepare(importer, { found, rows, troubles })
      : []
  return await inTransaction(ctx, async (tx) => {
    const locked = await lockFileImport(tx, key)
    if (locked?.state !== 'applying') return null
    const idle = locked.rowsApplied === 0 ? await settleIdleFileRows(tx, key) : 0
    const toWrite = await lockFileRowsToApply(tx, range)
    const given = { found: locked, troubles, prepared, rows: toWrite }
    const settled = importer ? await write(importer, tx, given) : toWrite.map(notAllowed)
    await setFileRowResults(tx, { ...key, rows: settled })
    const rowsApplied = locked.rowsApplied + idle + toWrite.length
    const isLast = toWrite.length < rowsPerTransaction
    const ended = { state: 'done', finishedAt: ctx.clock.now() } as const
    await updateFileImport(tx, { ...key, changes: { rowsApplied, ...(isLast && ended) } })
    return isLast ? null : (toWrite.at(-1)?.position ?? null)
  })
}

type ToWrite = {
  found: FileImport
  troubles: Troubles
  prepared: SettledFileRow[]
  rows: RowToWrite[]
}

async function write(ctx: Context, tx: Transaction, given: ToWrite): Promise<SettledFileRow[]> {
  const { kind } = given.found
  if (kind !== 'clients') return await sheetKinds[kind].write(ctx, tx, given)
  await joinInBulk(tx)
  return await writeSheetRows(ctx, tx, given)
}

function notAllowed({ position }: RowToWrite): SettledFileRow {
  const detail = say('Who started this import may not do so any more.')
  return { position, recordId: null, result: 'failed', detail }
}
