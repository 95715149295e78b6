import { say } from '#domain/words/say.ts'
import {
  claimAttachment,
  type ClaimedAttachment,
  endAttachmentClaim,
  markAttachmentSending,
  setAttachmentFile,
} from '#db/xero-attachments.ts'
import { listHoursOfDocument } from '#db/worked-hours.ts'
import { findClientLanguage } from '#db/clients.ts'
import { findFile, keepFile } from '#db/files.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { receiptMaxBytes } from '#domain/receipt.ts'
import { afterLookup, agesOf, keyTrustedSeconds } from '#domain/sending.ts'
import { assert } from '#lib/assert.ts'
import { secondsAfter } from '#lib/clock.ts'
import { sha256Of } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'
import { callXero } from './call-xero.ts'
import { type Context, inTransaction } from '../context.ts'
import { leaseFrom } from './deliver-documents.ts'
import { CannotPrint, type TimesheetDocument } from '../ports/printer.ts'
import type { Outcome } from '../ports/accounting.ts'
import { timesheetProjects } from './timesheet-projects.ts'
import { explainOutcome } from './record-xero-call.ts'
import { refusedLook, type Step, waitAfter } from './sending-step.ts'

type Held = { connection: XeroConnection; claimId: string; attachment: ClaimedAttachment }
type File = { mediaType: string; content: Uint8Array }
type End = Parameters<typeof endAttachmentClaim>[1]['end']

const printAgainSeconds = 30

/**
 * Sends the next file or note that goes with a document in Xero. One whose call ended without an answer is looked up there
 * by its name first; what is there already is not sent again.
 */
export async function attachNext(ctx: Context, connection: XeroConnection): Promise<Step> {
  const { workspaceId } = ctx
  const claimId = newId()
  const attachment = await inTransaction(ctx, async (tx) => {
    const now = ctx.clock.now()
    const claim = { workspaceId, connectionId: connection.id, now, claimId }
    return await claimAttachment(tx, { ...claim, leaseExpiresAt: leaseFrom(now) })
  })
  if (!attachment) return { kind: 'idle' }
  const held = { connection, claimId, attachment }

  const file = await fileOf(ctx, held)
  if (file && 'kind' in file) return file
  if (attachment.state !== 'planned') {
    const found = await isInXero(ctx, held, file)
    if (found.kind === 'rejected') {
      const { notBefore } = refusedLook(ctx, attachment.createdAt)
      const why = { code: 'lookup_is_refused', detail: explainOutcome(found) } as const
      await end(ctx, held, { state: 'unknown', notBefore, ...why })
      return { kind: 'worked' }
    }
    if (found.kind !== 'ok') {
      await end(ctx, held, { state: 'unknown', detail: say('It could not be looked up yet.') })
      return waitAfter(found, attachment.attempts)
    }
    if (found.value) return await confirm(ctx, held)
  }
  return await send(ctx, held, file)
}

async function send(ctx: Context, held: Held, file: File | null): Promise<Step> {
  const { workspaceId } = ctx
  const { claimId, attachment } = held
  const { id: attachmentId, attempts, documentKind, xeroId, name, isOnline } = attachment
  const now = ctx.clock.now()
  const leaseExpiresAt = leaseFrom(now)
  const key = file ? null : keyOfNote(held, now)
  if (key === 'wait') {
    const notBefore = secondsAfter(attachment.lastUsedAt ?? now, keyTrustedSeconds)
    const detail = say('The call may still be under way.')
    await end(ctx, held, { state: 'unknown', detail, notBefore })
    return { kind: 'worked' }
  }
  const isRepeat = key !== null && key.idempotencyKey === attachment.idempotencyKey
  const isOurs = await inTransaction(ctx, async (tx) => {
    const sending = { workspaceId, attachmentId, claimId, leaseExpiresAt, call: key }
    return await markAttachmentSending(tx, sending)
  })
  if (!isOurs) return { kind: 'worked' }
  const document = { kind: documentKind, xeroId }
  const purpose = file ? ('attach_files' as const) : ('add_notes' as const)
  const call = { ...callOf(held), purpose, attempt: attempts + 1 }
  const outcome = await callXero(ctx, call, async (session) =>
    file
      ? await ctx.accounting.attachFile(session, { document, name, isOnline, ...file })
      : await ctx.accounting.addNote(session, {
          document,
          text: name,
          idempotencyKey: key?.idempotencyKey ?? '',
        }),
  )
  switch (outcome.kind) {
    case 'ok':
      return await confirm(ctx, held)
    case 'rejected':
      await end(ctx, held, { state: 'rejected', problem: outcome.problem })
      return { kind: 'worked' }
    case 'busy':
    case 'unauthorised': {
      if (isPermissionMissing(outcome)) return await refuseUnpermitted(ctx, held)
      // What an earlier call may have done is looked up again.
      const { state } = attachment
      const detail = say('The repetition was not taken.')
      const dropsKey = !isRepeat
      await end(ctx, held, state === 'planned' ? { state } : { state: 'unknown', detail, dropsKey })
      return waitAfter(outcome)
    }
    case 'unknown': {
      // An answer ends its own call, but not an earlier one with the same key.
      const dropsKey = outcome.answered && !isRepeat
      await end(ctx, held, { state: 'unknown', detail: outcome.detail, dropsKey })
      return attempts === 0 ? { kind: 'uncertain' } : waitAfter(outcome, attempts + 1)
    }
  }
}

/** The key of a note that Xero does not show: that of a call which may still be under way, or a new one. */
function keyOfNote({ connection, attachment }: Held, now: Date) {
  const { idempotencyKey, firstUsedAt, lastUsedAt } = attachment
  const earlier = idempotencyKey !== null && lastUsedAt !== null
  const call = earlier ? { ...agesOf({ firstUsedAt, lastUsedAt }, now), isRepeatable: true } : null
  const next = afterLookup({ found: 0, call })
  if (next === 'wait') return next
  return next === 'repeat' && idempotencyKey !== null
    ? { idempotencyKey, firstUsedAt: firstUsedAt ?? now, lastUsedAt: now }
    : // Keys are remembered for each app, not for each organisation, so the key names the organisation.
      { idempotencyKey: `${connection.tenantId}:${newId()}`, firstUsedAt: now, lastUsedAt: now }
}

async function isInXero(ctx: Context, held: Held, file: File | null): Promise<Outcome<boolean>> {
  const { documentKind, xeroId, name } = held.attachment
  const document = { kind: documentKind, xeroId }
  if (!file) {
    const call = { ...callOf(held), purpose: 'find_notes' as const }
    const outcome = await callXero(ctx, call, (session) =>
      ctx.accounting.listNotes(session, document),
    )
    return outcome.kind === 'ok' ? { ...outcome, value: outcome.value.includes(name) } : outcome
  }
  const call = { ...callOf(held), purpose: 'find_attachments' as const }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.listAttachments(session, document),
  )
  if (outcome.kind !== 'ok') return outcome
  const isThis = (each: { name: string; sizeBytes: number | null }) =>
    each.name.toLowerCase() === name.toLowerCase() &&
    (each.sizeBytes === null || each.sizeBytes === file.content.byteLength)
  return { ...outcome, value: outcome.value.some(isThis) }
}

function callOf({ connection, attachment }: Held) {
  return {
    connectionId: connection.id,
    subject: { kind: 'xero_document', id: attachment.documentId },
    // Without this one permission all else goes on.
    isApart: true,
  }
}

function isPermissionMissing(outcome: Outcome<unknown>): boolean {
  return (
    outcome.kind === 'unauthorised' &&
    outcome.reason === 'scope_missing' &&
    // Xero said so of this call; what was not even asked waits.
    outcome.receipt.status !== null
  )
}

async function refuseUnpermitted(ctx: Context, held: Held): Promise<Step> {
  const problem = { code: 'permission_is_missing', detail: '' }
  await end(ctx, held, { state: 'rejected', problem })
  return { kind: 'worked' }
}

async function confirm(ctx: Context, held: Held): Promise<Step> {
  await end(ctx, held, { state: 'confirmed', confirmedAt: ctx.clock.now() })
  return { kind: 'worked' }
}

async function end(ctx: Context, { attachment, claimId }: Held, how: End): Promise<void> {
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    await endAttachmentClaim(tx, { workspaceId, attachmentId: attachment.id, claimId, end: how })
  })
}

/** The bytes to send, printed first where they are not yet; null for a note; a step where there will be none now. */
async function fileOf(ctx: Context, held: Held): Promise<File | Step | null> {
  const { workspaceId } = ctx
  const { kind, fileId } = held.attachment
  if (kind === 'note') return null
  if (fileId === null) return await printTimesheet(ctx, held)
  const file = await findFile(ctx.db, { workspaceId, fileId })
  assert(file, 'a file that is used is kept')
  return file
}

async function printTimesheet(ctx: Context, held: Held): Promise<File | Step> {
  const { workspaceId } = ctx
  const { id: attachmentId, documentId } = held.attachment
  let content: Uint8Array
  try {
    content = await ctx.printer.timesheet(await timesheetOf(ctx, documentId))
  } catch (error) {
    if (!(error instanceof CannotPrint)) throw error
    if (error.reason === 'busy') {
      await end(ctx, held, { state: 'planned' })
      return { kind: 'wait', seconds: printAgainSeconds }
    }
    const problem = { code: 'cannot_print', detail: error.message }
    await end(ctx, held, { state: 'rejected', problem })
    return { kind: 'worked' }
  }
  if (content.byteLength > receiptMaxBytes) {
    const problem = { code: 'file_is_not_taken', detail: say('It is larger than 10 MB.') }
    await end(ctx, held, { state: 'rejected', problem })
    return { kind: 'worked' }
  }
  const mediaType = 'application/pdf'
  // Kept before it is sent: whatever becomes of the call, the file stays the same.
  await inTransaction(ctx, async (tx) => {
    const kept = { sha256: sha256Of(content), mediaType, content, createdAt: ctx.clock.now() }
    const fileId = await keepFile(tx, { workspaceId, id: newId(), ...kept })
    await setAttachmentFile(tx, { workspaceId, attachmentId, fileId })
  })
  return { mediaType, content }
}

async function timesheetOf(ctx: Context, documentId: string): Promise<TimesheetDocument> {
  const { workspaceId } = ctx
  const document = await findXeroDocument(ctx.db, { workspaceId, documentId })
  assert(document, 'an attachment is of a document')
  const hours = await listHoursOfDocument(ctx.db, { workspaceId, documentId })
  const { clientId } = document
  const workspace = await getWorkspace(ctx.db, { workspaceId })
  const isOurs = document.invoiceId !== null
  const language = isOurs ? null : await findClientLanguage(ctx.db, { workspaceId, clientId })
  return {
    formats: { ...workspace, language: language ?? workspace.language },
    workspaceName: workspace.name,
    clientName: document.clientName,
    reference: document.xeroNumber ?? document.lookupText,
    projects: timesheetProjects(hours),
  }
}
