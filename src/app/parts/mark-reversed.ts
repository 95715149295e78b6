import type { Transaction } from '#db/database.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { recordReversed } from '#db/xero-reversals.ts'
import type { Context } from '../context.ts'

/** Marks what was taken back by those of these documents that Xero has by now. */
export async function markReversed(
  ctx: Context,
  tx: Transaction,
  documents: readonly { id: string; reversesId: string | null }[],
): Promise<void> {
  const { workspaceId, clock } = ctx
  const reversalIds = documents.flatMap((each) => (each.reversesId === null ? [] : each.id))
  if (reversalIds.length === 0) return
  const reversedAt = clock.now()
  for (const reversed of await recordReversed(tx, { workspaceId, reversalIds, reversedAt })) {
    const { documentId, issuedOn, memberId } = reversed
    const event = { kind: 'reversed' as const, particulars: { issuedOn }, memberId }
    // oxlint-disable-next-line no-await-in-loop
    await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: reversedAt, event })
  }
}
