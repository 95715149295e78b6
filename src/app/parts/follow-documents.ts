import { say } from '#domain/words/say.ts'
import { releaseAllocations } from '#db/allocations.ts'
import type { Transaction } from '#db/database.ts'
import { finishChange, lockLiveChange } from '#db/xero-document-changes.ts'
import { type DocumentEvent, insertDocumentEvent } from '#db/xero-document-events.ts'
import {
  listOwnCreditNotes,
  type OwnCreditNote,
  recordCreditNoteGone,
} from '#db/xero-credit-notes.ts'
import { listXeroDocumentLines } from '#db/xero-document-lines.ts'
import {
  type DocumentReading,
  type KnownDocument,
  lockDocumentsInXero,
  recordClosed,
  recordReading,
} from '#db/xero-reading.ts'
import { discardUnsentReversal, unmarkReversed } from '#db/xero-reversals.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { isClosedInXero } from '#domain/document-state.ts'
import { assert } from '#lib/assert.ts'
import type { Context } from '../context.ts'
import { audit } from './audit.ts'
import { documentEntry } from './audit-names.ts'
import type { InvoiceNow, ManualJournalNow } from '../ports/accounting.ts'
import { saleOfJournal } from './confirmations.ts'
import { followPayments } from './follow-payments.ts'
import { undoUpdate } from './undo-update.ts'

/** A document as Xero has it. */
export type ReadDocument =
  | { kind: 'invoice'; invoice: InvoiceNow }
  | { kind: 'manual_journal'; journal: ManualJournalNow }

/**
 * Follows what was read in Xero: amounts, payments and status; what is voided or deleted there frees its items. The one road
 * for polls, webhooks and people: a document is locked while it is followed, and what is older than what is known is passed
 * over, so it may come twice, late and out of order. Answers the documents that changed.
 */
export async function followDocuments(
  ctx: Context,
  tx: Transaction,
  { tenantId, read }: { tenantId: string; read: readonly ReadDocument[] },
): Promise<string[]> {
  const { workspaceId } = ctx
  const byXeroId = new Map(read.map((each) => [xeroIdOf(each), each]))
  const xeroIds = [...byXeroId.keys()]
  const ours = await lockDocumentsInXero(tx, { workspaceId, tenantId, xeroIds })
  const journalIds = ours.flatMap(({ id, kind }) => (kind === 'manual_journal' ? id : []))
  const lines = await listXeroDocumentLines(tx, { workspaceId, documentIds: journalIds })
  const creditedIds = ours.flatMap((each) => (each.kind === 'invoice' ? each.id : []))
  const creditNotes = await listOwnCreditNotes(tx, { workspaceId, documentIds: creditedIds })
  const creditNoteOf = new Map(creditNotes.map((each) => [each.documentId, each]))
  const changed: string[] = []
  for (const known of ours) {
    const each = byXeroId.get(known.xeroId)
    if (!each || each.kind !== known.kind || isOlder(each, known)) continue
    const reading = readingOf(each, known, lines.get(known.id)?.[0]?.accountCode ?? null)
    const credit = ownCredit(each, creditNoteOf.get(known.id))
    if (await followOne(ctx, tx, { known, reading, credit })) changed.push(known.id)
    const { invoiceId, state } = known
    if (invoiceId !== null && each.kind === 'invoice' && state === 'confirmed') {
      // oxlint-disable-next-line no-await-in-loop
      await followPayments(ctx, tx, { invoiceId, now: each.invoice })
    }
  }
  return changed
}

async function followOne(
  ctx: Context,
  tx: Transaction,
  {
    known,
    reading,
    credit,
  }: { known: KnownDocument; reading: DocumentReading; credit: OwnCredit | null },
): Promise<boolean> {
  const { workspaceId, clock } = ctx
  const { id: documentId } = known
  const now = clock.now()
  await recordReading(tx, { workspaceId, now, reading })
  const events = eventsOf(known, reading, credit)
  if (reading.isSentToContact && !known.xeroSentToContact) {
    // What our own call does is told when it is known to be done, by whoever asked for it.
    const change = await lockLiveChange(tx, { workspaceId, documentId })
    const isOurs = change?.kind === 'email' || change?.kind === 'mark_sent'
    if (!isOurs || change.attempts === 0) {
      events.push({ kind: 'sent_in_xero', particulars: {}, memberId: null })
    }
  }
  if (credit?.isGone) {
    await recordCreditNoteGone(tx, { workspaceId, creditNoteId: credit.id, goneAt: now })
    events.push({ kind: 'credit_note_gone', particulars: {}, memberId: null })
  }
  for (const event of events) {
    await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: now, event })
  }
  if (known.state !== 'confirmed' || !isClosedInXero(reading.status)) return events.length > 0
  await closeDocument(ctx, tx, { documentId, event: 'void', status: reading.status })
  if (known.kind === 'manual_journal') await discardUnsentReversal(tx, { workspaceId, documentId })
  if (known.reversesId !== null) await takeBackReversal(ctx, tx, known.reversesId)
  return true
}

/** What a journal took back counts again when that journal is gone. */
async function takeBackReversal(ctx: Context, tx: Transaction, documentId: string): Promise<void> {
  const { workspaceId, clock } = ctx
  await unmarkReversed(tx, { workspaceId, documentId })
  const event = { kind: 'reversal_gone' as const, particulars: {}, memberId: null }
  await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: clock.now(), event })
}

/** A document that Xero no longer counts frees what it billed. To be called with its row locked, when it is confirmed. */
export async function closeDocument(
  ctx: Context,
  tx: Transaction,
  closing: {
    documentId: string
    event: 'void' | 'credit'
    status: string
    /** Who says so here; unless given, whoever asked for the change. */
    by?: string | null
  },
): Promise<void> {
  const { workspaceId, clock } = ctx
  const { documentId, event, status } = closing
  const now = clock.now()
  const change = await lockLiveChange(tx, { workspaceId, documentId })
  const isAsked = change?.kind === event
  const closedBy = closing.by ?? (isAsked ? change.requestedBy : null)
  if (change?.kind === 'update') await undoUpdate(ctx, tx, { documentId, changeId: change.id })
  const documentKind = 'xero_document'
  const itemsFreed = await releaseAllocations(tx, {
    workspaceId,
    documentKind,
    documentId,
    createdAt: now,
  })
  await recordClosed(tx, { workspaceId, documentId, event, closedAt: now, closedBy, itemsFreed })
  await insertDocumentEvent(tx, {
    workspaceId,
    documentId,
    happenedAt: now,
    event: {
      kind: event === 'void' ? 'voided' : 'credited',
      particulars: { status, items: itemsFreed },
      memberId: closedBy,
    },
  })
  const closed = await findXeroDocument(tx, { workspaceId, documentId })
  assert(closed, 'documents are never deleted')
  await audit(ctx, tx, {
    ...documentEntry(event === 'void' ? 'voided' : 'credited', closed),
    after: { statusInXero: status, itemsFreed },
  })
  if (!change) return
  // Perhaps Xero has its credit note: the worker looks, and ends it.
  if (change.kind === 'credit' && !isAsked && change.attempts > 0) return
  const problem = isAsked
    ? null
    : {
        code: 'document_cannot_be_changed',
        detail: say('It is {{status}} in Xero.', { status: status.toLowerCase() }),
      }
  await finishChange(tx, { workspaceId, changeId: change.id, finishedAt: now, problem })
}

type OwnCredit = { id: string; appliedMinor: number; isGone: boolean }

/** What of our own credit note is taken off an invoice as it was read. */
function ownCredit(read: ReadDocument, creditNote: OwnCreditNote | undefined): OwnCredit | null {
  if (!creditNote || read.kind !== 'invoice') return null
  const { credits, creditedMinor } = read.invoice
  const applied = credits.find((each) => each.creditNoteId === creditNote.xeroId)
  const allocatedMinor = creditNote.allocatedMinor ?? 0
  const isGone = creditNote.isDone && !applied && creditedMinor < allocatedMinor
  return { id: creditNote.id, appliedMinor: applied?.amountMinor ?? 0, isGone }
}

function eventsOf(
  known: KnownDocument,
  reading: DocumentReading,
  credit: OwnCredit | null,
): DocumentEvent[] {
  const events: DocumentEvent[] = []
  const memberId = null
  // What our own credit note does is told where it was written, by whoever asked for it.
  const creditedBefore = known.xeroCreditedMinor ?? 0
  const isOwnCredit =
    credit !== null &&
    credit.appliedMinor > 0 &&
    reading.creditedMinor === creditedBefore + credit.appliedMinor &&
    reading.paidMinor === (known.xeroPaidMinor ?? 0)
  // What ends it is an event of its own.
  const isNewStatus = reading.status !== known.xeroStatus && !isClosedInXero(reading.status)
  if (isNewStatus && !isOwnCredit) {
    const particulars = { from: known.xeroStatus, to: reading.status }
    events.push({ kind: 'status_changed', particulars, memberId })
  }
  const { paidMinor, creditedMinor, dueMinor } = reading
  const isSettledAnew =
    paidMinor !== (known.xeroPaidMinor ?? 0) || creditedMinor !== (known.xeroCreditedMinor ?? 0)
  if (isSettledAnew && !isOwnCredit) {
    const particulars = { paidMinor, creditedMinor, dueMinor }
    events.push({ kind: 'payments_changed', particulars, memberId })
  }
  const isSame =
    reading.subtotalMinor === known.xeroSubtotalMinor &&
    reading.taxMinor === known.xeroTaxMinor &&
    reading.totalMinor === known.xeroTotalMinor
  if (!isSame) {
    const particulars = { fromMinor: known.xeroTotalMinor, toMinor: reading.totalMinor }
    events.push({ kind: 'amounts_changed', particulars, memberId })
  }
  return events
}

function readingOf(
  read: ReadDocument,
  known: KnownDocument,
  debtors: string | null,
): DocumentReading {
  const { id: documentId } = known
  if (read.kind === 'invoice') {
    const { invoice } = read
    const { status, number, subtotalMinor, taxMinor, totalMinor, updatedAt } = invoice
    const { paidMinor, creditedMinor, dueMinor, fullyPaidOn } = invoice
    const amounts = { subtotalMinor, taxMinor, totalMinor, paidMinor, creditedMinor, dueMinor }
    const isSentToContact = invoice.isSentToContact || isMarkKept(known, invoice)
    const facts = { ...amounts, fullyPaidOn, isSentToContact }
    return { documentId, status, number, ...facts, updatedAt, now: invoice }
  }
  const { journal } = read
  const { status, updatedAt } = journal
  const settled = { paidMinor: 0, creditedMinor: 0, dueMinor: 0, fullyPaidOn: null }
  const isSentToContact = null
  const sale = saleOfJournal(journal, debtors)
  const facts = { ...sale, ...settled, isSentToContact }
  return { documentId, status, number: null, ...facts, updatedAt, now: journal }
}

/** A page that was read before our e-mail and comes after it takes the mark of it away no more. */
function isMarkKept(
  { xeroSentToContact, xeroUpdatedAt }: KnownDocument,
  { updatedAt }: InvoiceNow,
): boolean {
  return xeroSentToContact === true && updatedAt === (xeroUpdatedAt?.toISOString() ?? null)
}

function isOlder(read: ReadDocument, { xeroUpdatedAt }: KnownDocument): boolean {
  const { updatedAt } = read.kind === 'invoice' ? read.invoice : read.journal
  if (updatedAt === null || xeroUpdatedAt === null) return false
  // Both are ISO texts of the same form, so they compare as moments.
  return updatedAt < xeroUpdatedAt.toISOString()
}

function xeroIdOf(read: ReadDocument): string {
  return read.kind === 'invoice' ? read.invoice.invoiceId : read.journal.journalId
}
