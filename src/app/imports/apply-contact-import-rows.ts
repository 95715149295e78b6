import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { writeImportRows } from '#app/parts/write-import-rows.ts'
import { lockRowsToApply, setRowResults, settleIdleRows } from '#db/contact-import-rows.ts'
import { type ContactImport, lockImport, updateImport } from '#db/contact-imports.ts'
import { joinInBulk, type Transaction } from '#db/database.ts'
import { findConnection, setContactsModifiedSince } from '#db/xero-connections.ts'
import { nextModifiedSince } from '#domain/night.ts'
import { assert } from '#lib/assert.ts'

const rowsPerTransaction = 1000

/** Writes the chosen rows of an import. A row is written together with its result, so a second run finds nothing left to do. */
export async function applyContactImportRows(
  ctx: Context,
  { importId }: { importId: string },
): Promise<void> {
  allow(ctx, 'xero:import')
  // What is behind is done: looking through it again for every thousand would take longer each time.
  let position: number | null = 0
  while (position !== null) {
    const after: { importId: string; position: number } = { importId, position }
    position = await inTransaction(ctx, async (tx) => await applySome(ctx, tx, after))
  }
}

/** Answers the position it came to; null when nothing is left. */
async function applySome(
  ctx: Context,
  tx: Transaction,
  { importId, position }: { importId: string; position: number },
): Promise<number | null> {
  const { workspaceId } = ctx
  const key = { workspaceId, importId }
  await joinInBulk(tx)
  const found = await lockImport(tx, key)
  if (found?.state !== 'applying') return null
  const { connectionId } = found
  const connection = await findConnection(tx, { workspaceId, connectionId })
  assert(connection, 'an import has its connection')
  const { tenantId } = connection

  let idle = 0
  if (found.rowsApplied === 0) {
    idle = await settleIdleRows(tx, { ...key, tenantId })
  }
  const limit = rowsPerTransaction
  const rows = await lockRowsToApply(tx, { ...key, afterPosition: position, limit })
  const ownConnectionId = connection.isDefault ? null : connection.id
  const write = { found, tenantId, connectionId: ownConnectionId, rows }
  const settled = await writeImportRows(ctx, tx, write)
  await setRowResults(tx, { ...key, rows: settled })

  const rowsApplied = found.rowsApplied + idle + rows.length
  const isLast = rows.length < rowsPerTransaction
  const ended = { state: 'done', finishedAt: ctx.clock.now() } as const
  await updateImport(tx, { ...key, changes: { rowsApplied, ...(isLast && ended) } })
  if (isLast) await noteNight(ctx, tx, found)
  if (isLast && found.numbering === 'next_and_xero') {
    await ctx.enqueue(tx, 'number-contacts', key, { lane: connectionId })
  }
  return isLast ? null : (rows.at(-1)?.position ?? null)
}

/** The next night reads from a little before this one began. */
async function noteNight(ctx: Context, tx: Transaction, found: ContactImport): Promise<void> {
  if (found.trigger !== 'night') return
  const { workspaceId } = ctx
  const { connectionId, createdAt } = found
  const modifiedSince = nextModifiedSince(createdAt)
  await setContactsModifiedSince(tx, { workspaceId, connectionId, modifiedSince })
}
