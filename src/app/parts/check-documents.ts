import type { XeroConnection } from '#db/xero-connections.ts'
import { listDocumentsToCheck, type ReadingState, recordChecked } from '#db/xero-reading.ts'
import { readingFrom } from '#domain/reading.ts'
import { callXero } from './call-xero.ts'
import { type Context, inTransaction } from '../context.ts'
import { followJournals, outdated } from './read-changed.ts'
import { namedInACall, readAndFollow } from './read-documents.ts'

const checkedADay = 400

/**
 * Looks at every open document by its id, whatever Xero says of changes: the longest unseen first, so many a day. What Xero
 * does not have at all is kept as a problem of the document; it frees nothing by itself.
 */
export async function checkDocuments(
  ctx: Context,
  connection: XeroConnection,
  { firstJournalAt }: ReadingState,
): Promise<boolean> {
  const { workspaceId } = ctx
  const { id: connectionId } = connection
  const limit = checkedADay
  const which = { workspaceId, connectionId, kind: 'invoice' as const, limit }
  const open = await listDocumentsToCheck(ctx.db, which)
  for (let from = 0; from < open.length; from += namedInACall) {
    const some = open.slice(from, from + namedInACall)
    const invoiceIds = some.map((each) => each.xeroId)
    const call = { connectionId, purpose: 'read_invoices' as const, isBackground: true }
    const outcome = await callXero(ctx, call, (session) =>
      ctx.accounting.readInvoiceMarks(session, { page: 1, invoiceIds }),
    )
    if (outcome.kind !== 'ok') return false
    const { marks } = outcome.value
    const documents = await outdated(ctx, connection, marks)
    const followed = await readAndFollow(ctx, { connection, documents, isBackground: true })
    if (followed.kind !== 'ok') return false
    const found = new Set(marks.map((each) => each.invoiceId))
    const checkedIds = some.map((each) => each.id)
    const missingIds = some.flatMap((each) => (found.has(each.xeroId) ? [] : each.id))
    await inTransaction(ctx, async (tx) => {
      await recordChecked(tx, { workspaceId, now: ctx.clock.now(), checkedIds, missingIds })
    })
  }
  if (!firstJournalAt) return true
  return (await followJournals(ctx, connection, readingFrom(firstJournalAt))) !== undefined
}
