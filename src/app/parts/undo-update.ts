import { releaseAllocations } from '#db/allocations.ts'
import type { Transaction } from '#db/database.ts'
import { listAddedLines, removeAddedLines } from '#db/xero-document-lines.ts'
import type { Context } from '../context.ts'

/** An update that will not be done: its lines are taken away, and what they billed is open again. */
export async function undoUpdate(
  ctx: Context,
  tx: Transaction,
  { documentId, changeId }: { documentId: string; changeId: string },
): Promise<void> {
  const { workspaceId } = ctx
  const key = { workspaceId, documentId, changeId }
  const lineIds = (await listAddedLines(tx, key)).map((line) => line.id)
  const documentKind = 'xero_document' as const
  const createdAt = ctx.clock.now()
  await releaseAllocations(tx, { workspaceId, documentKind, documentId, createdAt, lineIds })
  await removeAddedLines(tx, key)
}
