import {
  appendXeroLineIds,
  listAddedLines,
  listXeroLineIds,
  type OutgoingLine,
} from '#db/xero-document-lines.ts'
import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import { type ClaimedChange, finishChange } from '#db/xero-document-changes.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { answerOfLine, type LineAnswer } from '#domain/answered-lines.ts'
import { afterLookup } from '#domain/sending.ts'
import { contentHash } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'
import { callXero } from './call-xero.ts'
import {
  type Change,
  earlierCall,
  type InPart,
  leaveInPart,
  letGo,
  refuseChange,
  startCall,
  waitForCall,
} from './change-document.ts'
import { type Context, inTransaction } from '../context.ts'
import type { InvoiceNow, InvoiceNowLine, UpdatedLine } from '../ports/accounting.ts'
import { followDocuments, type ReadDocument } from './follow-documents.ts'
import { type Step, waitAfter } from './sending-step.ts'

type Added = OutgoingLine & { id: string }

/**
 * Adds lines to a draft invoice in Xero. Its present lines go along as they are there, with their ids, so that nothing of them
 * is lost. After a call without an outcome Xero's lines tell whether it was done; the same call is repeated with its key, and
 * another one only when the first can no longer arrive.
 */
export async function updateInXero(ctx: Context, change: Change): Promise<Step> {
  const { change: claimed, connection, now } = change
  const { workspaceId } = ctx
  const { documentId, id: changeId } = claimed
  if (now.kind !== 'invoice') return { kind: 'worked' }
  const added = await listAddedLines(ctx.db, { workspaceId, documentId, changeId })
  const lines = [...now.invoice.lines.map(presentLine), ...added.map(newLine)]
  const requestHash = contentHash(lines)
  const earlier = earlierCall(ctx, claimed)
  const isRepeatable = claimed.requestHash === requestHash
  const next = afterLookup({ found: 0, call: earlier && { ...earlier, isRepeatable } })
  if (next === 'wait') return await waitForCall(ctx, change)
  const isRepeat = next === 'repeat' && claimed.idempotencyKey !== null
  const idempotencyKey = isRepeat
    ? (claimed.idempotencyKey ?? '')
    : `${connection.tenantId}:${newId()}`
  if (!(await startCall(ctx, change, { idempotencyKey, requestHash }))) return { kind: 'worked' }

  const { invoiceId } = now.invoice
  const call = {
    connectionId: connection.id,
    purpose: 'update_invoices' as const,
    subject: { kind: 'xero_document', id: documentId },
    attempt: claimed.attempts + 1,
  }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.updateInvoice(session, { invoiceId, lines, idempotencyKey }),
  )
  switch (outcome.kind) {
    case 'ok': {
      const read = [{ kind: 'invoice' as const, invoice: outcome.value }]
      const isDone = await inTransaction(ctx, async (tx) => {
        await followDocuments(ctx, tx, { tenantId: connection.tenantId, read })
        return await finishUpdate(ctx, tx, { change: claimed, invoice: outcome.value })
      })
      if (isDone === true) return { kind: 'worked' }
      if (isDone) return await leaveInPart(ctx, change, isDone)
      await letGo(ctx, change, { state: 'unknown', keepsKey: false })
      return { kind: 'uncertain' }
    }
    case 'rejected': {
      const { problem } = outcome
      if (problem.code === 'idempotency_key_was_reused') {
        await letGo(ctx, change, { state: 'unknown', keepsKey: false })
        return { kind: 'uncertain' }
      }
      await inTransaction(ctx, async (tx) => {
        await refuseChange(ctx, tx, { change: claimed, problem })
      })
      return { kind: 'worked' }
    }
    case 'busy':
    case 'unauthorised':
      await letGo(ctx, change, { state: isRepeat ? 'unknown' : 'planned', keepsKey: isRepeat })
      return waitAfter(outcome)
    case 'unknown': {
      const keepsKey = isRepeat || !outcome.answered
      await letGo(ctx, change, { state: 'unknown', keepsKey, detail: outcome.detail })
      return claimed.attempts === 0
        ? { kind: 'uncertain' }
        : waitAfter(outcome, claimed.attempts + 1)
    }
  }
}

/** Whether Xero has the lines of an update already, after a call that said nothing: then it is done. */
export async function isUpdateDone(
  ctx: Context,
  tx: Transaction,
  { change, now }: { change: ClaimedChange; now: ReadDocument },
): Promise<boolean | InPart> {
  if (change.attempts === 0 || now.kind !== 'invoice') return false
  return await finishUpdate(ctx, tx, { change, invoice: now.invoice })
}

/** Finishes an update all of whose lines Xero has; false when it has none of them. */
async function finishUpdate(
  ctx: Context,
  tx: Transaction,
  { change, invoice }: { change: ClaimedChange; invoice: InvoiceNow },
): Promise<boolean | InPart> {
  const { workspaceId } = ctx
  const { id: changeId, documentId, requestedBy } = change
  const added = await listAddedLines(tx, { workspaceId, documentId, changeId })
  const xeroIds = await listXeroLineIds(tx, { workspaceId, documentIds: [documentId] })
  const known = new Set(xeroIds.get(documentId))
  const found = findAdded(
    added,
    invoice.lines.filter((line) => !known.has(line.lineId)),
  )
  if (found.every((line) => line === null)) return false
  const lineIds = found.filter((each) => each !== null)
  if (lineIds.length < added.length) return inPart(added, found)
  const finishedAt = ctx.clock.now()
  const finish = { workspaceId, changeId, finishedAt, problem: null }
  if (!(await finishChange(tx, finish))) return true
  const answers = answersOf(added, { lineIds, invoice })
  await appendXeroLineIds(tx, { workspaceId, documentId, lineIds, answers })
  const particulars = { lines: added.length }
  const event = { kind: 'lines_added' as const, particulars, memberId: requestedBy }
  await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: finishedAt, event })
  return true
}

/** How Xero booked the added lines, by their ids. */
function answersOf(
  added: readonly Added[],
  { lineIds, invoice }: { lineIds: readonly string[]; invoice: InvoiceNow },
): Record<string, LineAnswer> {
  const byId = new Map(invoice.lines.map((line) => [line.lineId, line]))
  const answers = added.flatMap((sent, index): [string, LineAnswer][] => {
    const id = lineIds[index] ?? ''
    const codes = byId.get(id)
    return codes ? [[id, answerOfLine({ sent, codes })]] : []
  })
  return Object.fromEntries(answers)
}

const namesShown = 3

function inPart(added: readonly Added[], found: readonly (string | null)[]): InPart {
  const missing = added.filter((_, index) => found[index] === null)
  const names = missing
    .slice(0, namesShown)
    .map((line) => line.description)
    .join('; ')
  const counts = { found: added.length - missing.length, count: added.length }
  const detail = say('{{found}} of the {{count}} added lines are there. Not found: {{names}}', {
    ...counts,
    names,
  })
  return { code: 'update_is_there_in_part', detail }
}

/** The ids of the lines that are the added ones, in their order: the same words, quantity and price, each taken once. */
function findAdded(added: readonly Added[], present: readonly InvoiceNowLine[]): (string | null)[] {
  const left = [...present]
  return added.map((line) => {
    const index = left.findIndex((each) => isSame(line, each))
    return index === -1 ? null : (left.splice(index, 1)[0]?.lineId ?? null)
  })
}

function isSame(line: Added, present: InvoiceNowLine): boolean {
  return (
    inOneSpace(line.description) === inOneSpace(present.description) &&
    Number(line.quantity) === Number(present.quantity) &&
    Number(line.unitPrice) === Number(present.unitPrice)
  )
}

// Nobody promises that Xero keeps the spaces and line ends of a text as they were.
function inOneSpace(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function presentLine(line: InvoiceNowLine): UpdatedLine {
  return { ...line, lineId: line.lineId }
}

function newLine({
  description,
  quantity,
  unitPrice,
  itemCode,
  accountCode,
  taxType,
  tracking,
}: Added): UpdatedLine {
  const codes = { itemCode, accountCode, taxType }
  return {
    lineId: null,
    description,
    quantity,
    unitPrice,
    ...codes,
    discountRate: null,
    tracking: [...(tracking ?? [])],
  }
}
