import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import {
  claimUnsettled,
  type Confirmation,
  type EarlierCall,
  holdDocuments,
  markSending,
  type OutgoingDocument,
  recordConfirmed,
  recordLost,
  recordReleased,
  splitUnsettled,
} from '#db/xero-sending.ts'
import { afterLookup, agesOf, halfOf, keyTrustedSeconds } from '#domain/sending.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import { callXero } from './call-xero.ts'
import { confirmationOfInvoice, confirmationOfJournal } from './confirmations.ts'
import { type Context, inTransaction } from '../context.ts'
import { type Batch, deliver, leaseFrom, requestHashOf } from './deliver-documents.ts'
import { subjectOfDocuments } from './documents-subject.ts'
import { markReversed } from './mark-reversed.ts'
import type { Outcome } from '../ports/accounting.ts'
import { explainOutcome } from './record-xero-call.ts'
import { refusedLook, type Step, wasRefusedAsAWhole, waitAfter } from './sending-step.ts'

/**
 * Finds out what became of a batch whose outcome nobody knows: looks for its documents in Xero before anything is sent
 * again. What is there is confirmed; what is not goes out again in a way that cannot make it twice. A look-up that Xero refuses
 * waits by itself: what comes behind it goes on.
 */
export async function settleUncertain(ctx: Context, connection: XeroConnection): Promise<Step> {
  const { workspaceId } = ctx
  const batchId = newId()
  const now = ctx.clock.now()
  const leaseExpiresAt = leaseFrom(now)
  const claimed = await inTransaction(ctx, async (tx) => {
    const claim = { workspaceId, connectionId: connection.id, now, batchId, leaseExpiresAt }
    return await claimUnsettled(tx, claim)
  })
  if (!claimed) return { kind: 'idle' }

  const { documents, earlierCall, lastSentAt } = claimed
  const lookup = await lookUp(ctx, { connection, documents })
  const claim = { workspaceId, batchId }
  if (lookup.kind === 'rejected') {
    await inTransaction(ctx, async (tx) => {
      const documentIds = await hold(ctx, tx, documents)
      if (documents.length > 1 && wasRefusedAsAWhole(lookup)) {
        const rest = documentIds.slice(halfOf(documents.length))
        const halves = { keepsKey: true, notBefore: null, detail: lookup.problem.detail }
        await recordLost(tx, { ...claim, documentIds, ...halves })
        await splitUnsettled(tx, { ...claim, documentIds: rest, newBatchId: newId() })
        return
      }
      const { notBefore } = refusedLook(ctx, lastSentAt)
      const code = 'lookup_is_refused'
      const detail = explainOutcome(lookup)
      await recordLost(tx, { ...claim, documentIds, keepsKey: true, notBefore, code, detail })
    })
    return { kind: 'worked' }
  }
  if (lookup.kind !== 'ok') {
    await inTransaction(ctx, async (tx) => {
      const documentIds = await hold(ctx, tx, documents)
      const detail = say('It could not be looked up yet.')
      await recordLost(tx, { ...claim, documentIds, keepsKey: true, notBefore: null, detail })
    })
    return waitAfter(lookup, documents[0]?.attempts)
  }
  return await follow(ctx, { connection, batchId, documents, earlierCall, found: lookup.value })
}

async function follow(
  ctx: Context,
  settled: {
    connection: XeroConnection
    batchId: string
    documents: OutgoingDocument[]
    earlierCall: EarlierCall | null
    found: Confirmation[]
  },
): Promise<Step> {
  const { connection, batchId, documents, earlierCall, found } = settled
  const claim = { workspaceId: ctx.workspaceId, batchId }
  const foundIds = new Set(found.map((each) => each.documentId))
  const missing = documents.filter((document) => !foundIds.has(document.id))
  const documentIds = missing.map((document) => document.id)
  const now = ctx.clock.now()
  const next = afterLookup({ found: found.length, call: callFacts(ctx, earlierCall, missing) })

  const repeated = await inTransaction(ctx, async (tx): Promise<Batch | undefined> => {
    await hold(ctx, tx, documents)
    await recordConfirmed(tx, { ...claim, now, confirmed: found })
    await markReversed(ctx, tx, documents)
    if (missing.length === 0) return undefined
    if (next === 'repeat' && earlierCall) {
      const leaseExpiresAt = leaseFrom(now)
      const call = { ...earlierCall, lastUsedAt: now }
      await markSending(tx, { ...claim, documentIds, ...call, leaseExpiresAt })
      const batch = { connection, batchId, documents: missing, call, leaseExpiresAt }
      return { ...batch, isRepeat: true }
    }
    if (next === 'wait' && earlierCall) {
      const notBefore = secondsAfter(earlierCall.lastUsedAt, keyTrustedSeconds)
      const detail = say('The call may still be under way.')
      await recordLost(tx, { ...claim, documentIds, keepsKey: true, notBefore, detail })
      return undefined
    }
    await recordReleased(tx, { ...claim, documentIds })
    return undefined
  })
  return repeated ? await deliver(ctx, repeated) : { kind: 'worked' }
}

async function hold(
  { workspaceId }: Context,
  tx: Transaction,
  documents: OutgoingDocument[],
): Promise<string[]> {
  const documentIds = documents.map((document) => document.id)
  await holdDocuments(tx, { workspaceId, documentIds })
  return documentIds
}

function callFacts(ctx: Context, earlierCall: EarlierCall | null, missing: OutgoingDocument[]) {
  if (!earlierCall) return null
  const isRepeatable = requestHashOf(ctx, missing) === earlierCall.requestHash
  return { ...agesOf(earlierCall, ctx.clock.now()), isRepeatable }
}

async function lookUp(
  ctx: Context,
  { connection, documents }: { connection: XeroConnection; documents: OutgoingDocument[] },
): Promise<Outcome<Confirmation[]>> {
  const texts = documents.map((document) => document.lookupText)
  const byText = new Map(documents.map((document) => [document.lookupText, document]))
  const confirmations = <Sent>(
    sent: Sent[],
    textOf: (each: Sent) => string,
    confirmationOf: (document: OutgoingDocument, each: Sent) => Confirmation,
  ) =>
    sent.flatMap((each) => {
      const document = byText.get(textOf(each))
      return document ? confirmationOf(document, each) : []
    })
  const connectionId = connection.id
  const about = subjectOfDocuments(documents)
  if (documents[0]?.kind === 'invoice') {
    const call = { connectionId, purpose: 'find_invoices' as const, ...about }
    const outcome = await callXero(ctx, call, (session) =>
      ctx.accounting.findInvoicesByReference(session, texts),
    )
    if (outcome.kind !== 'ok') return outcome
    const value = confirmations(outcome.value, (each) => each.reference, confirmationOfInvoice)
    return { ...outcome, value }
  }
  const call = { connectionId, purpose: 'find_manual_journals' as const, ...about }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.findManualJournalsByNarration(session, texts),
  )
  if (outcome.kind !== 'ok') return outcome
  const value = confirmations(outcome.value, (each) => each.narration, confirmationOfJournal)
  return { ...outcome, value }
}
