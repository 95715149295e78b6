import type { XeroConnection } from '#db/xero-connections.ts'
import type { KnownDocument } from '#db/xero-reading.ts'
import { callXero } from './call-xero.ts'
import { type Context, inTransaction } from '../context.ts'
import type { Outcome } from '../ports/accounting.ts'
import { followDocuments, type ReadDocument } from './follow-documents.ts'
import type { SyncSubject } from './record-xero-call.ts'

/** How many invoices are named in one call; more make its address too long. */
export const namedInACall = 40

type Named = Pick<KnownDocument, 'kind' | 'xeroId'>
type Reading = {
  connection: XeroConnection
  documents: readonly Named[]
  subject?: SyncSubject
  /** Nobody waits for it. */
  isBackground?: boolean
}
type Failed = Exclude<Outcome<never>, { kind: 'ok' }>

/**
 * Reads documents from Xero as they are now and follows them, some at a time. Answers which Xero did not have, or the first
 * call that was not answered.
 */
export async function readAndFollow(
  ctx: Context,
  { documents, ...how }: Reading,
): Promise<
  { kind: 'ok'; changedIds: string[]; missing: string[] } | { kind: 'failed'; outcome: Failed }
> {
  const changedIds: string[] = []
  const missing: string[] = []
  for (const some of inCalls(documents)) {
    const outcome = await readDocuments(ctx, { ...how, documents: some })
    if (outcome.kind !== 'ok') return { kind: 'failed', outcome }
    const read = outcome.value
    const found = new Set(read.map((each) => xeroIdOf(each)))
    missing.push(...some.flatMap(({ xeroId }) => (found.has(xeroId) ? [] : xeroId)))
    const changed = await inTransaction(ctx, async (tx) => {
      return await followDocuments(ctx, tx, { tenantId: how.connection.tenantId, read })
    })
    changedIds.push(...changed)
  }
  return { kind: 'ok', changedIds, missing }
}

/** Reads invoices in one call, or one journal, as they are now; what Xero does not have is left out. */
export async function readDocuments(
  ctx: Context,
  { connection, documents, subject, isBackground = false }: Reading,
): Promise<Outcome<ReadDocument[]>> {
  const [first] = documents
  const { id: connectionId } = connection
  const about = { isBackground, ...(subject && { subject }) }
  if (first?.kind === 'manual_journal') {
    const call = { connectionId, purpose: 'read_manual_journals' as const, ...about }
    const outcome = await callXero(ctx, call, (session) =>
      ctx.accounting.readManualJournal(session, first.xeroId),
    )
    if (outcome.kind === 'ok') {
      return { ...outcome, value: [{ kind: 'manual_journal', journal: outcome.value }] }
    }
    const isMissing = outcome.kind === 'rejected' && outcome.problem.code === 'not_found_in_xero'
    return isMissing ? { kind: 'ok', value: [], receipt: outcome.receipt } : outcome
  }
  const xeroIds = documents.map((each) => each.xeroId)
  const call = { connectionId, purpose: 'read_invoices' as const, ...about }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.readInvoices(session, xeroIds),
  )
  if (outcome.kind !== 'ok') return outcome
  const value = outcome.value.map((invoice): ReadDocument => ({ kind: 'invoice', invoice }))
  return { ...outcome, value }
}

/** Invoices by forty; journals one by one, for Xero takes no list of their ids. */
function inCalls(documents: readonly Named[]): Named[][] {
  const invoices = documents.filter((each) => each.kind === 'invoice')
  const calls = documents.filter((each) => each.kind === 'manual_journal').map((each) => [each])
  for (let from = 0; from < invoices.length; from += namedInACall) {
    calls.push(invoices.slice(from, from + namedInACall))
  }
  return calls
}

function xeroIdOf(read: ReadDocument): string {
  return read.kind === 'invoice' ? read.invoice.invoiceId : read.journal.journalId
}
