import type { XeroConnection } from '#db/xero-connections.ts'
import {
  findDocumentsInXero,
  type KnownDocument,
  type ReadingState,
  setReadingState,
} from '#db/xero-reading.ts'
import { readingFrom, readUpTo } from '#domain/reading.ts'
import { callXero } from './call-xero.ts'
import { type Context, inTransaction } from '../context.ts'
import type { InvoiceMark, Outcome } from '../ports/accounting.ts'
import { followDocuments, type ReadDocument } from './follow-documents.ts'
import { readAndFollow } from './read-documents.ts'

const pagesRead = 50

/**
 * Asks which invoices changed, and reads those of ours that did. False when a call was not answered: then nothing is
 * remembered, and the next time begins where this one did.
 */
export async function readChangedInvoices(
  ctx: Context,
  connection: XeroConnection,
  state: ReadingState,
): Promise<boolean> {
  const before = state.invoicesReadUpTo ?? state.firstInvoiceAt
  if (!state.firstInvoiceAt || !before) return true
  const startedAt = ctx.clock.now()
  const marks = await readMarks(ctx, connection, readingFrom(before))
  if (!marks) return false
  const documents = await outdated(ctx, connection, marks)
  const followed = await readAndFollow(ctx, { connection, documents, isBackground: true })
  if (followed.kind !== 'ok') return false
  const seen = marks.map((each) => each.updatedAt)
  const invoicesReadUpTo = readUpTo({ before, seen }, secondsSince(ctx, startedAt))
  await remember(ctx, connection, { invoicesReadUpTo })
  return true
}

/** Reads the manual journals that changed, and follows those that are ours. */
export async function readChangedJournals(
  ctx: Context,
  connection: XeroConnection,
  state: ReadingState,
): Promise<boolean> {
  const before = state.journalsReadUpTo ?? state.firstJournalAt
  if (!state.firstJournalAt || !before) return true
  const startedAt = ctx.clock.now()
  const seen = await followJournals(ctx, connection, readingFrom(before))
  if (!seen) return false
  const journalsReadUpTo = readUpTo({ before, seen }, secondsSince(ctx, startedAt))
  await remember(ctx, connection, { journalsReadUpTo })
  return true
}

/**
 * Reads the journals that changed since a moment, page by page; answers when each changed. Who may not read journals at all has
 * none that changed: that must not keep anybody from looking at the invoices.
 */
export async function followJournals(
  ctx: Context,
  { id: connectionId, tenantId }: XeroConnection,
  modifiedSince: Date,
): Promise<(string | null)[] | undefined> {
  const seen: (string | null)[] = []
  const call = { connectionId, purpose: 'read_manual_journals' as const, isBackground: true }
  for (let page = 1; page <= pagesRead; page += 1) {
    const outcome = await callXero(ctx, call, (session) =>
      ctx.accounting.readManualJournals(session, { page, modifiedSince }),
    )
    if (isNotPermitted(outcome)) return []
    if (outcome.kind !== 'ok') return undefined
    const { journals, pageCount } = outcome.value
    const read = journals.map((journal): ReadDocument => ({ kind: 'manual_journal', journal }))
    await inTransaction(ctx, async (tx) => await followDocuments(ctx, tx, { tenantId, read }))
    seen.push(...journals.map((journal) => journal.updatedAt))
    if (page >= pageCount) break
  }
  return seen
}

function isNotPermitted(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'rejected' && outcome.problem.code === 'role_is_not_permitted'
}

/** Of invoices and when each changed last: those of ours that are not known as such yet. */
export async function outdated(
  ctx: Context,
  { tenantId }: XeroConnection,
  marks: readonly InvoiceMark[],
): Promise<KnownDocument[]> {
  const changedAt = new Map(marks.map((each) => [each.invoiceId, each.updatedAt]))
  const { workspaceId } = ctx
  const xeroIds = [...changedAt.keys()]
  const ours = await findDocumentsInXero(ctx.db, { workspaceId, tenantId, xeroIds })
  return ours.filter(({ xeroId, xeroUpdatedAt }) => {
    const at = changedAt.get(xeroId)
    return !at || xeroUpdatedAt === null || at > xeroUpdatedAt.toISOString()
  })
}

async function readMarks(
  ctx: Context,
  { id: connectionId }: XeroConnection,
  modifiedSince: Date,
): Promise<InvoiceMark[] | undefined> {
  const marks: InvoiceMark[] = []
  const call = { connectionId, purpose: 'read_invoices' as const, isBackground: true }
  for (let page = 1; page <= pagesRead; page += 1) {
    const outcome = await callXero(ctx, call, (session) =>
      ctx.accounting.readInvoiceMarks(session, { page, modifiedSince }),
    )
    if (outcome.kind !== 'ok') return undefined
    marks.push(...outcome.value.marks)
    if (page >= outcome.value.pageCount) break
  }
  return marks
}

async function remember(
  ctx: Context,
  { id: connectionId }: XeroConnection,
  upTo: { invoicesReadUpTo: Date } | { journalsReadUpTo: Date },
): Promise<void> {
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    await setReadingState(tx, { workspaceId, connectionId, ...upTo })
  })
}

function secondsSince({ clock }: Context, startedAt: Date): number {
  return (clock.now().getTime() - startedAt.getTime()) / 1000
}
