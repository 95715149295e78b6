import type { XeroConnection } from '#db/xero-connections.ts'
import type { KnownDocument, ReadingState } from '#db/xero-reading.ts'
import { listDocumentsToCheck, recordChecked, setReadingState } from '#db/xero-reading.ts'
import { isCheckDue, readingFrom } from '#domain/reading.ts'
import { callXero } from './call-xero.ts'
import { type Context, inTransaction } from '../context.ts'
import { followJournals, outdated } from './read-changed.ts'
import { namedInACall, readAndFollow } from './read-documents.ts'

// A whole number of calls, and no more than fits into memory with ease.
const listedAtOnce = 25 * namedInACall

/**
 * Once a day looks at every open document by its id, whatever Xero says of changes, forty a call, the longest unseen first.
 * Where a limit stops it the next reading goes on, with what was not looked at since it began. What Xero does not have at all is
 * kept as a problem of the document; it frees nothing by itself.
 */
export async function checkDocuments(
  ctx: Context,
  connection: XeroConnection,
  { documentsCheckedAt, documentsCheckBeganAt, firstJournalAt }: ReadingState,
): Promise<void> {
  const now = ctx.clock.now()
  if (documentsCheckBeganAt === null && !isCheckDue(documentsCheckedAt, now)) return
  const beganAt = documentsCheckBeganAt ?? now
  if (documentsCheckBeganAt === null) {
    await remember(ctx, connection, { documentsCheckBeganAt: beganAt })
  }
  if (!(await checkInvoices(ctx, connection, beganAt))) return
  if (firstJournalAt && !(await followJournals(ctx, connection, readingFrom(firstJournalAt)))) {
    return
  }
  await remember(ctx, connection, { documentsCheckedAt: beganAt, documentsCheckBeganAt: null })
}

/** False when a call was not answered. */
async function checkInvoices(
  ctx: Context,
  connection: XeroConnection,
  beganAt: Date,
): Promise<boolean> {
  const { workspaceId } = ctx
  const about = { workspaceId, connectionId: connection.id, kind: 'invoice' as const }
  for (;;) {
    const which = { ...about, notSince: beganAt, limit: listedAtOnce }
    const open = await listDocumentsToCheck(ctx.db, which)
    for (let from = 0; from < open.length; from += namedInACall) {
      const some = open.slice(from, from + namedInACall)
      if (!(await checkSome(ctx, connection, { documents: some, beganAt }))) return false
    }
    if (open.length < listedAtOnce) return true
  }
}

async function checkSome(
  ctx: Context,
  connection: XeroConnection,
  { documents, beganAt }: { documents: readonly KnownDocument[]; beganAt: Date },
): Promise<boolean> {
  const invoiceIds = documents.map((each) => each.xeroId)
  const call = { purpose: 'read_invoices' as const, connectionId: connection.id }
  const outcome = await callXero(ctx, { ...call, isBackground: true }, (session) =>
    ctx.accounting.readInvoiceMarks(session, { page: 1, invoiceIds }),
  )
  if (outcome.kind === 'rejected') return await checkApart(ctx, connection, { documents, beganAt })
  if (outcome.kind !== 'ok') return false
  const { marks } = outcome.value
  const changed = await outdated(ctx, connection, marks)
  const reading = { connection, documents: changed, isBackground: true }
  const followed = await readAndFollow(ctx, reading)
  if (followed.kind !== 'ok') return false
  const found = new Set(marks.map((each) => each.invoiceId))
  const checkedIds = documents.map((each) => each.id)
  const missingIds = documents.flatMap((each) => (found.has(each.xeroId) ? [] : each.id))
  await record(ctx, { beganAt, checkedIds, missingIds })
  return true
}

/** What Xero refuses to tell together is asked for in halves; of one that it refuses alone the sync log knows, and the others go on. */
async function checkApart(
  ctx: Context,
  connection: XeroConnection,
  { documents, beganAt }: { documents: readonly KnownDocument[]; beganAt: Date },
): Promise<boolean> {
  if (documents.length === 1) {
    await record(ctx, { beganAt, checkedIds: documents.map((each) => each.id), missingIds: [] })
    return true
  }
  const middle = Math.ceil(documents.length / 2)
  for (const half of [documents.slice(0, middle), documents.slice(middle)]) {
    if (!(await checkSome(ctx, connection, { documents: half, beganAt }))) return false
  }
  return true
}

async function record(
  ctx: Context,
  { beganAt, ...ids }: { beganAt: Date; checkedIds: string[]; missingIds: string[] },
): Promise<void> {
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    // Never before the check began, or it would be listed again: another process may have begun it, by another clock.
    const read = ctx.clock.now()
    const now = read > beganAt ? read : beganAt
    await recordChecked(tx, { workspaceId, now, ...ids })
  })
}

async function remember(
  ctx: Context,
  { id: connectionId }: XeroConnection,
  values: { documentsCheckBeganAt: Date | null; documentsCheckedAt?: Date },
): Promise<void> {
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    await setReadingState(tx, { workspaceId, connectionId, ...values })
  })
}
