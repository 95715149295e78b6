import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { listReadingCandidates } from '#db/xero-reading.ts'
import { isReadingDue } from '#domain/reading.ts'

/** Has the documents of every organisation read back whose turn it is. Safe to run at any time. */
export async function startDocumentReadings(ctx: Context): Promise<void> {
  allow(ctx, 'xero:export')
  const now = ctx.clock.now()
  const due = (await listReadingCandidates(ctx.db)).filter((each) => isReadingDue(each, now))
  if (due.length === 0) return
  await inTransaction(ctx, async (tx) => {
    for (const { workspaceId, connectionId } of due) {
      const lane = connectionId
      await ctx.enqueue(tx, 'read-documents-back', { workspaceId, connectionId }, { lane })
    }
  })
}
