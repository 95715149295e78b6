import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { linkOf } from '#app/parts/invoice-link.ts'
import { dropReminder } from '#app/parts/drop-reminder.ts'
import type { MailOutcome, Message } from '#app/ports/mailer.ts'
import type { Transaction } from '#db/database.ts'
import { type Email, endAttempt, findEmail, lockEmail, startAttempt } from '#db/emails.ts'
import { findFile } from '#db/files.ts'
import { lockInvoice, setInvoiceSent } from '#db/invoices.ts'
import { fillTemplate } from '#domain/email-template.ts'
import { hasPlaceholder } from '#domain/placeholders.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'
import { assert } from '#lib/assert.ts'
import { longestSendingSeconds, waitAfter } from '#domain/email-state.ts'
import { say } from '#domain/words/say.ts'
import { secondsAfter } from '#lib/clock.ts'

type Progress = { kind: 'done' } | { kind: 'retry'; afterSeconds: number }
const done: Progress = { kind: 'done' }

/**
 * Takes an e-mail to the mail server. What was certainly not taken is tried again, ever less often; what may have been taken is
 * never sent again by itself, also where whoever sent it was killed.
 */
export async function sendEmail(ctx: Context, { emailId }: { emailId: string }): Promise<Progress> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  const email = await findEmail(ctx.db, { workspaceId, emailId })
  if (email?.state === 'sending') return await settleLost(ctx, email)
  if (email?.state !== 'planned') return done
  const early = secondsUntil(ctx, email.nextAttemptAt)
  if (early > 0) return { kind: 'retry', afterSeconds: early }

  const message = await messageOf(ctx, email)
  const startedAt = ctx.clock.now()
  const attempt = await inTransaction(ctx, async (tx) => {
    if (await dropReminder(ctx, tx, email)) return undefined
    const linked = await withLink(ctx, tx, { email, message })
    const number = await startAttempt(tx, { workspaceId, emailId, startedAt })
    return number === undefined ? undefined : { number, linked }
  })
  if (attempt === undefined) return done
  const outcome = await ctx.mailer.send(attempt.linked)
  return await settle(ctx, { email, attempt: attempt.number, outcome })
}

/** The link to the public page, where the e-mail names it: only now, so that it is kept in no text. */
async function withLink(
  ctx: Context,
  tx: Transaction,
  { email, message }: { email: Email; message: Message },
): Promise<Message> {
  const { workspaceId } = ctx
  const { invoiceId } = email
  const { subject, body } = message
  if (invoiceId === null || !hasPlaceholder(subject + body, 'link')) return message
  const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
  assert(invoice, 'a final invoice is never deleted')
  const values = { link: (await linkOf(ctx, tx, invoice)).url }
  return { ...message, subject: fillTemplate(subject, values), body: fillTemplate(body, values) }
}

async function settle(
  ctx: Context,
  { email, attempt, outcome }: { email: Email; attempt: number; outcome: MailOutcome },
): Promise<Progress> {
  const { workspaceId } = ctx
  const { id: emailId, invoiceId } = email
  const { kind, answer } = outcome
  const endedAt = ctx.clock.now()
  const wait = kind === 'busy' ? waitAfter(attempt) : null
  const nextAttemptAt = wait === null ? null : secondsAfter(endedAt, wait)
  const event = wait === null ? events[kind] : ('release' as const)
  const ended = { attempt, event, outcome: kind, answer, endedAt, nextAttemptAt }
  const isFollowed = await inTransaction(ctx, async (tx) => {
    const isLast = await endAttempt(tx, { workspaceId, emailId, ...ended })
    if (event === 'deliver' && invoiceId !== null) await markSent(ctx, tx, invoiceId)
    return isLast
  })
  return isFollowed && wait !== null ? { kind: 'retry', afterSeconds: wait } : done
}

/** The client has it now, or will: an invoice that was only final is sent. */
async function markSent(ctx: Context, tx: Transaction, invoiceId: string): Promise<void> {
  const { workspaceId } = ctx
  const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
  if (!invoice || invoiceRefusal(invoice, 'send')) return
  await setInvoiceSent(tx, { workspaceId, invoiceId, sentAt: ctx.clock.now() })
  await audit(ctx, tx, invoiceEntry('sent', invoice))
}

// What was told to wait too often is given up.
const events = { sent: 'deliver', refused: 'refuse', busy: 'refuse', unknown: 'lose' } as const

/** Somebody is sending it, or was killed while sending it: then nobody knows whether it was taken. */
async function settleLost(ctx: Context, email: Email): Promise<Progress> {
  const { workspaceId } = ctx
  const emailId = email.id
  const startedAt = email.lastAttemptAt ?? email.plannedAt
  const left = secondsUntil(ctx, secondsAfter(startedAt, longestSendingSeconds))
  if (left > 0) return { kind: 'retry', afterSeconds: left }
  await inTransaction(ctx, async (tx) => {
    const now = await lockEmail(tx, { workspaceId, emailId })
    if (now?.state !== 'sending' || now.attempts !== email.attempts) return
    const answer = say('Hourbook was stopped while it was being sent.')
    const lost = { attempt: email.attempts, event: 'lose', outcome: 'unknown' } as const
    const ended = { ...lost, answer, endedAt: ctx.clock.now(), nextAttemptAt: null }
    await endAttempt(tx, { workspaceId, emailId, ...ended })
  })
  return done
}

function secondsUntil(ctx: Context, moment: Date): number {
  return (moment.getTime() - ctx.clock.now().getTime()) / 1000
}

async function messageOf(ctx: Context, email: Email): Promise<Message> {
  const { workspaceId } = ctx
  const { messageId, senderName, to, cc, bcc, replyTo, language, subject, body } = email
  const { kind, fileId, fileName, eInvoiceFileId, eInvoiceFileName } = email
  const file = fileId === null ? undefined : await findFile(ctx.db, { workspaceId, fileId })
  assert((file === undefined) === (fileName === null), 'what goes along is kept')
  const attachments =
    file && fileName !== null ? [{ fileName, mediaType: file.mediaType, bytes: file.content }] : []
  if (eInvoiceFileId !== null && eInvoiceFileName !== null) {
    const eInvoice = await findFile(ctx.db, { workspaceId, fileId: eInvoiceFileId })
    assert(eInvoice, 'what goes along is kept')
    const { mediaType, content } = eInvoice
    attachments.push({ fileName: eInvoiceFileName, mediaType, bytes: content })
  }
  const written = { messageId, senderName, to, cc, bcc, replyTo, language, subject, body }
  return { ...written, isAutomatic: kind !== 'invoice', attachments }
}
