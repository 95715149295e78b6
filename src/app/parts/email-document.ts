import type { Transaction } from '#db/database.ts'
import { type ClaimedChange, finishChange } from '#db/xero-document-changes.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { lockXeroDocument } from '#db/xero-documents.ts'
import { recordSentToContact } from '#db/xero-reading.ts'
import { afterLookup, blindRepeatSeconds } from '#domain/sending.ts'
import { assert } from '#lib/assert.ts'
import { contentHash } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'
import { callXero } from './call-xero.ts'
import {
  type Change,
  earlierCall,
  type HeldChange,
  letGo,
  refuseChange,
  startCall,
  waitForCall,
} from './change-document.ts'
import { type Context, inTransaction } from '../context.ts'
import { followDocuments, type ReadDocument } from './follow-documents.ts'
import { type Step, waitAfter } from './sending-step.ts'

/**
 * Has Xero e-mail an invoice. A call that ended without an outcome is repeated with its key, which sends nothing twice; once
 * that is too old, Xero's own mark tells whether it was sent. Where the mark stood before, nothing tells: then a person decides.
 */
export async function emailInXero(ctx: Context, held: HeldChange): Promise<Step> {
  const { change, connection, document } = held
  const { attempts, isAgain } = change
  const wasCalled = change.state !== 'planned'
  const earlier = earlierCall(ctx, change)
  // Nothing tells what came of an e-mail that goes once more: it is repeated once, while Xero surely knows the key.
  const isBlind = isAgain && (attempts > 1 || (earlier?.ageSeconds ?? 0) > blindRepeatSeconds)
  const call = earlier && { ...earlier, isRepeatable: true }
  const next = isBlind ? 'release' : afterLookup({ found: 0, call })
  const isRepeat = next === 'repeat' && earlier !== null
  if (isAgain && wasCalled && !isRepeat) return await giveUp(ctx, held)
  if (next === 'wait') return await waitForCall(ctx, held)
  const idempotencyKey =
    isRepeat && change.idempotencyKey !== null
      ? change.idempotencyKey
      : `${connection.tenantId}:${newId()}`
  const { xeroId: invoiceId } = document
  assert(invoiceId, 'a change is of a document that Xero has')
  const requestHash = contentHash(['email', invoiceId])
  if (!(await startCall(ctx, held, { idempotencyKey, requestHash }))) return { kind: 'worked' }
  const about = { ...callOf(held), purpose: 'email_invoices' as const }
  const outcome = await callXero(ctx, about, (session) =>
    ctx.accounting.emailInvoice(session, { invoiceId, idempotencyKey }),
  )
  switch (outcome.kind) {
    case 'ok':
      await inTransaction(ctx, async (tx) => await finishSent(ctx, tx, change))
      return { kind: 'worked' }
    case 'rejected': {
      const { problem } = outcome
      if (problem.code === 'idempotency_key_was_reused') {
        await letGo(ctx, held, { state: 'unknown', keepsKey: false, detail: problem.detail })
        return { kind: 'uncertain' }
      }
      await inTransaction(ctx, async (tx) => await refuseChange(ctx, tx, { change, problem }))
      return { kind: 'worked' }
    }
    case 'busy':
    case 'unauthorised':
      // What an earlier call may have done is looked at again.
      await letGo(ctx, held, { state: wasCalled ? 'unknown' : 'planned', keepsKey: isRepeat })
      return waitAfter(outcome)
    case 'unknown': {
      const keepsKey = isRepeat || !outcome.answered
      await letGo(ctx, held, { state: 'unknown', keepsKey, detail: outcome.detail })
      return attempts === 0 ? { kind: 'uncertain' } : waitAfter(outcome, attempts + 1)
    }
  }
}

/** Marks an invoice in Xero as sent. To do so twice does no harm. */
export async function markSentInXero(ctx: Context, held: Change): Promise<Step> {
  const { change, connection, now } = held
  if (now.kind !== 'invoice' || !(await startCall(ctx, held, null))) return { kind: 'worked' }
  const { invoiceId } = now.invoice
  const call = { ...callOf(held), purpose: 'mark_invoices_sent' as const }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.markInvoiceSent(session, { invoiceId }),
  )
  switch (outcome.kind) {
    case 'ok':
      await inTransaction(ctx, async (tx) => {
        const invoice = outcome.value
        const read = [{ kind: 'invoice' as const, invoice }]
        await followDocuments(ctx, tx, { tenantId: connection.tenantId, read })
        if (invoice.isSentToContact) return await finishSent(ctx, tx, change)
        const problem = { code: 'sent_mark_was_ignored', detail: '' }
        return await refuseChange(ctx, tx, { change, problem })
      })
      return { kind: 'worked' }
    case 'rejected': {
      const { problem } = outcome
      await inTransaction(ctx, async (tx) => await refuseChange(ctx, tx, { change, problem }))
      return { kind: 'worked' }
    }
    case 'busy':
    case 'unauthorised':
      await letGo(ctx, held, { state: 'planned', keepsKey: true })
      return waitAfter(outcome)
    case 'unknown':
      await letGo(ctx, held, { state: 'unknown', keepsKey: true, detail: outcome.detail })
      return change.attempts === 0 ? { kind: 'uncertain' } : waitAfter(outcome, change.attempts + 1)
  }
}

/** Whether Xero's mark shows, after a call that said nothing, that the customer got it: then it is done. */
export async function isSentDone(
  ctx: Context,
  tx: Transaction,
  { change, now }: { change: ClaimedChange; now: ReadDocument },
): Promise<boolean> {
  const isSent = now.kind === 'invoice' && now.invoice.isSentToContact
  // A mark that stood before says nothing of the e-mail that was asked for since.
  if (!isSent || change.isAgain || change.state === 'planned') return false
  await finishSent(ctx, tx, change)
  return true
}

async function finishSent(ctx: Context, tx: Transaction, change: ClaimedChange): Promise<boolean> {
  const { workspaceId } = ctx
  const { id: changeId, documentId, requestedBy } = change
  const finishedAt = ctx.clock.now()
  const finish = { workspaceId, changeId, finishedAt, problem: null }
  // The document before its change, as everywhere: else this and a reading of the document can wait for each other.
  await lockXeroDocument(tx, { workspaceId, documentId })
  if (!(await finishChange(tx, finish))) return true
  await recordSentToContact(tx, { workspaceId, documentId })
  const kind = change.kind === 'email' ? ('emailed' as const) : ('marked_sent' as const)
  const event = { kind, particulars: {}, memberId: requestedBy }
  await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: finishedAt, event })
  return true
}

async function giveUp(ctx: Context, { change }: HeldChange): Promise<Step> {
  const problem = { code: 'email_may_be_sent', detail: '' }
  await inTransaction(ctx, async (tx) => await refuseChange(ctx, tx, { change, problem }))
  return { kind: 'worked' }
}

function callOf({ connection, document, change }: HeldChange) {
  const subject = { kind: 'xero_document', id: document.id }
  return { connectionId: connection.id, subject, attempt: change.attempts + 1 }
}
