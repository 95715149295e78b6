import { say } from '#domain/words/say.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import {
  claimPlanned,
  type Confirmation,
  type EarlierCall,
  holdDocuments,
  markSending,
  type OutgoingDocument,
  recordConfirmed,
  recordHalved,
  recordLost,
  recordRejected,
  recordReleased,
  type Rejection,
} from '#db/xero-sending.ts'
import type { XeroDocumentKind } from '#db/xero-documents.ts'
import { batchSize, countInOneCall, halfOf, leaseSeconds } from '#domain/sending.ts'
import { assert } from '#lib/assert.ts'
import { secondsAfter } from '#lib/clock.ts'
import { contentHash } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'
import { callXero } from './call-xero.ts'
import { type Context, inTransaction } from '../context.ts'
import { subjectOfDocuments } from './documents-subject.ts'
import type { Element, Outcome, Receipt, XeroSession } from '../ports/accounting.ts'
import { confirmationOfInvoice, confirmationOfJournal } from './confirmations.ts'
import { markReversed } from './mark-reversed.ts'
import { type Step, wasRefusedAsAWhole, waitAfter } from './sending-step.ts'
import { toNewInvoice, toNewManualJournal } from './xero-payloads.ts'

/** Documents that go out in one call, held by one claim. */
export type Batch = {
  connection: XeroConnection
  batchId: string
  documents: OutgoingDocument[]
  call: EarlierCall
  leaseExpiresAt: Date
  /** Whether the same call was made before: then a call that was not made says nothing about that one. */
  isRepeat: boolean
}

/** Claims the next batch of what is planned, of one kind, in the currency that the organisation has now. */
export async function claimBatch(
  ctx: Context,
  {
    connection,
    kind,
    currency,
  }: { connection: XeroConnection; kind: XeroDocumentKind; currency: string },
): Promise<Batch | undefined> {
  return await inTransaction(ctx, async (tx) => {
    const { workspaceId } = ctx
    const claim = { workspaceId, connectionId: connection.id, kind, currency, limit: batchSize }
    const claimed = await claimPlanned(tx, claim)
    const documents = claimed.slice(0, countInOneCall(claimed))
    if (documents.length === 0) return undefined
    const lastUsedAt = ctx.clock.now()
    const batchId = newId()
    // Keys are remembered for each app, not for each organisation, so the key names the organisation.
    const idempotencyKey = `${connection.tenantId}:${batchId}`
    const requestHash = requestHashOf(ctx, documents)
    const call = { idempotencyKey, firstUsedAt: lastUsedAt, lastUsedAt, requestHash }
    const leaseExpiresAt = leaseFrom(lastUsedAt)
    const documentIds = documents.map((document) => document.id)
    await markSending(tx, { workspaceId, batchId, documentIds, ...call, leaseExpiresAt })
    return { connection, batchId, documents, call, leaseExpiresAt, isRepeat: false }
  })
}

/** Makes the call of a batch and records, in one transaction, what became of each document. */
export async function deliver(ctx: Context, batch: Batch): Promise<Step> {
  const { connection, documents, isRepeat } = batch
  const attempts = 1 + Math.max(...documents.map((document) => document.attempts))
  const isInvoices = documents[0]?.kind === 'invoice'
  const purpose = isInvoices ? ('create_invoices' as const) : ('create_manual_journals' as const)
  const outcome = await callXero(
    ctx,
    {
      connectionId: connection.id,
      purpose,
      attempt: attempts,
      ...subjectOfDocuments(documents),
    },
    // A process that was stopped for a while may come here late, when another one has taken over.
    (session) => (ctx.clock.now() < batch.leaseExpiresAt ? send(ctx, session, batch) : tooLate()),
  )
  const claim = { workspaceId: ctx.workspaceId, batchId: batch.batchId }
  const documentIds = documents.map((document) => document.id)
  return await inTransaction(ctx, async (tx): Promise<Step> => {
    await holdDocuments(tx, { workspaceId: ctx.workspaceId, documentIds })
    switch (outcome.kind) {
      case 'ok': {
        const { confirmed, rejected } = sortElements(documents, outcome.value)
        await recordConfirmed(tx, { ...claim, now: ctx.clock.now(), confirmed })
        await markReversed(ctx, tx, documents)
        await recordRejected(tx, { ...claim, rejected })
        return { kind: 'worked' }
      }
      case 'rejected': {
        if (outcome.problem.code === 'idempotency_key_was_reused') {
          const { detail } = outcome.problem
          const lost = { documentIds, keepsKey: false, notBefore: null, detail }
          await recordLost(tx, { ...claim, ...lost })
          return { kind: 'uncertain' }
        }
        if (documents.length > 1 && wasRefusedAsAWhole(outcome)) {
          const batchLimit = halfOf(documents.length)
          await recordHalved(tx, { ...claim, documentIds, batchLimit })
          return { kind: 'worked' }
        }
        const rejected = documentIds.map((documentId) => ({ documentId, ...outcome.problem }))
        await recordRejected(tx, { ...claim, rejected })
        return { kind: 'worked' }
      }
      case 'busy':
      case 'unauthorised': {
        if (isRepeat) {
          const detail = say('The repetition was not taken.')
          await recordLost(tx, { ...claim, documentIds, keepsKey: true, notBefore: null, detail })
        } else await recordReleased(tx, { ...claim, documentIds })
        return waitAfter(outcome)
      }
      case 'unknown': {
        const { answered, detail } = outcome
        // An answer ends its own call, but not an earlier one with the same key.
        const keepsKey = isRepeat || !answered
        const lost = { documentIds, keepsKey, notBefore: null, detail }
        await recordLost(tx, { ...claim, ...lost })
        // The first time it is looked up at once; if that did not help, Xero needs a pause.
        if (attempts === 1) return { kind: 'uncertain' }
        return waitAfter(outcome, attempts)
      }
    }
  })
}

/** Names the request: the same documents, in the same order, to the same contacts. */
export function requestHashOf(
  ctx: Pick<Context, 'url'>,
  documents: readonly OutgoingDocument[],
): string {
  return contentHash(documents.map((document) => payloadOf(ctx, document)))
}

export function leaseFrom(now: Date): Date {
  return secondsAfter(now, leaseSeconds)
}

function payloadOf({ url }: Pick<Context, 'url'>, document: OutgoingDocument) {
  return document.kind === 'invoice'
    ? toNewInvoice(document, url)
    : toNewManualJournal(document, url)
}

/** Makes the call; answers for each document, in order, its receipt or Xero's refusal. */
async function send(
  ctx: Context,
  session: XeroSession,
  { documents, call }: Batch,
): Promise<Outcome<Element<Confirmation>[]>> {
  const { accounting, url } = ctx
  const { idempotencyKey } = call
  if (documents[0]?.kind === 'invoice') {
    const invoices = documents.map((document) => toNewInvoice(document, url))
    const outcome = await accounting.createInvoices(session, { invoices, idempotencyKey })
    return answersFor(documents, outcome, confirmationOfInvoice)
  }
  const journals = documents.map((document) => toNewManualJournal(document, url))
  const outcome = await accounting.createManualJournals(session, { journals, idempotencyKey })
  return answersFor(documents, outcome, confirmationOfJournal)
}

function answersFor<Sent>(
  documents: readonly OutgoingDocument[],
  outcome: Outcome<Element<Sent>[]>,
  confirmationOf: (document: OutgoingDocument, sent: Sent) => Confirmation,
): Outcome<Element<Confirmation>[]> {
  if (outcome.kind !== 'ok') return outcome
  const elements = documents.map((document, index): Element<Confirmation> => {
    const element = outcome.value[index]
    assert(element, 'Xero answers every element')
    if (element.kind === 'rejected') return element
    return { ...element, value: confirmationOf(document, element.value) }
  })
  return { ...outcome, value: elements }
}

function sortElements(
  documents: readonly OutgoingDocument[],
  elements: readonly Element<Confirmation>[],
): { confirmed: Confirmation[]; rejected: Rejection[] } {
  const confirmed: Confirmation[] = []
  const rejected: Rejection[] = []
  for (const [index, element] of elements.entries()) {
    if (element.kind === 'ok') confirmed.push(element.value)
    else rejected.push({ documentId: documents[index]?.id ?? '', ...element.problem })
  }
  return { confirmed, rejected }
}

const notSent: Receipt = {
  method: '',
  path: '',
  status: null,
  durationMs: 0,
  correlationId: null,
  dayCallsRemaining: null,
}

function tooLate(): Promise<Outcome<never>> {
  const detail = say('Not sent: another worker has taken over.')
  return Promise.resolve({ kind: 'unknown', answered: false, detail, receipt: notSent })
}
