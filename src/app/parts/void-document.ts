import { closingStatus, isClosedInXero } from '#domain/document-state.ts'
import { callXero } from './call-xero.ts'
import { type Change, letGo, refuseChange, startCall } from './change-document.ts'
import { type Context, inTransaction } from '../context.ts'
import type { Outcome } from '../ports/accounting.ts'
import { followDocuments, type ReadDocument } from './follow-documents.ts'
import { type Step, waitAfter } from './sending-step.ts'

const triesInVain = 3

/**
 * Voids or deletes a document in Xero. To do so twice does no harm, so after a call without an outcome the document is looked
 * up, and voided again where it is still alive.
 */
export async function voidInXero(ctx: Context, change: Change): Promise<Step> {
  const { change: claimed, connection } = change
  if (!(await startCall(ctx, change, null))) return { kind: 'worked' }
  const outcome = await close(ctx, change)
  const { attempts } = claimed
  switch (outcome.kind) {
    case 'ok':
      await inTransaction(ctx, async (tx) => {
        await followDocuments(ctx, tx, { tenantId: connection.tenantId, read: [outcome.value] })
      })
      // Followed to its end, unless what came back is not what was asked for: then it is looked at again.
      if (isClosedInXero(statusOf(outcome.value))) return { kind: 'worked' }
      await letGo(ctx, change, { state: 'planned', keepsKey: true })
      return { kind: 'uncertain' }
    case 'rejected': {
      const { problem } = outcome
      // Perhaps an earlier call of ours did it after all: its status tells.
      if (problem.code === 'document_cannot_be_changed' && attempts < triesInVain) {
        await letGo(ctx, change, { state: 'planned', keepsKey: true })
        return { kind: 'uncertain' }
      }
      await inTransaction(ctx, async (tx) => {
        await refuseChange(ctx, tx, { change: claimed, problem })
      })
      return { kind: 'worked' }
    }
    case 'busy':
    case 'unauthorised':
      await letGo(ctx, change, { state: 'planned', keepsKey: true })
      return waitAfter(outcome)
    case 'unknown':
      await letGo(ctx, change, { state: 'unknown', keepsKey: true, detail: outcome.detail })
      return attempts === 0 ? { kind: 'uncertain' } : waitAfter(outcome, attempts + 1)
  }
}

function statusOf(read: ReadDocument): string {
  return read.kind === 'invoice' ? read.invoice.status : read.journal.status
}

async function close(
  ctx: Context,
  { connection, change, document, now }: Change,
): Promise<Outcome<ReadDocument>> {
  const { accounting } = ctx
  const call = {
    connectionId: connection.id,
    purpose: 'close_documents' as const,
    subject: { kind: 'xero_document', id: document.id },
    attempt: change.attempts + 1,
  }
  if (now.kind === 'invoice') {
    const { invoiceId, status: present } = now.invoice
    const status = closingStatus(present)
    const outcome = await callXero(ctx, call, (session) =>
      accounting.closeInvoice(session, { invoiceId, status }),
    )
    if (outcome.kind !== 'ok') return outcome
    return { ...outcome, value: { kind: 'invoice', invoice: outcome.value } }
  }
  const { journalId, status: present } = now.journal
  const status = closingStatus(present)
  const outcome = await callXero(ctx, call, (session) =>
    accounting.closeManualJournal(session, { journalId, status }),
  )
  if (outcome.kind !== 'ok') return outcome
  return { ...outcome, value: { kind: 'manual_journal', journal: outcome.value } }
}
