import type { Transaction } from '#db/database.ts'
import {
  claimChange,
  type ClaimedChange,
  finishChange,
  letGoOfChange,
  markChangeSending,
} from '#db/xero-document-changes.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { findXeroDocument, lockXeroDocument, type XeroDocument } from '#db/xero-documents.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { emailAgainRefusal, refusalInXero } from '#domain/document-state.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'
import { agesOf, type CallAges, keyTrustedSeconds } from '#domain/sending.ts'
import { assert } from '#lib/assert.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import { type Context, inTransaction } from '../context.ts'
import { leaseFrom } from './deliver-documents.ts'
import { followDocuments, type ReadDocument } from './follow-documents.ts'
import type { Outcome } from '../ports/accounting.ts'
import { readDocuments } from './read-documents.ts'
import { changeFacts } from './request-change.ts'
import { undoUpdate } from './undo-update.ts'
import { explainOutcome } from './record-xero-call.ts'
import { refusedLook, type Step, waitAfter } from './sending-step.ts'

/** A change that is held, with its document as it is known here. */
export type HeldChange = {
  connection: XeroConnection
  claimId: string
  change: ClaimedChange
  document: XeroDocument
}

/** The same, with the document as Xero has it at this moment. */
export type Change = HeldChange & { now: ReadDocument }

/** Whether a look at Xero shows that a change is done already; finishes it then. Done in part, it says what is the matter. */
type IsDone = (
  ctx: Context,
  tx: Transaction,
  look: { change: ClaimedChange; now: ReadDocument },
) => Promise<boolean | InPart>

/** Of what was asked Xero has a part: it is neither made again nor taken back, before a person mended it there. */
export type InPart = { code: string; detail: string }

type MakeChange<Held> = (ctx: Context, held: Held) => Promise<Step>

type Problem = { code: string; detail: string }

/**
 * Takes the next change that is asked for one step further. It looks first what Xero has of the document: so a change whose
 * outcome nobody knows is found done, or is made again. Only an e-mail of what Xero answered a moment ago needs no look.
 */
export async function changeNext(
  ctx: Context,
  connection: XeroConnection,
  make: { change: MakeChange<Change>; email: MakeChange<HeldChange> },
  isDone: IsDone,
): Promise<Step> {
  const { workspaceId } = ctx
  const { id: connectionId, tenantId } = connection
  const claimId = newId()
  const change = await inTransaction(ctx, async (tx) => {
    const now = ctx.clock.now()
    const claim = { workspaceId, connectionId, now, claimId, leaseExpiresAt: leaseFrom(now) }
    return await claimChange(tx, claim)
  })
  if (!change) return { kind: 'idle' }
  const { documentId } = change
  const document = await findXeroDocument(ctx.db, { workspaceId, documentId })
  assert(document?.xeroId, 'a change is of a document that Xero has')
  const held = { connection, claimId, change, document }
  if (isFirstEmail(ctx, held)) return await make.email(ctx, held)

  const subject = { kind: 'xero_document', id: documentId }
  const named = [{ kind: document.kind, xeroId: document.xeroId }]
  const outcome = await readDocuments(ctx, { connection, documents: named, subject })
  if (outcome.kind === 'rejected') return await afterRefusedLook(ctx, held, outcome)
  if (outcome.kind !== 'ok') {
    await inTransaction(ctx, async (tx) => {
      await letGoOfChange(tx, { workspaceId, changeId: change.id, claimId, keepsKey: true })
    })
    return waitAfter(outcome, change.attempts + 1)
  }
  const [now] = outcome.value
  const next = await inTransaction(ctx, async (tx): Promise<'over' | 'open' | InPart> => {
    await followDocuments(ctx, tx, { tenantId, read: outcome.value })
    const known = await lockXeroDocument(tx, { workspaceId, documentId })
    assert(known, 'documents are never deleted')
    const isConfirmed = known.state === 'confirmed'
    const done = isConfirmed && now ? await isDone(ctx, tx, { change, now }) : false
    if (done !== false) return done === true ? 'over' : done
    // Nobody knows yet whether Xero has its credit note: that is looked up first, whatever became of the invoice.
    if (change.kind === 'credit' && change.attempts > 0 && now) return 'open'
    const problem = isConfirmed
      ? problemOf(known, change, now)
      : problemOfRefusal('document_is_closed')
    if (problem) await refuseChange(ctx, tx, { change, problem })
    return problem === undefined ? 'open' : 'over'
  })
  if (typeof next === 'object') return await leaveInPart(ctx, held, next)
  if (next === 'over' || !now) return { kind: 'worked' }
  return await (change.kind === 'email'
    ? make.email(ctx, held)
    : make.change(ctx, { ...held, now }))
}

/**
 * Xero refuses to show the document, say to this role. What was not called for yet is refused with it; what may be done waits by
 * itself and is looked at again, and the changes behind it go on.
 */
export async function afterRefusedLook(
  ctx: Context,
  held: HeldChange,
  outcome: Extract<Outcome<unknown>, { kind: 'rejected' }>,
): Promise<Step> {
  const { change } = held
  if (change.state === 'planned' && change.attempts === 0) {
    const { problem } = outcome
    await inTransaction(ctx, async (tx) => await refuseChange(ctx, tx, { change, problem }))
    return { kind: 'worked' }
  }
  const { notBefore } = refusedLook(ctx, change.lastUsedAt ?? change.requestedAt)
  const why = { code: 'lookup_is_refused', detail: explainOutcome(outcome) }
  await letGo(ctx, held, { state: 'unknown', keepsKey: true, notBefore, ...why })
  return { kind: 'worked' }
}

/** Leaves a change that is done in part alone, and looks again ever less often. */
export async function leaveInPart(ctx: Context, held: HeldChange, inPart: InPart): Promise<Step> {
  const { lastUsedAt, requestedAt } = held.change
  const { notBefore } = refusedLook(ctx, lastUsedAt ?? requestedAt)
  await letGo(ctx, held, { state: 'unknown', keepsKey: false, notBefore, ...inPart })
  return { kind: 'worked' }
}

const freshSeconds = 60

/** An e-mail that was never called for, of a document that was seen a moment ago: there is nothing to look for. */
function isFirstEmail({ clock }: Context, { change, document }: HeldChange): boolean {
  if (change.kind !== 'email' || change.state !== 'planned') return false
  const { state, xeroStatus, xeroSentToContact, xeroReadAt, confirmedAt } = document
  const isSendable = state === 'confirmed' && xeroStatus === 'AUTHORISED' && !xeroSentToContact
  const seenAt = xeroReadAt ?? confirmedAt
  if (!isSendable || !seenAt) return false
  return clock.now().getTime() - seenAt.getTime() < freshSeconds * 1000
}

/** Marks that the call of a change goes out now; false when somebody else has taken over. */
export async function startCall(
  ctx: Context,
  { change, claimId }: HeldChange,
  call: { idempotencyKey: string; requestHash: string } | null,
): Promise<boolean> {
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const now = ctx.clock.now()
    const isRepeat = call !== null && call.idempotencyKey === change.idempotencyKey
    const firstUsedAt = (isRepeat ? (change.firstUsedAt ?? change.lastUsedAt) : null) ?? now
    return await markChangeSending(tx, {
      workspaceId,
      changeId: change.id,
      claimId,
      call: call && { ...call, firstUsedAt, lastUsedAt: now },
      leaseExpiresAt: leaseFrom(now),
    })
  })
}

/** How old the earlier call of a change is; null when its answer came, or there was none. */
export function earlierCall(
  { clock }: Pick<Context, 'clock'>,
  { idempotencyKey, firstUsedAt, lastUsedAt }: ClaimedChange,
): CallAges | null {
  if (idempotencyKey === null || lastUsedAt === null) return null
  return agesOf({ firstUsedAt, lastUsedAt }, clock.now())
}

/** Leaves a change alone until its earlier call can no longer arrive. */
export async function waitForCall(ctx: Context, held: HeldChange): Promise<Step> {
  const notBefore = secondsAfter(held.change.lastUsedAt ?? ctx.clock.now(), keyTrustedSeconds)
  await letGo(ctx, held, { state: 'unknown', keepsKey: true, notBefore })
  return { kind: 'worked' }
}

/** The call said nothing: let go, to look again. */
export async function letGo(
  ctx: Context,
  { change, claimId }: HeldChange,
  left: {
    state: 'planned' | 'unknown'
    keepsKey: boolean
    notBefore?: Date
    code?: string
    detail?: string
  },
): Promise<void> {
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    await letGoOfChange(tx, { workspaceId, changeId: change.id, claimId, ...left })
  })
}

/** Xero, or the state of the document there, says no. The document stays as it is. */
export async function refuseChange(
  ctx: Context,
  tx: Transaction,
  { change, problem }: { change: ClaimedChange; problem: Problem },
): Promise<boolean> {
  const { workspaceId } = ctx
  const { documentId } = change
  const now = ctx.clock.now()
  const finish = { workspaceId, changeId: change.id, finishedAt: now, problem }
  // The document before its change, as everywhere: else this and a reading of the document can wait for each other.
  await lockXeroDocument(tx, { workspaceId, documentId })
  const isOurs = await finishChange(tx, finish)
  if (!isOurs) return false
  if (change.kind === 'update') await undoUpdate(ctx, tx, { documentId, changeId: change.id })
  const particulars = { change: change.kind, code: problem.code, detail: problem.detail }
  const event = { kind: 'change_refused' as const, particulars, memberId: change.requestedBy }
  await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: now, event })
  return true
}

/** Why a change cannot be made, by what Xero has of its document. */
export function problemOf(
  document: XeroDocument,
  { kind, isAgain }: Pick<ClaimedChange, 'kind' | 'isAgain'>,
  now: ReadDocument | undefined,
): Problem | undefined {
  if (!now) return { code: 'not_found_in_xero', detail: '' }
  const facts = changeFacts(document)
  const again = kind === 'email' ? emailAgainRefusal(facts, { isAgain }) : undefined
  const refusal = refusalInXero(facts, kind) ?? again
  return refusal && problemOfRefusal(refusal)
}

/** A refusal of ours, as the problem of a change. */
export function problemOfRefusal(code: RefusalCode): Problem {
  return { code, detail: refusals[code].title }
}
