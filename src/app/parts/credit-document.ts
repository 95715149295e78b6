import {
  type CreditNote,
  findCreditNote,
  recordAllocated,
  recordCreditNote,
} from '#db/xero-credit-notes.ts'
import type { Transaction } from '#db/database.ts'
import { type ClaimedChange, finishChange } from '#db/xero-document-changes.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { afterLookup } from '#domain/sending.ts'
import { assert } from '#lib/assert.ts'
import { contentHash } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'
import { callXero } from './call-xero.ts'
import {
  type Change,
  letGo,
  problemOf,
  problemOfRefusal,
  refuseChange,
  startCall,
  afterRefusedLook,
  earlierCall,
  waitForCall,
} from './change-document.ts'
import { type Context, inTransaction } from '../context.ts'
import type {
  CreditLine,
  CreditNoteNow,
  InvoiceNow,
  NewCreditNote,
  Outcome,
} from '../ports/accounting.ts'
import { closeDocument, type ReadDocument } from './follow-documents.ts'
import { creditLines } from './plan-credit.ts'
import { type Step, waitAfter } from './sending-step.ts'

const triesInVain = 4

/** A credit that is held, with its credit note and the invoice as Xero has it at this moment. */
type Credit = Change & {
  creditNote: CreditNote
  invoice: InvoiceNow
  /** The credit note was written a moment ago: nothing can have been taken off by it. */
  isFresh: boolean
}

/**
 * Credits an invoice in Xero: writes a credit note, then takes it off the invoice. Each of the two calls is looked up after an
 * end without an outcome, and repeated only when it certainly was not done.
 */
export async function creditInXero(ctx: Context, change: Change): Promise<Step> {
  const { workspaceId } = ctx
  const { now } = change
  const creditNote = await findCreditNote(ctx.db, { workspaceId, changeId: change.change.id })
  assert(creditNote, 'a credit has its credit note')
  if (now.kind !== 'invoice') return { kind: 'worked' }
  const credit = { ...change, creditNote, invoice: now.invoice, isFresh: false }
  return creditNote.xeroId === null
    ? await writeCreditNote(ctx, credit)
    : await allocate(ctx, credit, creditNote.xeroId)
}

/** Whether the credit note is taken off the invoice, or there is nothing to take it off from: then the credit is done. */
export async function isCreditDone(
  ctx: Context,
  tx: Transaction,
  { change, now }: { change: ClaimedChange; now: ReadDocument },
): Promise<boolean> {
  const { workspaceId } = ctx
  const creditNote = await findCreditNote(tx, { workspaceId, changeId: change.id })
  if (!creditNote || creditNote.xeroId === null || now.kind !== 'invoice') return false
  const seen = now.invoice.credits.find((each) => each.creditNoteId === creditNote.xeroId)
  const allocatedMinor = seen?.amountMinor ?? creditNote.allocatedMinor
  if (allocatedMinor === null) return false
  const { documentId, requestedBy } = change
  const at = ctx.clock.now()
  const receipt = { allocatedMinor, allocatedAt: at }
  await recordAllocated(tx, { workspaceId, creditNoteId: creditNote.id, ...receipt })
  const { xeroNumber: number, xeroTotalMinor: totalMinor } = creditNote
  const particulars = { number, totalMinor, allocatedMinor }
  const event = { kind: 'credit_note_written' as const, particulars, memberId: requestedBy }
  await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: at, event })
  if (creditNote.billsAgain) {
    await closeDocument(ctx, tx, { documentId, event: 'credit', status: 'CREDITED' })
  } else {
    const finish = { workspaceId, changeId: change.id, finishedAt: at, problem: null }
    await finishChange(tx, finish)
  }
  return true
}

async function writeCreditNote(ctx: Context, credit: Credit): Promise<Step> {
  const { change, creditNote, document, invoice } = credit
  const isFirst = change.attempts === 0
  if (!isFirst) {
    const found = await lookUp(ctx, credit)
    if (found.kind !== 'ok') return await leave(ctx, credit, found)
    const [theirs] = found.value
    if (theirs) return await goOn(ctx, credit, { sent: theirs, isFresh: false })
  }
  const lines = creditNote.lines as CreditLine[]
  const request: NewCreditNote = {
    contactId: invoice.contactId,
    reference: creditNote.lookupText,
    issuedOn: creditNote.issuedOn,
    currency: invoice.currency ?? document.currency,
    taxMode: creditNote.taxMode,
    lines,
  }
  const key = await keyFor(ctx, credit, contentHash(request))
  if (key === null) return { kind: 'worked' }
  // Nothing of it is in Xero, so what Xero has of the invoice now decides; as long as a call may still arrive, wait.
  const problem = await whyNot(ctx, credit)
  if (problem && key.isRepeat) return await waitForCall(ctx, credit)
  if (problem) {
    await inTransaction(ctx, async (tx) => await refuseChange(ctx, tx, { change, problem }))
    return { kind: 'worked' }
  }
  const { idempotencyKey, requestHash } = key
  if (!(await startCall(ctx, credit, { idempotencyKey, requestHash }))) return { kind: 'worked' }
  const outcome = await callXero(
    ctx,
    { ...callOf(credit), purpose: 'create_credit_notes' },
    (session) => ctx.accounting.createCreditNote(session, { creditNote: request, idempotencyKey }),
  )
  if (outcome.kind !== 'ok') return await leave(ctx, credit, outcome, key)
  const called = { ...credit, change: { ...change, attempts: change.attempts + 1 } }
  return await goOn(ctx, called, { sent: outcome.value, isFresh: true })
}

/** Xero has the credit note: its receipt is kept, and it is taken off the invoice. */
async function goOn(
  ctx: Context,
  credit: Credit,
  { sent, isFresh }: { sent: CreditNoteNow; isFresh: boolean },
): Promise<Step> {
  const { workspaceId, clock } = ctx
  const { creditNoteId: xeroId, number: xeroNumber, subtotalMinor, taxMinor, totalMinor } = sent
  const receipt = { xeroId, xeroNumber, subtotalMinor, taxMinor, totalMinor }
  await inTransaction(ctx, async (tx) => {
    const creditNoteId = credit.creditNote.id
    await recordCreditNote(tx, {
      workspaceId,
      creditNoteId,
      confirmedAt: clock.now(),
      sent: receipt,
    })
  })
  const creditNote = { ...credit.creditNote, xeroId, xeroNumber, xeroTotalMinor: totalMinor }
  const change = { ...credit.change, idempotencyKey: null }
  return await allocate(ctx, { ...credit, creditNote, change, isFresh }, xeroId)
}

/** Takes the credit note off what is due on the invoice: all of it, or what payments left. */
async function allocate(ctx: Context, credit: Credit, creditNoteId: string): Promise<Step> {
  const { change, creditNote, document, invoice } = credit
  const { workspaceId } = ctx
  const { invoiceId } = invoice
  let applied: number | null = null
  if (!credit.isFresh) {
    const call = { ...callOf(credit), purpose: 'find_credit_notes' as const }
    const seen = await callXero(ctx, call, (session) =>
      ctx.accounting.readCreditNote(session, creditNoteId),
    )
    if (seen.kind !== 'ok') return await leave(ctx, credit, seen)
    const ours = seen.value.allocations.find((each) => each.invoiceId === invoiceId)
    applied = ours?.amountMinor ?? null
  }
  const known = await findXeroDocument(ctx.db, { workspaceId, documentId: document.id })
  if (applied === null && known?.state !== 'confirmed') {
    const problem = problemOfRefusal('document_is_closed')
    await inTransaction(ctx, async (tx) => await refuseChange(ctx, tx, { change, problem }))
    return { kind: 'worked' }
  }
  const amountMinor = Math.min(creditNote.xeroTotalMinor ?? 0, invoice.dueMinor)
  if (applied !== null || amountMinor <= 0) {
    return await keepAllocated(ctx, credit, applied ?? 0)
  }
  const allocation = { creditNoteId, invoiceId, amountMinor, allocatedOn: creditNote.issuedOn }
  const key = await keyFor(ctx, credit, contentHash(allocation))
  if (key === null) return { kind: 'worked' }
  const { idempotencyKey, requestHash } = key
  if (!(await startCall(ctx, credit, { idempotencyKey, requestHash }))) return { kind: 'worked' }
  const outcome = await callXero(
    ctx,
    { ...callOf(credit), purpose: 'allocate_credit_notes' },
    (session) => ctx.accounting.allocateCreditNote(session, { ...allocation, idempotencyKey }),
  )
  if (outcome.kind === 'ok') return await keepAllocated(ctx, credit, amountMinor)
  // A payment that came in between leaves less to take it off from: look again.
  if (outcome.kind === 'rejected' && change.attempts < triesInVain) {
    await letGo(ctx, credit, { state: 'unknown', keepsKey: false, detail: outcome.problem.detail })
    return { kind: 'uncertain' }
  }
  return await leave(ctx, credit, outcome, key)
}

/** The key of the earlier call when it may be repeated, a new one when that left nothing; null: leave it alone for now. */
async function keyFor(
  ctx: Context,
  credit: Credit,
  requestHash: string,
): Promise<{ idempotencyKey: string; requestHash: string; isRepeat: boolean } | null> {
  const { change, connection } = credit
  const { idempotencyKey } = change
  const earlier = earlierCall(ctx, change)
  const call = earlier && { ...earlier, isRepeatable: change.requestHash === requestHash }
  const next = afterLookup({ found: 0, call })
  if (next === 'wait') {
    await waitForCall(ctx, credit)
    return null
  }
  if (next === 'repeat' && idempotencyKey !== null) {
    return { idempotencyKey, requestHash, isRepeat: true }
  }
  // Keys are remembered for each app, not for each organisation, so the key names the organisation.
  return { idempotencyKey: `${connection.tenantId}:${newId()}`, requestHash, isRepeat: false }
}

/** Why the credit note is not written: the invoice allows none by now, or is not what was planned to be credited. */
async function whyNot(ctx: Context, credit: Credit) {
  const { change, creditNote, document, invoice, now } = credit
  const { workspaceId } = ctx
  const known = await findXeroDocument(ctx.db, { workspaceId, documentId: document.id })
  assert(known, 'documents are never deleted')
  if (known.state !== 'confirmed') return problemOfRefusal('document_is_closed')
  const isAsPlanned =
    invoice.totalMinor === creditNote.totalMinor &&
    contentHash(creditLines(invoice)) === contentHash(creditNote.lines)
  return (
    problemOf(known, change, now) ??
    (isAsPlanned ? undefined : problemOfRefusal('preview_is_outdated'))
  )
}

async function lookUp(ctx: Context, credit: Credit): Promise<Outcome<CreditNoteNow[]>> {
  const call = { ...callOf(credit), purpose: 'find_credit_notes' as const }
  const { lookupText } = credit.creditNote
  return await callXero(ctx, call, (session) =>
    ctx.accounting.findCreditNotesByReference(session, [lookupText]),
  )
}

async function keepAllocated(ctx: Context, credit: Credit, allocatedMinor: number): Promise<Step> {
  const { workspaceId, clock } = ctx
  const creditNoteId = credit.creditNote.id
  await inTransaction(ctx, async (tx) => {
    const receipt = { allocatedMinor, allocatedAt: clock.now() }
    await recordAllocated(tx, { workspaceId, creditNoteId, ...receipt })
  })
  // The next look at the invoice shows what is due on it now, and ends the change.
  await letGo(ctx, credit, { state: 'planned', keepsKey: false })
  return { kind: 'worked' }
}

/** A call that did not do what was asked: refused, or to be looked at again. */
async function leave(
  ctx: Context,
  credit: Credit,
  outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>,
  key: { isRepeat: boolean } | null = null,
): Promise<Step> {
  const { change } = credit
  // Not the call itself but a look before it.
  if (key === null && outcome.kind === 'rejected') {
    return await afterRefusedLook(ctx, credit, outcome)
  }
  if (key === null) {
    await letGo(ctx, credit, { state: 'unknown', keepsKey: true })
    return waitAfter(outcome, change.attempts + 1)
  }
  switch (outcome.kind) {
    case 'rejected': {
      const { problem } = outcome
      if (problem.code === 'idempotency_key_was_reused') {
        await letGo(ctx, credit, { state: 'unknown', keepsKey: false })
        return { kind: 'uncertain' }
      }
      await inTransaction(ctx, async (tx) => await refuseChange(ctx, tx, { change, problem }))
      return { kind: 'worked' }
    }
    case 'busy':
    case 'unauthorised':
      await letGo(ctx, credit, {
        state: key.isRepeat ? 'unknown' : 'planned',
        keepsKey: key.isRepeat,
      })
      return waitAfter(outcome)
    case 'unknown': {
      const keepsKey = key.isRepeat || !outcome.answered
      await letGo(ctx, credit, { state: 'unknown', keepsKey, detail: outcome.detail })
      return change.attempts === 0 ? { kind: 'uncertain' } : waitAfter(outcome, change.attempts + 1)
    }
  }
}

function callOf({ connection, change, document }: Credit) {
  return {
    connectionId: connection.id,
    subject: { kind: 'xero_document', id: document.id },
    attempt: change.attempts + 1,
  }
}
