import { getWorkspace } from '#db/workspaces.ts'
import { fileWords } from '#domain/words/file-words.ts'
import type { Transaction } from '#db/database.ts'
import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { listXeroDocumentLines, type XeroDocumentLine } from '#db/xero-document-lines.ts'
import {
  findXeroDocument,
  insertXeroDocuments,
  lockXeroDocument,
  type XeroDocument,
} from '#db/xero-documents.ts'
import { reverseRefusal } from '#domain/document-state.ts'
import { reversedLines } from '#domain/journal.ts'
import { reversalNarration } from '#domain/lookup-text.ts'
import { minorToDecimal } from '#domain/money.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { type Context, inTransaction } from '../context.ts'
import type { ManualJournalNow } from '../ports/accounting.ts'
import { refuse } from '../refuse.ts'
import { expectXero } from './expect-xero.ts'
import { followDocuments } from './follow-documents.ts'
import { readDocuments } from './read-documents.ts'
import { changeFacts } from './request-change.ts'
import { wakeXeroDocuments } from './wake-xero-documents.ts'

/** The journal as Xero has it now, for a person who waits; refuses what cannot be reversed. */
export async function readForReversal(
  ctx: Context,
  documentId: string,
): Promise<{ connection: XeroConnection; journal: ManualJournalNow }> {
  const { workspaceId } = ctx
  const known = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!known) refuse('xero_document_not_found')
  refuseIrreversible(known)
  const { connectionId, kind, xeroId } = known
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  assert(connection && xeroId !== null, 'what can be reversed is in Xero')
  if (connection.state === 'disconnected' || connection.state === 'offered') {
    refuse('xero_is_not_connected')
  }
  const subject = { kind: 'xero_document', id: documentId }
  const reading = { connection, documents: [{ kind, xeroId }], subject }
  const read = expectXero(await readDocuments(ctx, reading))
  const { tenantId } = connection
  await inTransaction(ctx, async (tx) => await followDocuments(ctx, tx, { tenantId, read }))
  const [now] = read
  if (now?.kind !== 'manual_journal') refuse('document_is_not_in_xero')
  return { connection, journal: now.journal }
}

/**
 * Promises the journal that takes another back: written before it is sent, with a token of its own, as every document is. The
 * database allows one.
 */
export async function planReversal(
  ctx: Context,
  tx: Transaction,
  asked: { documentId: string; issuedOn: string; journal: ManualJournalNow },
): Promise<XeroDocument> {
  const { workspaceId, memberId, clock } = ctx
  const { documentId, issuedOn, journal } = asked
  assert(memberId, 'a person reverses')
  const document = await lockXeroDocument(tx, { workspaceId, documentId })
  assert(document, 'documents are never deleted')
  refuseIrreversible(document)
  const found = await listXeroDocumentLines(tx, { workspaceId, documentIds: [documentId] })
  const lines = found.get(documentId) ?? []
  if (!isAsSent(lines, journal)) refuse('journal_was_edited')

  const id = newId()
  const words = fileWords((await getWorkspace(tx, { workspaceId })).language)
  const { connectionId, tenantId, invoiceId, clientId, clientName, reference, currency } = document
  const reversal = {
    id,
    kind: 'manual_journal' as const,
    connectionId,
    tenantId,
    exportId: null,
    invoiceId,
    clientId,
    projectId: null,
    reversesId: documentId,
    // A draft would take nothing back.
    targetStatus: 'POSTED' as const,
    lookupText: reversalNarration({ number: reference, clientName, words }, id),
    reference,
    issuedOn,
    dueOn: null,
    currency,
    brandingThemeId: null,
    subtotalMinor: 0 - document.subtotalMinor,
    taxMinor: 0 - document.taxMinor,
    totalMinor: 0 - document.totalMinor,
    createdBy: memberId,
    lines: reversedLines(lines).map((line) => ({
      ...line,
      id: newId(),
      unitPrice: `${minorToDecimal(line.netMinor)}00`,
    })),
  }
  const createdAt = clock.now()
  await insertXeroDocuments(tx, { workspaceId, createdAt, documents: [reversal] })
  const event = { kind: 'reversal_requested' as const, particulars: { issuedOn }, memberId }
  await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: createdAt, event })
  await wakeXeroDocuments(ctx, tx, { connectionId })
  const changed = await findXeroDocument(tx, { workspaceId, documentId })
  assert(changed, 'documents are never deleted')
  return changed
}

function refuseIrreversible(document: XeroDocument): void {
  const refusal = reverseRefusal(changeFacts(document))
  if (refusal) refuse(refusal)
}

/** Whether Xero has the amounts and accounts that were sent: only then do ours, the other way round, take all of it back. */
function isAsSent(lines: readonly XeroDocumentLine[], journal: ManualJournalNow): boolean {
  if (lines.length !== journal.lines.length) return false
  return lines.every((line, index) => {
    const theirs = journal.lines[index]
    return (
      theirs !== undefined &&
      theirs.accountCode === line.accountCode &&
      theirs.amountMinor === line.netMinor &&
      theirs.taxMinor === line.taxMinor &&
      (theirs.taxType === null || theirs.taxType === line.taxType)
    )
  })
}
