import { sql } from 'kysely'
import {
  type EmailEvent,
  type EmailState,
  emailStateAfter,
  emailStatesBefore,
} from '#domain/email-state.ts'
import type { Language } from '#lib/languages.ts'
import type { Database, Transaction } from './database.ts'
import type { Tables } from './tables.ts'

export type EmailKind = Tables['emails']['kind']

/** An e-mail as it was written, and what became of it. */
export type Email = NewEmail & {
  state: EmailState
  attempts: number
  answer: string | null
  nextAttemptAt: Date
  lastAttemptAt: Date | null
  sentAt: Date | null
  plannedByName: string | null
}

export type NewEmail = {
  id: string
  kind: EmailKind
  senderName: string
  to: string[]
  cc: string[]
  /** Who gets it without the others seeing so. */
  bcc: string[]
  replyTo: string | null
  language: Language
  subject: string
  body: string
  messageId: string
  plannedBy: string | null
  plannedAt: Date
  /** The invoice it is about. */
  invoiceId: string | null
  /** Which reminder of that invoice it is. */
  reminderStep: number | null
  /** What goes along. */
  fileId: string | null
  fileName: string | null
  /** The e-invoice beside it. */
  eInvoiceFileId: string | null
  eInvoiceFileName: string | null
}

export type EmailAttempt = {
  attempt: number
  startedAt: Date
  endedAt: Date | null
  outcome: Tables['email_attempts']['outcome']
  answer: string | null
}

type Key = { workspaceId: string; emailId: string }

export async function insertEmail(
  tx: Transaction,
  { workspaceId, email }: { workspaceId: string; email: NewEmail },
): Promise<void> {
  await tx
    .insertInto('emails')
    .values({
      workspace_id: workspaceId,
      id: email.id,
      kind: email.kind,
      sender_name: email.senderName,
      to_addresses: email.to,
      cc_addresses: email.cc,
      bcc_addresses: email.bcc,
      reply_to: email.replyTo,
      language: email.language,
      subject: email.subject,
      body: email.body,
      message_id: email.messageId,
      answer: null,
      planned_by: email.plannedBy,
      planned_at: email.plannedAt,
      next_attempt_at: email.plannedAt,
      last_attempt_at: null,
      sent_at: null,
      invoice_id: email.invoiceId,
      reminder_step: email.reminderStep,
      file_id: email.fileId,
      file_name: email.fileName,
      e_invoice_file_id: email.eInvoiceFileId,
      e_invoice_file_name: email.eInvoiceFileName,
    })
    .execute()
}

export async function findEmail(
  db: Database,
  { workspaceId, emailId }: Key,
): Promise<Email | undefined> {
  return await selectEmails(db, workspaceId).where('e.id', '=', emailId).executeTakeFirst()
}

/** Holds an e-mail until the transaction ends. */
export async function lockEmail(tx: Transaction, key: Key): Promise<Email | undefined> {
  const held = await tx
    .selectFrom('emails')
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.emailId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return held && (await findEmail(tx, key))
}

export type EmailFilter = {
  kinds?: readonly EmailKind[] | undefined
  state?: EmailState | undefined
  invoiceId?: string | undefined
}

/** E-mails, the newest first, from just before one on. */
export async function listEmailRows(
  db: Database,
  {
    workspaceId,
    limit,
    beforeId,
    ...filter
  }: EmailFilter & { workspaceId: string; limit: number; beforeId: string | undefined },
): Promise<Email[]> {
  let query = selectEmails(db, workspaceId)
  if (filter.kinds) query = query.where('e.kind', 'in', filter.kinds)
  if (filter.state) query = query.where('e.state', '=', filter.state)
  if (filter.invoiceId) query = query.where('e.invoice_id', '=', filter.invoiceId)
  if (beforeId) query = query.where('e.id', '<', beforeId)
  return await query.orderBy('e.id', 'desc').limit(limit).execute()
}

/** Whether an invoice has an e-mail in one of these states. */
export async function hasEmailOfInvoice(
  db: Database,
  {
    workspaceId,
    invoiceId,
    states,
  }: { workspaceId: string; invoiceId: string; states: readonly EmailState[] },
): Promise<boolean> {
  const found = await db
    .selectFrom('emails')
    .where('workspace_id', '=', workspaceId)
    .where('invoice_id', '=', invoiceId)
    .where('state', 'in', states)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export async function listEmailAttempts(
  db: Database,
  { workspaceId, emailId }: Key,
): Promise<EmailAttempt[]> {
  return await db
    .selectFrom('email_attempts')
    .where('workspace_id', '=', workspaceId)
    .where('email_id', '=', emailId)
    .select(['attempt', 'started_at as startedAt', 'ended_at as endedAt', 'outcome', 'answer'])
    .orderBy('attempt')
    .execute()
}

/** Begins an attempt; answers its number, or undefined when somebody else sends it, or it is no longer to be sent. */
export async function startAttempt(
  tx: Transaction,
  { workspaceId, emailId, startedAt }: Key & { startedAt: Date },
): Promise<number | undefined> {
  const claimed = await tx
    .updateTable('emails')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', emailId)
    .where('state', 'in', emailStatesBefore('send'))
    .set({
      state: emailStateAfter.send,
      attempts: sql`attempts + 1`,
      last_attempt_at: startedAt,
    })
    .returning('attempts')
    .executeTakeFirst()
  if (!claimed) return undefined
  await tx
    .insertInto('email_attempts')
    .values({
      workspace_id: workspaceId,
      email_id: emailId,
      attempt: claimed.attempts,
      started_at: startedAt,
      ended_at: null,
      outcome: null,
      answer: null,
    })
    .execute()
  return claimed.attempts
}

/** Writes down what came of an attempt, and answers whether the e-mail follows it: only as long as it is the last one. */
export async function endAttempt(
  tx: Transaction,
  ended: Key & {
    attempt: number
    event: Exclude<EmailEvent, 'send' | 'retry'>
    outcome: NonNullable<EmailAttempt['outcome']>
    answer: string
    endedAt: Date
    nextAttemptAt: Date | null
  },
): Promise<boolean> {
  const { workspaceId, emailId, attempt, event, outcome, answer, endedAt, nextAttemptAt } = ended
  await tx
    .updateTable('email_attempts')
    .where('workspace_id', '=', workspaceId)
    .where('email_id', '=', emailId)
    .where('attempt', '=', attempt)
    .set({ outcome, answer, ended_at: endedAt })
    .execute()
  const followed = await tx
    .updateTable('emails')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', emailId)
    .where('attempts', '=', attempt)
    .where('state', 'in', emailStatesBefore(event))
    .set({
      state: emailStateAfter[event],
      answer,
      ...(event === 'deliver' && { sent_at: endedAt }),
      ...(nextAttemptAt && { next_attempt_at: nextAttemptAt }),
    })
    .executeTakeFirst()
  return followed.numUpdatedRows > 0n
}

/** Gives up an e-mail that waits, without taking it to the mail server. */
export async function dropEmail(
  tx: Transaction,
  { workspaceId, emailId, answer }: Key & { answer: string },
): Promise<void> {
  await tx
    .updateTable('emails')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', emailId)
    .where('state', '=', 'planned')
    .set({ state: emailStateAfter.refuse, answer })
    .execute()
}

/** Has an e-mail sent once more. */
export async function replanEmail(
  tx: Transaction,
  { workspaceId, emailId, at }: Key & { at: Date },
): Promise<void> {
  await tx
    .updateTable('emails')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', emailId)
    .where('state', 'in', emailStatesBefore('retry'))
    .set({ state: emailStateAfter.retry, next_attempt_at: at })
    .execute()
}

function selectEmails(db: Database, workspaceId: string) {
  return db
    .selectFrom('emails as e')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.planned_by'),
    )
    .where('e.workspace_id', '=', workspaceId)
    .select([
      'e.id',
      'e.kind',
      'e.sender_name as senderName',
      'e.to_addresses as to',
      'e.cc_addresses as cc',
      'e.bcc_addresses as bcc',
      'e.reply_to as replyTo',
      'e.language',
      'e.subject',
      'e.body',
      'e.message_id as messageId',
      'e.state',
      'e.attempts',
      'e.answer',
      'e.planned_by as plannedBy',
      'e.planned_at as plannedAt',
      'e.next_attempt_at as nextAttemptAt',
      'e.last_attempt_at as lastAttemptAt',
      'e.sent_at as sentAt',
      'e.invoice_id as invoiceId',
      'e.reminder_step as reminderStep',
      'e.file_id as fileId',
      'e.file_name as fileName',
      'e.e_invoice_file_id as eInvoiceFileId',
      'e.e_invoice_file_name as eInvoiceFileName',
      'm.name as plannedByName',
    ])
}
